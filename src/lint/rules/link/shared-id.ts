import type { ToldRule } from '../../rule.ts';

/** Users share an external id. */
export const linkSharedId: ToldRule = {
  code: 'link/shared-id',
  severity: 'error',
  why: 'With a default for the external id everyone who lacks one sees the pass of the first who opened the link. The guide of PassKit for MoEngage has such a default.',
  bad: `{% set data = '{"person.externalId":"' ~ UserAttribute['MoEngage_ID']|default('12345', true) ~ '"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  good: `{% if not UserAttribute['MoEngage_ID'] %}{% MOE_NOT_SEND('No id') %}{% endif %}{% set data = '{"person.externalId":"' ~ UserAttribute['MoEngage_ID'] ~ '"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,

  codes: ['map/adopt-shared-id'],
};
