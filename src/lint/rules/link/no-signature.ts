import type { ToldRule } from '../../rule.ts';

/** The link is not signed. */
export const linkNoSignature: ToldRule = {
  code: 'link/no-signature',
  severity: 'error',
  why: 'Without &sig= and the hash of the link by convertToSHA256 PassKit takes no data from it.',
  bad: `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}">Card</a>`,
  good: `{% set data = '{"person.externalId":"1"}' %}{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ data|base64encode|replace('+', '-')|replace('/', '_')|replace('=', '') %}<a href="{{url}}&sig={{url|convertToSHA256('{YOUR-PROJECT-SECRET}')}}">Card</a>`,

  codes: ['link/no-signature'],
};
