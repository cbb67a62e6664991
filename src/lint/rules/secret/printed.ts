import { PRINTED } from '../../../analysis/index.ts';
import { holderOf, SECRET_PLACEHOLDER } from '../../../diagnostics/index.ts';
import type { Report, Subject, TextRule } from '../../rule.ts';

/** A message holds the secret that its links are signed with. */
export const secretPrinted: TextRule = {
  code: 'secret/printed',
  severity: 'error',
  why: 'Anyone who receives the message can make passes in the name of the project. A secret that was sent has to be replaced.',
  bad: `{% set key = '{YOUR-PROJECT-SECRET}' %}{% set url = 'https://pub1.pskt.io/c/x?data=e30' %}<a href="{{url}}&sig={{url|convertToSHA256(key)}}&key={{key}}">Card</a>`,
  good: `{% set key = '{YOUR-PROJECT-SECRET}' %}{% set url = 'https://pub1.pskt.io/c/x?data=e30' %}<a href="{{url}}&sig={{url|convertToSHA256(key)}}">Card</a>`,

  check,
};

function check({ analysis: { secretPlaces }, complete }: Subject): readonly Report[] {
  if (complete === undefined) return [];
  const written = secretPlaces.map(({ text }) => text);
  const holders = [...new Set([SECRET_PLACEHOLDER, ...written])].map(holderOf);
  const print = complete.prints.find(({ text }) => holders.some((holds) => holds(text)));
  return print === undefined ? [] : [{ ...PRINTED, at: print.node }];
}
