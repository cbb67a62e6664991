import {
  ALPHA,
  CASE_IGNORABLE,
  DECIMAL,
  DIGIT,
  ID_CONTINUE,
  ID_START,
  isCased,
  LOWER,
  NUMERIC,
  PRINTABLE,
  TITLE,
  TO_FOLD,
  TO_LOWER,
  TO_TITLE,
  TO_UPPER,
  UPPER,
  type CharMap,
  type CodePointSet,
} from './unicode-tables.ts';

export { decimalValue } from './unicode-tables.ts';

const BEYOND_ASCII = /[^\0-\x7f]/;
/** V8 knows without a look at the characters that a text of one byte each has none of these: half of what `strings` in bench/ takes. */
const BEYOND_LATIN = /[^\0-\xff]/;

/**
 * Text whose case JavaScript changes as Python 3.11 does, whatever Unicode the host knows: scripts whose mappings no release
 * after Unicode 14 touched, without Greek (its sigma) and Latin's later additions.
 */
const NATIVE_CASE =
  // oxlint-disable-next-line no-misleading-character-class -- the class is made of ranges alone
  /^[\0-\u017f\u0400-\u04ff\u05d0-\u06ff\u0900-\u0fff\u2000-\u206f\u20a0-\u20bf\u3000-\u33ff\u4e00-\u9fff\uac00-\ud7a3\u{1f300}-\u{1f64f}]*$/u;

const SIGMA = '\u03a3';
/** Text that is read directly, which is quicker than starting a regular expression. */
const SHORT = 24;

/** Whether all characters are below U+0100: JavaScript changes the case of these as Python does. */
function isLatin(text: string): boolean {
  if (text.length > SHORT) return !BEYOND_LATIN.test(text);
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0xff) return false;
  return true;
}

/** `str.upper()`. */
export function upper(text: string): string {
  return isLatin(text) || NATIVE_CASE.test(text) ? text.toUpperCase() : mapped(text, TO_UPPER);
}

/** `str.lower()`, with Greek's final sigma. */
export function lower(text: string): string {
  if (isLatin(text) || NATIVE_CASE.test(text)) return text.toLowerCase();
  return text.includes(SIGMA) ? lowered(Array.from(text), 0) : mapped(text, TO_LOWER);
}

/** `str.casefold()`. */
export function casefold(text: string): string {
  return isascii(text) ? text.toLowerCase() : mapped(text, TO_FOLD);
}

/** `str.title()`: `they're` gives `They'Re`, as in Python. */
export function title(text: string): string {
  if (isascii(text)) return text.toLowerCase().replaceAll(/[a-z]+/g, asciiWord);
  const chars = Array.from(text);
  const titled = TO_TITLE();
  let result = '';
  let inWord = false;
  for (const [index, char] of chars.entries()) {
    result += inWord ? lowerAt(chars, index) : (titled.get(char) ?? char);
    inWord = isCased(codeOf(char));
  }
  return result;
}

/** `str.capitalize()`: the first character in titlecase, the others in lower case. */
export function capitalize(text: string): string {
  if (text === '') return '';
  const code = text.charCodeAt(0);
  if (code < 0x80 && isLatin(text)) {
    // One letter by its code: the whole takes two fifths less than with `toUpperCase`.
    const shift = code >= 0x61 && code <= 0x7a ? 32 : 0;
    return String.fromCharCode(code - shift) + text.slice(1).toLowerCase();
  }
  const first = String.fromCodePoint(text.codePointAt(0) as number);
  const rest = text.slice(first.length);
  const start = TO_TITLE().get(first) ?? first;
  return start + (NATIVE_CASE.test(rest) ? rest.toLowerCase() : lowered(Array.from(text), 1));
}

/** `str.swapcase()`. */
export function swapcase(text: string): string {
  if (isascii(text)) return text.replaceAll(/[a-z]+|[A-Z]+/g, swapAscii);
  const chars = Array.from(text);
  let result = '';
  for (const [index, char] of chars.entries()) {
    const code = codeOf(char);
    if (UPPER.has(code)) result += lowerAt(chars, index);
    else result += LOWER.has(code) ? (TO_UPPER().get(char) ?? char) : char;
  }
  return result;
}

function asciiWord(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function swapAscii(run: string): string {
  const upperCase = run.toUpperCase();
  return upperCase === run ? run.toLowerCase() : upperCase;
}

function mapped(text: string, mapping: CharMap): string {
  const map = mapping();
  let result = '';
  for (const char of text) result += map.get(char) ?? char;
  return result;
}

function lowered(chars: readonly string[], start: number): string {
  let result = '';
  for (let index = start; index < chars.length; index += 1) result += lowerAt(chars, index);
  return result;
}

function lowerAt(chars: readonly string[], index: number): string {
  const char = chars[index] as string;
  if (char === SIGMA) return isFinalSigma(chars, index) ? '\u03c2' : '\u03c3';
  return TO_LOWER().get(char) ?? char;
}

/** Whether a letter goes before and none follows, case-ignorable characters not counted. */
function isFinalSigma(chars: readonly string[], index: number): boolean {
  return casedNeighbour(chars, index, -1) && !casedNeighbour(chars, index, 1);
}

function casedNeighbour(chars: readonly string[], index: number, step: number): boolean {
  for (let at = index + step; at >= 0 && at < chars.length; at += step) {
    const code = codeOf(chars[at] as string);
    if (!CASE_IGNORABLE.has(code)) return isCased(code);
  }
  return false;
}

function codeOf(char: string): number {
  return char.codePointAt(0) as number;
}

function every(text: string, set: CodePointSet): boolean {
  for (const char of text) if (!set.has(codeOf(char))) return false;
  return text !== '';
}

/** `str.isascii()`. */
export function isascii(text: string): boolean {
  if (text.length > SHORT) return !BEYOND_ASCII.test(text);
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** `str.isalpha()`. */
export function isalpha(text: string): boolean {
  return isascii(text) ? /^[A-Za-z]+$/.test(text) : every(text, ALPHA);
}

/** Whether a text is not empty and of one set, whose ASCII characters are the ten digits. */
function areDigits(text: string, set: CodePointSet): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) return every(text, set);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return text !== '';
}

/** `str.isdecimal()`: decimal digits of any script. */
export function isdecimal(text: string): boolean {
  return areDigits(text, DECIMAL);
}

/** `str.isdigit()`: also superscripts and the like. */
export function isdigit(text: string): boolean {
  return areDigits(text, DIGIT);
}

/** `str.isnumeric()`: also fractions and Chinese numerals. */
export function isnumeric(text: string): boolean {
  return areDigits(text, NUMERIC);
}

const ALNUM: CodePointSet = { has: (code) => ALPHA.has(code) || NUMERIC.has(code) };

/** `str.isalnum()`. */
export function isalnum(text: string): boolean {
  return isascii(text) ? /^[0-9A-Za-z]+$/.test(text) : every(text, ALNUM);
}

/** `str.isprintable()`; true for the empty text. */
export function isprintable(text: string): boolean {
  return isascii(text) ? /^[ -~]*$/.test(text) : every(text, PRINTABLE);
}

/** `str.isidentifier()`. */
export function isidentifier(text: string): boolean {
  if (isascii(text)) return /^[A-Z_a-z][0-9A-Z_a-z]*$/.test(text);
  const [first = '', ...others] = text;
  return ID_START.has(codeOf(first)) && others.every((char) => ID_CONTINUE.has(codeOf(char)));
}

/** `str.islower()`: some letter has case and none is upper or titlecase. */
export function islower(text: string): boolean {
  if (isascii(text)) return /[a-z]/.test(text) && !/[A-Z]/.test(text);
  return hasOnlyCase(text, LOWER, UPPER);
}

/** `str.isupper()`: some letter has case and none is lower or titlecase. */
export function isupper(text: string): boolean {
  if (isascii(text)) return /[A-Z]/.test(text) && !/[a-z]/.test(text);
  return hasOnlyCase(text, UPPER, LOWER);
}

function hasOnlyCase(text: string, wanted: CodePointSet, other: CodePointSet): boolean {
  let found = false;
  for (const char of text) {
    const code = codeOf(char);
    if (other.has(code) || TITLE.has(code)) return false;
    found ||= wanted.has(code);
  }
  return found;
}

/** `str.istitle()`: every word begins with its only upper or titlecase letter. */
export function istitle(text: string): boolean {
  let found = false;
  let inWord = false;
  for (const char of text) {
    const code = codeOf(char);
    if (UPPER.has(code) || TITLE.has(code)) {
      if (inWord) return false;
      inWord = true;
      found = true;
    } else if (LOWER.has(code)) {
      if (!inWord) return false;
    } else {
      inWord = false;
    }
  }
  return found;
}

const SPACES = /^[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;

/** `str.isspace()`. */
export function isspace(text: string): boolean {
  return SPACES.test(text);
}

/** Whether a UTF-16 code unit is white space for `strip()` and `split()`: no white space lies beyond the BMP. */
export function isSpaceUnit(unit: number): boolean {
  if (unit < 0x80)
    return unit === 0x20 || (unit >= 9 && unit <= 13) || (unit >= 0x1c && unit <= 0x1f);
  return SPACES.test(String.fromCharCode(unit));
}

const LINE_BREAKS = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

/** `str.splitlines(keepends)`: no empty line after a last line break. `breaks` are others than those of str, for bytes. */
export function splitlines(
  text: string,
  keepends: boolean,
  breaks: RegExp = LINE_BREAKS,
): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const { 0: lineBreak, index } of text.matchAll(breaks)) {
    const next = index + lineBreak.length;
    lines.push(text.slice(start, keepends ? next : index));
    start = next;
  }
  if (start < text.length) lines.push(text.slice(start));
  return lines;
}

/** `str.expandtabs(tabsize)`: columns count from the last line break; a size of 0 or less takes tabs out. */
export function expandtabs(text: string, tabsize: number): string {
  let column = 0;
  const parts: string[] = [];
  for (const part of text.match(/[^\t\n\r]+|[\t\n\r]/g) ?? []) {
    if (part === '\t') {
      const spaces = tabsize > 0 ? tabsize - (column % tabsize) : 0;
      column += spaces;
      parts.push(' '.repeat(spaces));
    } else {
      column = part === '\n' || part === '\r' ? 0 : column + Array.from(part).length;
      parts.push(part);
    }
  }
  return parts.join('');
}
