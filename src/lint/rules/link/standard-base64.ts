import type { ToldRule } from '../../rule.ts';

/** Standard base64 in a link. */
export const linkStandardBase64: ToldRule = {
  code: 'link/standard-base64',
  severity: 'warning',
  why: 'A + in the data is read as a space by any form decoder: for some users the link opens no pass. PassKit documents base64url.',
  bad: `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,
  good: `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,

  codes: ['link/standard-base64'],
};
