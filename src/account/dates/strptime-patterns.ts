import { MONTHS, WEEKDAYS } from './names.ts';

const short = (name: string): string => name.slice(0, 3);

/** Longest first and stable, as `TimeRE.__seqToRE` sorts its alternatives. */
function oneOf(letter: string, words: readonly string[]): string {
  const sorted = words.map((word) => word.toLowerCase()).toSorted((a, b) => b.length - a.length);
  return `(?P<${letter}>${sorted.join('|')})`;
}

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['d', String.raw`(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])`],
  ['f', '(?P<f>[0-9]{1,6})'],
  ['H', String.raw`(?P<H>2[0-3]|[0-1]\d|\d)`],
  ['I', '(?P<I>1[0-2]|0[1-9]|[1-9])'],
  ['G', String.raw`(?P<G>\d\d\d\d)`],
  ['j', String.raw`(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])`],
  ['m', '(?P<m>1[0-2]|0[1-9]|[1-9])'],
  ['M', String.raw`(?P<M>[0-5]\d|\d)`],
  ['S', String.raw`(?P<S>6[0-1]|[0-5]\d|\d)`],
  ['U', String.raw`(?P<U>5[0-3]|[0-4]\d|\d)`],
  ['W', String.raw`(?P<W>5[0-3]|[0-4]\d|\d)`],
  ['w', '(?P<w>[0-6])'],
  ['u', '(?P<u>[1-7])'],
  ['V', String.raw`(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)`],
  ['y', String.raw`(?P<y>\d\d)`],
  ['Y', String.raw`(?P<Y>\d\d\d\d)`],
  ['z', String.raw`(?P<z>[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|(?-i:Z))`],
  ['A', oneOf('A', WEEKDAYS)],
  ['a', oneOf('a', WEEKDAYS.map(short))],
  ['B', oneOf('B', MONTHS)],
  ['b', oneOf('b', MONTHS.map(short))],
  ['p', oneOf('p', ['am', 'pm'])],
  ['Z', oneOf('Z', ['gmt', 'utc'])],
  ['%', '%'],
]);

/** The formats behind `%c`, `%x` and `%X` in the C locale, as `LocaleTime` finds them. */
const COMPOSED: ReadonlyMap<string, string> = new Map([
  ['c', '%a %b %d %H:%M:%S %Y'],
  ['x', '%m/%d/%y'],
  ['X', '%H:%M:%S'],
]);

/** A directive that no pattern exists for; `undefined` where the format ends after `%`. */
export class BadDirective extends Error {
  readonly directive: string | undefined;

  constructor(directive: string | undefined) {
    super('bad directive');
    this.directive = directive;
  }
}

/**
 * `TimeRE.pattern(format)`: the regular expression of a format, in Python's spelling. Throws BadDirective.
 * Source: CPython 3.11 `_strptime.py`, C locale, time zone UTC.
 */
export function patternOf(format: string): string {
  let rest = format
    .replaceAll(/[\\.^$*+?(){}[\]|]/g, String.raw`\$&`)
    .replaceAll(/[\t-\r\u001c-\u001f \u0085\u00a0\p{Zs}\u2028\u2029]+/gu, String.raw`\s+`);
  let pattern = '';
  for (;;) {
    const at = rest.indexOf('%');
    if (at < 0) return pattern + rest;
    const code = rest.codePointAt(at + 1);
    if (code === undefined) throw new BadDirective(undefined);
    const letter = String.fromCodePoint(code);
    const composed = COMPOSED.get(letter);
    const part = composed === undefined ? SIMPLE.get(letter) : patternOf(composed);
    if (part === undefined) throw new BadDirective(letter);
    pattern += rest.slice(0, at) + part;
    rest = rest.slice(at + 1 + letter.length);
  }
}

/**
 * Python's pattern as a JavaScript one. Python ignores case by simple folding while `(?-i:Z)` inside does not, so each
 * letter is written out as its class instead of setting a flag.
 */
export function toJavaScript(pattern: string): RegExp {
  const tokens = /\(\?P<(\w)>|\(\?-i:Z\)|\\s|\\d|\\[\s\S]|\[[^\]]*\]|\{\d,\d\}|[\s\S]/gu;
  const source = pattern.replaceAll(tokens, (token, group: string | undefined) => {
    if (group !== undefined) return `(?<${group}>`;
    if (token === '(?-i:Z)') return 'Z';
    if (token === String.raw`\d`) return String.raw`\p{Nd}`;
    if (token === String.raw`\s`)
      return String.raw`[\t-\r\u001c-\u001f \u0085\u00a0\p{Zs}\u2028\u2029]`;
    return token.length > 2 || token.startsWith('\\') ? token : bothCases(token);
  });
  return new RegExp(source, 'uy');
}

/** Letters beyond the two cases that Python's IGNORECASE takes for the same. */
const FOLDS: ReadonlyMap<string, string> = new Map([
  ['i', 'İı'],
  ['s', 'ſ'],
  ['k', '\u212A'],
]);

function bothCases(char: string): string {
  const lower = char.toLowerCase();
  const upper = char.toUpperCase();
  if (lower === upper || /[\p{M}]/u.test(char)) return char;
  const cases = [lower, upper].filter((one) => Array.from(one).length === 1);
  return `[${char}${cases.join('')}${FOLDS.get(lower) ?? ''}]`;
}
