import type { ProfileValues } from '../profile-fields.ts';

/** A stretch of Jinja's releases that the probe's first part tells from the others; `value` where the profile has a name for it. */
export type Release = { readonly name: string; readonly value?: ProfileValues['jinja'] };

/**
 * What the first part answers by release: precedence, `urlencode` of a dict, `urlize`, `groupby` by letter case,
 * `urlize` of two at signs. Measured with every release from 2.8 to 3.1.6.
 */
const SIGNATURES: ReadonlyMap<string, Release> = new Map<string, Release>([
  ['7 3 52 2 40', { name: '2.8', value: '2.8' }],
  ['7 5 52 2 40', { name: '2.8.1', value: '2.8' }],
  ['10 5 67 2 40', { name: '2.9 to 2.11' }],
  ['10 5 68 2 40', { name: '3.0' }],
  ['10 5 68 1 40', { name: '3.1.0 to 3.1.4', value: '3.1' }],
  ['10 5 68 1 9', { name: '3.1.5 or later', value: '3.1.6' }],
]);

/** The release that answers so, or undefined: none does. */
export function releaseOf(digits: ReadonlyMap<string, string>): Release | undefined {
  return SIGNATURES.get(['a', 'b', 'd', 'e', 'f'].map((key) => digits.get(key)).join(' '));
}

/** Which Python it seems to be, by what its text methods do; undefined where the hints do not fit together. */
export function pythonOf(digits: ReadonlyMap<string, string>): string | undefined {
  const hints = ['g', 'h', 'i', 'j'].map((key) => digits.get(key)).join(' ');
  return new Map([
    ['3 3 0 000', '2.7'],
    ['1 3 0 000', '3.6 or earlier'],
    ['1 1 0 000', '3.7'],
    ['1 1 1 000', '3.8'],
    ['1 1 1 100', '3.9'],
    ['1 1 1 110', '3.10 or 3.11'],
    ['1 1 1 111', '3.12 or later'],
  ]).get(hints);
}
