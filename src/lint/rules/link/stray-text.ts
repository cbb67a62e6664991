import type { ToldRule } from '../../rule.ts';

/** There is text after the JSON of a link. */
export const linkStrayText: ToldRule = {
  code: 'link/stray-text',
  severity: 'error',
  why: 'What comes after the closing brace is no JSON: the payload cannot be read, and the link opens no pass for anyone.',
  bad: `{% set data = '{"person.externalId":"1"}"' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  good: `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,

  codes: ['map/adopt-stray-text'],
};
