import type { ToldRule } from '../../rule.ts';

/** The signature is not that of the link. */
export const linkOtherSignature: ToldRule = {
  code: 'link/other-signature',
  severity: 'error',
  why: 'PassKit signs all of the link up to &sig. A hash of anything else is refused, and the link opens no pass for anyone.',
  bad: `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{data|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  good: `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,

  codes: ['map/adopt-other-signature'],
};
