import { NAME_EXTRAS, NAME_PARTS_2_8, NAME_STARTS_2_8 } from './character-tables.ts';

/** Python's white space (`str.isspace`, `\s`) as the inside of a character class. JavaScript's `\s` is another set. */
export const SPACE =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

const TRAILING = new RegExp(`[${SPACE}]`);
const ALL_SPACE = new RegExp(`^[${SPACE}]+$`);

/** `str.rstrip()`. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && TRAILING.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** `str.isspace()`: false for the empty string. */
export function isSpace(text: string): boolean {
  return ALL_SPACE.test(text);
}

/** `str.count('\n')` of a part of a text. */
export function countNewlines(text: string, start = 0, end: number = text.length): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === 10) count += 1;
  return count;
}

/** The number of code points before a UTF-16 offset: what Python counts. */
export function codePointOffset(text: string, offset: number): number {
  let count = offset;
  for (let at = 1; at < offset; at += 1)
    if (isLow(text.charCodeAt(at)) && isHigh(text.charCodeAt(at - 1))) count -= 1;
  return count;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd8_00 && unit < 0xdc_00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc_00 && unit < 0xe0_00;
}

/** What Jinja 3.1 takes for a name before it looks whether Python would: a pattern for a `u` expression. */
export function namePattern(): string {
  return `[\\p{L}\\p{N}_${classOf(NAME_EXTRAS)}]+`;
}

/** What Jinja 2.8 takes for a name: a pattern for a `u` expression. */
export function namePattern28(): string {
  const starts = classOf(NAME_STARTS_2_8);
  return `[${starts}][${starts}${classOf(NAME_PARTS_2_8)}]*`;
}

/** `str.isidentifier()`, by the Unicode version of the JavaScript engine. */
export function isIdentifier(text: string): boolean {
  return /^[_\p{XIDS}]\p{XIDC}*$/u.test(text);
}

/** A run of decimal digits of any script, with `_` between them, as ASCII digits alone. */
export function asciiDigits(text: string): string {
  if (/^[0-9]*$/.test(text)) return text;
  return text.replaceAll(/_|(?![0-9])\p{Nd}/gu, (char) => (char === '_' ? '' : digitOf(char)));
}

/** Decimal digits are in the tables as runs from 0 to 9, so the distance to the run's begin tells the digit. */
function digitOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const decimal = /\p{Nd}/u;
  let first = code;
  while (decimal.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

function classOf(ranges: string): string {
  return ranges
    .trim()
    .split(/\s+/)
    .map((range) => range.replaceAll(/[0-9a-f]+/g, (code) => `\\u{${code}}`))
    .join('');
}
