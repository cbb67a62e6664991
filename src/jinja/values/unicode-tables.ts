import * as data from './unicode-data.ts';

/** A set of code points. */
export type CodePointSet = { has(code: number): boolean };

/** A lazily decoded set of code points, from the gaps between the places where membership changes. */
function codePointSet(source: string): CodePointSet {
  let edges: Uint32Array | undefined;
  return {
    has(code) {
      edges ??= decodeEdges(source);
      let low = 0;
      let high = edges.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((edges[middle] as number) <= code) low = middle + 1;
        else high = middle;
      }
      return low % 2 === 1;
    },
  };
}

function decodeEdges(source: string): Uint32Array {
  let code = 0;
  return Uint32Array.from(source.trim().split(/\s+/), (gap) => {
    code += Number.parseInt(gap, 36);
    return code;
  });
}

/** A mapping of characters: those that are not in it stay as they are. */
export type CharMap = () => ReadonlyMap<string, string>;

function charMap(source: string, base?: CharMap): CharMap {
  let map: ReadonlyMap<string, string> | undefined;
  return () => {
    map ??= decodeMap(source, new Map(base?.()));
    return map;
  };
}

function decodeMap(source: string, map: Map<string, string>): ReadonlyMap<string, string> {
  let start = 0;
  for (const entry of source.trim().split(/\s+/)) {
    const [from = '', to] = entry.split('>');
    if (to !== undefined) {
      const codes = to.split('.').map((code) => Number.parseInt(code, 36));
      map.set(String.fromCodePoint(Number.parseInt(from, 36)), String.fromCodePoint(...codes));
      continue;
    }
    const numbers = entry.split(',').map((number) => Number.parseInt(number, 36));
    const [gap = 0, count = 0, step = 0, delta = 0] = numbers;
    start += gap;
    for (let index = 0; index < count; index += 1) {
      const code = start + index * step;
      map.set(String.fromCodePoint(code), String.fromCodePoint(code + delta));
    }
  }
  return map;
}

/** `isalpha()` by code point. */
export const ALPHA: CodePointSet = codePointSet(data.ALPHA);
/** `isdecimal()` by code point. */
export const DECIMAL: CodePointSet = codePointSet(data.DECIMAL);
/** `isdigit()` by code point. */
export const DIGIT: CodePointSet = codePointSet(data.DIGIT);
/** `isnumeric()` by code point. */
export const NUMERIC: CodePointSet = codePointSet(data.NUMERIC);
/** `islower()` by code point. */
export const LOWER: CodePointSet = codePointSet(data.LOWER);
/** `isupper()` by code point. */
export const UPPER: CodePointSet = codePointSet(data.UPPER);
/** Titlecase letters such as ǅ. */
export const TITLE: CodePointSet = codePointSet(data.TITLE);
/** What may begin an identifier. */
export const ID_START: CodePointSet = codePointSet(data.ID_START);
/** What may follow in an identifier. */
export const ID_CONTINUE: CodePointSet = codePointSet(data.ID_CONTINUE);
/** `isprintable()` by code point. */
export const PRINTABLE: CodePointSet = codePointSet(data.PRINTABLE);
/** What does not count when a final sigma looks for its neighbours. */
export const CASE_IGNORABLE: CodePointSet = codePointSet(data.CASE_IGNORABLE);

/** `upper()` by character. */
export const TO_UPPER: CharMap = charMap(data.TO_UPPER);
/** `lower()` by character, without the rule of the final sigma. */
export const TO_LOWER: CharMap = charMap(data.TO_LOWER);
/** `title()` by character. */
export const TO_TITLE: CharMap = charMap(data.TO_TITLE, TO_UPPER);
/** `casefold()` by character. */
export const TO_FOLD: CharMap = charMap(data.TO_FOLD, TO_LOWER);

/** Whether a code point has case (Unicode's Cased): letters of either case and titlecase ones. */
export function isCased(code: number): boolean {
  return LOWER.has(code) || UPPER.has(code) || TITLE.has(code);
}

/** The value of a decimal digit of any script (`int('٣')` is 3), or undefined for other code points. */
export function decimalValue(code: number): number | undefined {
  if (code < 128) return code >= 48 && code <= 57 ? code - 48 : undefined;
  if (!DECIMAL.has(code)) return undefined;
  let zero = code;
  while (zero > 0 && DECIMAL.has(zero - 1)) zero -= 1;
  return (code - zero) % 10;
}
