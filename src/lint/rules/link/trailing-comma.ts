import type { ToldRule } from '../../rule.ts';

/** The JSON of a link ends with a comma. */
export const linkTrailingComma: ToldRule = {
  code: 'link/trailing-comma',
  severity: 'error',
  why: 'JSON has no comma before the closing brace: the payload cannot be read, and the link opens no pass for anyone. The guide of PassKit for MoEngage has one.',
  bad: `{% set data = '{"person.externalId":"1",}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  good: `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,

  codes: ['map/adopt-trailing-comma'],
};
