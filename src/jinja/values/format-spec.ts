import { raise } from '../errors.ts';
import { floatText, type FloatFlags, type FloatStyle } from './float-text.ts';
import { parseSpec, unknownCode, type FormatSpec } from './format-parse.ts';
import { str } from './print.ts';
import { floatOfInt, isInt, typeName } from './protocol.ts';
import { Meter } from './meter.ts';
import { lengthOf, pad, sliceText } from './strings.ts';
import { isText, plain, PyFloat, type ParsedFormats, type Value } from './types.ts';

/** C's INT_MAX, the largest precision. */
const INT_MAX = 0x7f_ff_ff_ff;

/**
 * `format(value, spec)`: Python's format mini-language for str, int, bool and float; any other type takes only the empty
 * specification. Raises ValueError, TypeError and OverflowError in Python's words, and LimitError for a text that is too
 * long. Source: the Python library reference, "Format Specification Mini-Language", and CPython's `formatter_unicode.c`.
 */
export function formatSpec(
  value: Value,
  spec: string,
  meter: Meter = new Meter(),
  formats?: ParsedFormats,
): string {
  if (spec === '') return str(value, meter);
  const type = typeName(value);
  const parsed = (kind: 'str' | 'int' | 'float', code: string, align: string): FormatSpec => {
    const parse = (): FormatSpec => parseSpec(spec, type, code, align);
    return formats?.recall(kind, spec, parse) ?? parse();
  };
  if (isText(value)) return formatText(plain(value), parsed('str', 's', '<'), type, meter);
  if (value instanceof PyFloat) return formatFloat(value.value, parsed('float', '', '>'), meter);
  if (isInt(value)) return formatInt(value, parsed('int', 'd', '>'), meter);
  throw raise('TypeError', `unsupported format string passed to ${typeName(value)}.__format__`);
}

function formatText(text: string, spec: FormatSpec, type: string, meter: Meter): string {
  if (spec.type !== 's') throw unknownCode(spec.type, type);
  if (spec.sign !== '') {
    const what = spec.sign === ' ' ? 'Space' : 'Sign';
    throw raise('ValueError', `${what} not allowed in string format specifier`);
  }
  refuseNegativeZero(spec, 'string');
  if (spec.alternate) {
    throw raise('ValueError', 'Alternate form (#) not allowed in string format specifier');
  }
  if (spec.align === '=') {
    throw raise('ValueError', "'=' alignment not allowed in string format specifier");
  }
  const shown = spec.precision < 0 ? text : sliceText(text, 0, spec.precision);
  return align(shown, spec, meter);
}

function refuseNegativeZero(spec: FormatSpec, kind: string): void {
  if (!spec.noNegativeZero) return;
  throw raise('ValueError', `Negative zero coercion (z) not allowed in ${kind} format specifier`);
}

function align(text: string, spec: FormatSpec, meter: Meter): string {
  const missing = spec.width - lengthOf(text);
  if (missing <= 0) return text;
  if (spec.align === '<') return pad(text, spec.width, spec.fill, 'right', meter);
  meter.text(text.length + missing * spec.fill.length);
  const left = spec.align === '^' ? Math.floor(missing / 2) : missing;
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}

function formatInt(value: number | bigint | boolean, spec: FormatSpec, meter: Meter): string {
  if ('eEfFgG%'.includes(spec.type)) return layOutFloat(floatOfInt(value), spec, meter);
  if (!'bcdoxXn'.includes(spec.type)) throw unknownCode(spec.type, typeName(value));
  if (spec.precision !== -1) {
    throw raise('ValueError', 'Precision not allowed in integer format specifier');
  }
  refuseNegativeZero(spec, 'integer');
  const integer = typeof value === 'boolean' ? Number(value) : value;
  if (spec.type === 'c') return formatChar(integer, spec, meter);
  const negative = integer < 0;
  const [digits, prefix] = digitsOf(negative ? -integer : integer, spec.type);
  return layOut(
    { negative, prefix: spec.alternate ? prefix : '', whole: digits, rest: '' },
    spec,
    meter,
  );
}

function formatChar(integer: number | bigint, spec: FormatSpec, meter: Meter): string {
  if (spec.sign !== '') {
    throw raise('ValueError', "Sign not allowed with integer format specifier 'c'");
  }
  if (spec.alternate) {
    throw raise('ValueError', "Alternate form (#) not allowed with integer format specifier 'c'");
  }
  if (BigInt.asIntN(64, BigInt(integer)) !== BigInt(integer)) {
    throw raise('OverflowError', 'Python int too large to convert to C long');
  }
  if (integer < 0 || integer > 0x10_ff_ff) {
    throw raise('OverflowError', '%c arg not in range(0x110000)');
  }
  const char = String.fromCodePoint(Number(integer));
  return layOut({ negative: false, prefix: '', whole: '', rest: char }, spec, meter);
}

/** The digits of a magnitude and the prefix that `#` shows. */
function digitsOf(magnitude: number | bigint, type: string): [digits: string, prefix: string] {
  switch (type) {
    case 'b':
      return [magnitude.toString(2), '0b'];
    case 'o':
      return [magnitude.toString(8), '0o'];
    case 'x':
      return [magnitude.toString(16), '0x'];
    case 'X':
      return [magnitude.toString(16).toUpperCase(), '0X'];
    default:
      return [str(magnitude), ''];
  }
}

function formatFloat(value: number, spec: FormatSpec, meter: Meter): string {
  if (spec.type !== '' && !'eEfFgGn%'.includes(spec.type)) throw unknownCode(spec.type, 'float');
  return layOutFloat(value, spec, meter);
}

function layOutFloat(value: number, spec: FormatSpec, meter: Meter): string {
  if (spec.precision > INT_MAX) throw raise('ValueError', 'precision too big');
  if (spec.precision > 0) meter.text(spec.precision);
  let text = floatDigits(spec.type === '%' ? value * 100 : value, spec, meter);
  if (spec.noNegativeZero && /^-[0.]+(?:e|$)/.test(text)) text = text.slice(1);
  if ('EFG'.includes(spec.type) && spec.type !== '') text = text.toUpperCase();
  if (spec.type === '%') text += '%';
  const negative = text.startsWith('-');
  let end = negative ? 1 : 0;
  while (isDigit(text.charCodeAt(end))) end += 1;
  const whole = text.slice(negative ? 1 : 0, end);
  return layOut({ negative, prefix: '', whole, rest: text.slice(end) }, spec, meter);
}

/** A float without a layout; where no type and no precision is given, as Python 2 prints it on Python 2. */
function floatDigits(value: number, spec: FormatSpec, { python2 }: Meter): string {
  const { style, precision, flags } = floatPlan(spec);
  if (style === 'r' && python2 !== undefined) return python2.floatText(value);
  return floatText(value, style, precision, flags);
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

function floatPlan(spec: FormatSpec): { style: FloatStyle; precision: number; flags: FloatFlags } {
  const { alternate } = spec;
  const precision = spec.precision < 0 ? 6 : spec.precision;
  if (spec.type === '') {
    const flags: FloatFlags = { alternate, addPoint: true };
    return { style: spec.precision < 0 ? 'r' : 'g', precision, flags };
  }
  const letter = spec.type.toLowerCase();
  const style = letter === 'e' ? 'e' : letter === 'f' || letter === '%' ? 'f' : 'g';
  return { style, precision, flags: { alternate } };
}

/** A number before its layout: only the whole digits are grouped; `rest` is point, fraction and exponent, or `inf`. */
type Parts = {
  readonly negative: boolean;
  readonly prefix: string;
  readonly whole: string;
  readonly rest: string;
};

function layOut(parts: Parts, spec: FormatSpec, meter: Meter): string {
  if (spec.width > 0) meter.text(spec.width * spec.fill.length);
  const sign = parts.negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const head = sign + parts.prefix;
  const outside = head.length + lengthOf(parts.rest);
  const least = spec.fill === '0' && spec.align === '=' ? spec.width - outside : 0;
  const body = (parts.whole === '' ? '' : group(parts.whole, spec, least)) + parts.rest;
  if (spec.align !== '=') return align(head + body, spec, meter);
  const missing = spec.width - head.length - lengthOf(body);
  return head + spec.fill.repeat(Math.max(0, missing)) + body;
}

/** Digits with their separators, filled with zeros to a least width that counts separators too. */
function group(digits: string, spec: FormatSpec, least: number): string {
  if (spec.grouping === '') return digits.padStart(least, '0');
  const size = 'boxX'.includes(spec.type) && spec.type !== '' ? 4 : 3;
  const groups: string[] = [];
  let rest = digits;
  let missing = least;
  do {
    const length = Math.min(size, Math.max(rest.length, missing, 1));
    groups.push(rest.slice(-length).padStart(length, '0'));
    rest = rest.slice(0, -length);
    missing -= length + 1;
  } while (rest !== '' || missing + 1 > 0);
  return groups.reverse().join(spec.grouping);
}
