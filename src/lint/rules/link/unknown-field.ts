import type { ToldRule } from '../../rule.ts';

/** A field that PassKit does not list. */
export const linkUnknownField: ToldRule = {
  code: 'link/unknown-field',
  severity: 'warning',
  why: 'PassKit leaves out fields that it does not know: what they hold is on no pass. Often a name is misspelt.',
  bad: `{% set data = '{"person.externalId":"1","person.forname":"Ada"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  good: `{% set data = '{"person.externalId":"1","person.forename":"Ada"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,

  codes: ['map/adopt-unknown-field'],
};
