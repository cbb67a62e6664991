import { raise } from '../errors.ts';
import { Meter } from './meter.ts';
import { MAX_INT_DIGITS, repr } from './print.ts';
import { failOnUndefined, floatOfInt, isInt, typeName } from './protocol.ts';
import { stripUnits } from './split.ts';
import { sliceText } from './strings.ts';
import { int, PyFloat, PyObject, type Value } from './types.ts';
import { decimalValue } from './unicode-tables.ts';
import { isSpaceUnit } from './unicode.ts';

const DIGITS_OUTSIDE_ASCII = /[^\0-\x7f]/;
const INT = /^[+-]?\d+(?:_\d+)*$/;
const FLOAT =
  /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i;
const SPECIAL = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i;
const MAX_SSIZE = 2n ** 63n - 1n;
const PREFIXES: ReadonlyMap<string, number> = new Map([
  ['x', 16],
  ['o', 8],
  ['b', 2],
]);

/** The bases that are powers of two: bits of a digit by base. */
const BITS: ReadonlyMap<number, number> = new Map([
  [2, 1],
  [4, 2],
  [8, 3],
  [16, 4],
  [32, 5],
]);

/** Whether `int()` and `float()` strip a unit: white space, without the separators U+001C to U+001F. */
function isStripped(unit: number): boolean {
  return isSpaceUnit(unit) && (unit < 0x1c || unit > 0x1f);
}

/** `int(text, base)`; raises ValueError, whose text shows `shown`, and LimitError for an int of over two million bits. */
export function pyInt(text: string, base: number = 10, shown: Value = text): number | bigint {
  if (base !== 0 && (base < 2 || base > 36)) {
    throw raise('ValueError', 'int() base must be >= 2 and <= 36, or 0');
  }
  const short = base === 10 ? shortInt(text) : undefined;
  if (short !== undefined) return short;
  const plain = asciiDigits(stripUnits(text, isStripped));
  const parsed = base === 10 ? decimalInt(plain) : intInBase(plain.toLowerCase(), base);
  if (parsed === undefined) {
    throw raise('ValueError', `invalid literal for int() with base ${base}: ${startOf(shown)}`);
  }
  return parsed;
}

/** The int of up to 15 ASCII digits and nothing else, which is most of what is read; undefined for any other text. */
function shortInt(text: string): number | undefined {
  if (text === '' || text.length > 15) return undefined;
  let value = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

/** The most characters of what cannot be read as an int that Python prints. */
const MOST_SHOWN = 200;

function startOf(shown: Value): string {
  if (typeof shown !== 'string' || shown.length <= 2 * MOST_SHOWN) {
    return sliceText(repr(shown), 0, MOST_SHOWN);
  }
  // Which quotes there are in all of the text decides which are around it.
  const quotes = ["'", '"'].filter((quote) => shown.includes(quote)).join('');
  return sliceText(repr(shown.slice(0, 2 * MOST_SHOWN) + quotes), 0, MOST_SHOWN);
}

function decimalInt(text: string): number | bigint | undefined {
  if (!INT.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  if (digits.length <= 15) return Number(digits) + 0;
  const negative = digits.startsWith('-');
  const magnitude = bigOf(digits.replace(/^[+-]/, ''), 10);
  return int(negative ? -magnitude : magnitude);
}

function intInBase(text: string, base: number): number | bigint | undefined {
  const negative = text.startsWith('-');
  let rest = text.replace(/^[+-]/, '');
  let radix = base;
  const prefix = rest.startsWith('0') ? PREFIXES.get(rest[1] ?? '') : undefined;
  if (prefix !== undefined && (base === 0 || base === prefix)) {
    radix = prefix;
    rest = rest.slice(2).replace(/^_/, '');
  } else if (base === 0) {
    if (/^0[0_]*[1-9]/.test(rest)) return undefined;
    radix = 10;
  }
  if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/.test(rest)) return undefined;
  const digits = rest.replaceAll('_', '');
  for (let at = 0; at < digits.length; at += 1) {
    if (Number.parseInt(digits.charAt(at), 36) >= radix) return undefined;
  }
  const magnitude = bigOf(digits, radix);
  return int(negative ? -magnitude : magnitude);
}

/** The int of that many digits; raises ValueError for more of them than Python reads. */
function bigOf(digits: string, radix: number): bigint {
  const bits = BITS.get(radix);
  if (bits !== undefined) {
    const significant = digits.replace(/^0+/, '');
    new Meter().bits(bits * significant.length);
    const binary = Array.from(significant, (digit) =>
      Number.parseInt(digit, 36).toString(2).padStart(bits, '0'),
    );
    return BigInt(`0b0${binary.join('')}`);
  }
  if (digits.length > MAX_INT_DIGITS) {
    throw raise(
      'ValueError',
      `Exceeds the limit (${MAX_INT_DIGITS} digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  if (radix === 10) return BigInt(digits);
  let value = 0n;
  for (const digit of digits) value = value * BigInt(radix) + BigInt(Number.parseInt(digit, 36));
  return value;
}

/** `float(text)`; raises ValueError with Python's words. `shown` is what they print: the text, or the Markup it comes from. */
export function pyFloat(text: string, shown: Value = text): PyFloat {
  const plain = asciiDigits(stripUnits(text, isStripped));
  if (FLOAT.test(plain)) return new PyFloat(Number(plain.replaceAll('_', '')));
  const special = SPECIAL.exec(plain);
  if (special === null) {
    throw raise('ValueError', `could not convert string to float: ${repr(shown)}`);
  }
  if (special[2] === undefined) return new PyFloat(Number.NaN);
  return new PyFloat(special[1] === '-' ? -Infinity : Infinity);
}

/** Decimal digits of other scripts as ASCII digits. */
function asciiDigits(text: string): string {
  if (!DIGITS_OUTSIDE_ASCII.test(text)) return text;
  return text.replaceAll(/[^\0-\x7f]/gu, (char) =>
    String(decimalValue(char.codePointAt(0) ?? 0) ?? char),
  );
}

/** `int(x)`; raises TypeError, ValueError and OverflowError as Python does, UndefinedError for an Undefined. */
export function toInt(value: Value): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') return pyInt(value);
  if (value instanceof PyFloat) return truncate(value.value);
  if (value instanceof PyObject && value.numeral !== undefined) {
    return pyInt(value.numeral(), 10, value);
  }
  failOnUndefined(value);
  const expected = 'a string, a bytes-like object or a real number';
  throw raise('TypeError', `int() argument must be ${expected}, not '${typeName(value)}'`);
}

/** `int(float)`: towards zero; raises for NaN and the infinities. */
export function truncate(float: number): number | bigint {
  checkFinite(float);
  const whole = Math.trunc(float);
  return Number.isSafeInteger(whole) ? whole + 0 : int(BigInt(whole));
}

/** Raises what Python raises where NaN or an infinity would become an int. */
export function checkFinite(float: number): void {
  if (Number.isNaN(float)) throw raise('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(float)) {
    throw raise('OverflowError', 'cannot convert float infinity to integer');
  }
}

/** `float(x)`; raises TypeError, ValueError and OverflowError as Python does, UndefinedError for an Undefined. */
export function toFloat(value: Value): PyFloat {
  if (value instanceof PyFloat) return value;
  if (typeof value === 'string') return pyFloat(value);
  if (isInt(value)) return new PyFloat(floatOfInt(value));
  if (value instanceof PyObject && value.numeral !== undefined) {
    return pyFloat(value.numeral(), value);
  }
  failOnUndefined(value);
  const expected = 'a string or a real number';
  throw raise('TypeError', `float() argument must be ${expected}, not '${typeName(value)}'`);
}

/** `operator.index(x)`: raises TypeError for what is not an int. */
export function toIndex(value: Value): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return Number(value);
  throw raise('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** An int that Python hands to C as a size; raises TypeError for what is not an int and OverflowError beyond 64 bits. */
export function toSize(value: Value): number {
  const index = toIndex(value);
  if (typeof index === 'number') return index;
  if (index > MAX_SSIZE || index < -MAX_SSIZE - 1n) {
    throw raise('OverflowError', 'Python int too large to convert to C ssize_t');
  }
  return Number(index);
}

/** An int that Python hands to C as an `int`; raises TypeError for what is not an int and OverflowError beyond 32 bits. */
export function toCInt(value: Value): number {
  const number = Number(toIndex(value));
  if (number > 0x7f_ff_ff_ff || number < -0x80_00_00_00)
    throw raise('OverflowError', 'Python int too large to convert to C int');
  return number;
}
