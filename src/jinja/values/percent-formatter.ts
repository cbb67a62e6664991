import { raise } from '../errors.ts';
import { EscapeHelper, isNumberLike } from './escape-helper.ts';
import { floatText, type FloatStyle } from './float-text.ts';
import { toInt } from './numbers.ts';
import { str } from './print.ts';
import { isInt, isUndefined, typeName } from './protocol.ts';
import type { Meter } from './meter.ts';
import {
  MAX_PRECISION,
  MAX_WIDTH,
  STARRED,
  type Conversion,
  type PercentSyntax,
} from './percent-parse.ts';
import { lengthOf } from './strings.ts';
import { itemOf } from './subscript.ts';
import { Tuple } from './tuple.ts';
import { PyFloat, type Value } from './types.ts';

/** What `%` of str and of bytes do each in their own way. */
export type PercentRules = PercentSyntax & {
  readonly kind: 'string' | 'bytes';
  /** The conversions that take any value and print it; a precision of -1 is none. */
  readonly texts: string;
  readonly textOf: (value: Value, type: string, precision: number, meter: Meter) => string;
  readonly charOf: (value: Value) => string;
  readonly floatOf: (value: Value) => number;
  readonly keyOf: (text: string) => Value;
  readonly isMapping: (args: Value) => boolean;
  /** What a conversion is called in errors about its argument. */
  readonly nameOf: (type: string) => string;
  /** The message about a conversion that is none; `index` is its place. */
  readonly unsupported: (code: number, index: number) => string;
};

/** One run of `%` over a format; of bytes as text with a character for each byte. */
export class PercentFormatter {
  private readonly rules: PercentRules;
  private readonly mapping: Value | undefined;
  private readonly meter: Meter;
  /** The arguments still to come; a key makes its value the only one. */
  private queue: readonly Value[];
  private next = 0;

  constructor(args: Value, rules: PercentRules, meter: Meter) {
    this.rules = rules;
    this.mapping = !(args instanceof Tuple) && rules.isMapping(args) ? args : undefined;
    this.queue = args instanceof Tuple ? args.items : [args];
    this.meter = meter;
  }

  run(format: string, conversions: Iterable<Conversion>): string {
    const { mapping, meter } = this;
    let result = '';
    for (const conversion of conversions) {
      result += conversion.literal;
      if (conversion.type === '') break;
      const piece = this.plainText(conversion) ?? this.converted(conversion, format);
      if (mapping !== undefined && this.next < this.queue.length) throw this.notAllConverted();
      result += piece;
      meter.step();
      meter.text(result.length, piece.length);
    }
    if (this.next < this.queue.length && mapping === undefined) throw this.notAllConverted();
    return result;
  }

  /** What `%s` gives for text, which most conversions are about; undefined for any other. */
  private plainText({ isPlain }: Conversion): string | undefined {
    if (!isPlain || this.rules.kind !== 'string') return undefined;
    const value = this.queue[this.next];
    if (typeof value !== 'string') return undefined;
    this.next += 1;
    this.meter.scan(value.length);
    return value;
  }

  private notAllConverted(): Error {
    const text = `not all arguments converted during ${this.rules.kind} formatting`;
    return raise('TypeError', text);
  }

  private converted(conversion: Conversion, format: string): string {
    const { key, fault, type } = conversion;
    let { flags, precision } = conversion;
    if (key !== undefined) this.select(key);
    let width = conversion.width === STARRED ? this.starred('width') : conversion.width;
    if (conversion.width === STARRED && width < 0) {
      flags += '-';
      width = -width;
    }
    if (precision === STARRED) precision = Math.max(0, this.starred('precision'));
    if (fault !== undefined) throw fault();
    const value = this.argument();
    const { rules, meter } = this;
    if (width > 0 || precision > 0) meter.text(Math.max(width, precision));
    if (rules.texts.includes(type)) {
      const text = rules.textOf(value, type, precision, meter);
      return width <= 0 ? text : filled('', text, width, flags, ' ');
    }
    if (type === 'c') return filled('', rules.charOf(value), width, flags, ' ');
    if ('diuoxX'.includes(type)) {
      return integerText(integerOf(value, rules.nameOf(type)), type, precision, flags, width);
    }
    if ('eEfFgG'.includes(type)) {
      return signed(realText(rules.floatOf(value), type, precision, flags), '', flags, width);
    }
    const code = type.codePointAt(0) ?? 0;
    const index = lengthOf(format.slice(0, conversion.end)) - 1;
    throw raise('ValueError', rules.unsupported(code, index));
  }

  /** Makes the value under a key the only argument. */
  private select(key: string | null): void {
    const { mapping, rules } = this;
    if (mapping === undefined) throw raise('TypeError', 'format requires a mapping');
    if (key === null) return;
    this.queue = [itemOf(mapping, rules.keyOf(key))];
    this.next = 0;
  }

  private starred(what: 'width' | 'precision'): number {
    const value = this.argument();
    if (!isInt(value)) throw raise('TypeError', '* wants int');
    const number = Number(value);
    const [type, most] = what === 'width' ? ['ssize_t', MAX_WIDTH] : ['int', MAX_PRECISION];
    if (Math.abs(number) <= most) return number;
    throw raise('OverflowError', `Python int too large to convert to C ${type}`);
  }

  private argument(): Value {
    const value = this.queue[this.next];
    if (value === undefined) throw raise('TypeError', 'not enough arguments for format string');
    this.next += 1;
    return value;
  }
}

/** Digits with sign, prefix and the least number of digits that a precision asks for. */
function integerText(
  integer: number | bigint,
  type: string,
  precision: number,
  flags: string,
  width: number,
): string {
  const radix = type === 'o' ? 8 : type === 'x' || type === 'X' ? 16 : 10;
  const magnitude = integer < 0 ? -integer : integer;
  const digits = (radix === 10 ? str(magnitude) : magnitude.toString(radix)).padStart(
    precision,
    '0',
  );
  const sign = integer < 0 ? '-' : '';
  if (flags === '' && width <= 0) return sign + (type === 'X' ? digits.toUpperCase() : digits);
  const prefix = flags.includes('#') && radix !== 10 ? `0${type}` : '';
  return signed(sign + (type === 'X' ? digits.toUpperCase() : digits), prefix, flags, width);
}

function integerOf(value: Value, type: string): number | bigint {
  if (isInt(value)) return typeof value === 'boolean' ? Number(value) : value;
  const whole = 'oxX'.includes(type);
  if (!whole) {
    if (value instanceof PyFloat || isUndefined(value)) return toInt(value);
    if (value instanceof EscapeHelper && isNumberLike(value.value)) return toInt(value.value);
  }
  const wanted = whole ? 'an integer' : 'a real number';
  throw raise('TypeError', `%${type} format: ${wanted} is required, not ${typeName(value)}`);
}

function realText(value: number, type: string, precision: number, flags: string): string {
  const style = type.toLowerCase() as FloatStyle;
  const alternate = flags.includes('#');
  const text = floatText(value, style, precision < 0 ? 6 : precision, { alternate });
  const shown = flags.includes('z') ? text.replace(/^-(?=[0.]+(?:e.*)?$)/, '') : text;
  return type === style ? shown : shown.toUpperCase();
}

/** A number with its sign, prefix and filling. */
function signed(text: string, prefix: string, flags: string, width: number): string {
  const isNegative = text.startsWith('-');
  const plus = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const head = (isNegative ? '-' : plus) + prefix;
  return filled(
    head,
    isNegative ? text.slice(1) : text,
    width,
    flags,
    flags.includes('0') ? '0' : ' ',
  );
}

/** CPython's `unicode_format_arg_output`: zeros go behind the sign and prefix. */
function filled(head: string, body: string, width: number, flags: string, fill: string): string {
  const missing = width - head.length - lengthOf(body);
  if (missing <= 0) return head + body;
  if (flags.includes('-')) return head + body + ' '.repeat(missing);
  return fill === '0' ? head + '0'.repeat(missing) + body : ' '.repeat(missing) + head + body;
}

/** The message about a conversion that is none. */
export function unsupportedText(shown: string, code: number, index: number): string {
  return `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`;
}
