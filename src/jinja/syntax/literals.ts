import { raise } from '../errors.ts';
import { int, PyFloat } from '../values/types.ts';
import { asciiDigits } from './characters.ts';
import { characterNamed } from './character-names.ts';

const MAX_DIGITS = 4300;
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/u;

/** An integer literal as Python's `int(text, 0)` reads it; raises ValueError beyond 4300 decimal digits as Python does. */
export function readInteger(text: string): number | bigint {
  const digits = asciiDigits(text);
  if (digits.length < 15) return Number(digits);
  if (digits.length > MAX_DIGITS && !/^0[box]/i.test(digits))
    throw raise(
      'ValueError',
      `Exceeds the limit (${MAX_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  return int(BigInt(digits));
}

/** A float literal. With `python` it goes through Python's own grammar, which refuses digits of other scripts. */
export function readFloat(text: string, python: boolean): PyFloat {
  const foreign = python ? FOREIGN_DIGIT.exec(text) : null;
  if (foreign !== null) throw raise('SyntaxError', foreignDigitMessage(text, foreign));
  return new PyFloat(Number(asciiDigits(text)));
}

function foreignDigitMessage(text: string, match: RegExpExecArray): string {
  const [char] = match;
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const before = text.slice(0, match.index);
  const what =
    before === '' ? `invalid character '${char}' (U+${code})` : 'invalid decimal literal';
  return `${what} (<unknown>, line 1)`;
}

/** Python's UnicodeDecodeError of the codec `unicode_escape`: Jinja keeps only the part after the last colon. */
class EscapeError extends Error {}

/**
 * The value of a string literal's inside: Jinja writes the text in ASCII with backslash escapes and lets Python's
 * `unicode_escape` codec read it back, so a backslash before a non-ASCII letter gives the letter's escape as text.
 * Returns the reason where the text has a broken escape. Names (`\N{BULLET}`) are known for the characters of
 * `character-names.ts` only.
 */
export function readString(
  text: string,
): { readonly value: string } | { readonly problem: string } {
  if (!text.includes('\\')) return { value: text };
  try {
    return { value: decode(toAscii(text)) };
  } catch (error) {
    if (error instanceof EscapeError) return { problem: error.message };
    throw error;
  }
}

function toAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x1_00) return `\\x${hex(code, 2)}`;
    return code < 0x1_00_00 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  });
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['b', '\b'],
  ['f', '\f'],
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['v', '\v'],
  ['a', '\x07'],
]);

const HEX_ESCAPES: ReadonlyMap<string, readonly [width: number, problem: string]> = new Map([
  ['x', [2, String.raw`truncated \xXX escape`]],
  ['u', [4, String.raw`truncated \uXXXX escape`]],
  ['U', [8, String.raw`truncated \UXXXXXXXX escape`]],
]);

function decode(text: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const slash = text.indexOf('\\', at);
    if (slash < 0) return out + text.slice(at);
    out += text.slice(at, slash);
    const [value, next] = decodeEscape(text, slash);
    out += value;
    at = next;
  }
}

function decodeEscape(text: string, slash: number): [value: string, next: number] {
  const letter = text.charAt(slash + 1);
  const simple = SIMPLE.get(letter);
  if (simple !== undefined) return [simple, slash + 2];
  const octal = /^[0-7]{1,3}/.exec(text.slice(slash + 1, slash + 4))?.[0];
  if (octal !== undefined)
    return [String.fromCodePoint(Number.parseInt(octal, 8)), slash + 1 + octal.length];
  const escape = HEX_ESCAPES.get(letter);
  if (escape !== undefined) return decodeHex(text, slash + 2, ...escape);
  if (letter === 'N') return decodeName(text, slash + 2);
  return [`\\${letter}`, slash + 2];
}

function decodeHex(
  text: string,
  start: number,
  width: number,
  problem: string,
): [value: string, next: number] {
  const digits = text.slice(start, start + width);
  if (digits.length < width || !/^[0-9a-fA-F]+$/.test(digits)) throw new EscapeError(problem);
  const code = Number.parseInt(digits, 16);
  if (code > 0x10_ff_ff) throw new EscapeError('illegal Unicode character');
  return [String.fromCodePoint(code), start + width];
}

function decodeName(text: string, start: number): [value: string, next: number] {
  const close = text.indexOf('}', start + 1);
  if (text.charAt(start) !== '{' || close <= start + 1)
    throw new EscapeError(String.raw`malformed \N character escape`);
  const char = characterNamed(text.slice(start + 1, close));
  if (char === undefined) throw new EscapeError('unknown Unicode character name');
  return [char, close + 1];
}
