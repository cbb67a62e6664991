import { raise } from '../errors.ts';
import { EscapeHelper, isNumberLike } from './escape-helper.ts';
import { floatText, type FloatStyle } from './float-text.ts';
import { toInt } from './numbers.ts';
import { str } from './print.ts';
import { isInt, isUndefined, typeName } from './protocol.ts';
import type { Meter } from './meter.ts';
import { lengthOf } from './strings.ts';
import { itemOf } from './subscript.ts';
import { Tuple } from './tuple.ts';
import { PyFloat, type Value } from './types.ts';

/** A conversion: `%-08.3f`. */
export type Conversion = {
  readonly flags: string;
  /** 0 where none is given. */
  readonly width: number;
  /** -1 where none is given. */
  readonly precision: number;
  readonly type: string;
};

/** What `%` of str and of bytes do each in their own way. */
export type PercentRules = {
  readonly kind: 'string' | 'bytes';
  readonly flags: string;
  /** How errors call a precision. */
  readonly precision: string;
  /** The conversions that take any value and print it. */
  readonly texts: string;
  readonly textOf: (value: Value, conversion: Conversion, meter: Meter) => string;
  readonly charOf: (value: Value) => string;
  readonly floatOf: (value: Value) => number;
  readonly keyOf: (text: string) => Value;
  readonly isMapping: (args: Value) => boolean;
  /** What a conversion is called in errors about its argument. */
  readonly nameOf: (type: string) => string;
  /** The message about a conversion that is none; `index` is its place. */
  readonly unsupported: (code: number, index: number) => string;
};

/** PY_SSIZE_T_MAX and INT_MAX: the bounds of width and precision. */
const MAX_WIDTH = 2 ** 63 - 1;
const MAX_PRECISION = 0x7f_ff_ff_ff;

/** One run of `%` over a text; of bytes as text with a character for each byte. */
export class PercentFormatter {
  private readonly rules: PercentRules;
  private readonly text: string;
  private readonly mapping: Value | undefined;
  private readonly meter: Meter;
  /** The next UTF-16 unit to read. */
  private at = 0;
  /** The arguments still to come; a key makes its value the only one. */
  private queue: readonly Value[];
  private next = 0;

  constructor(text: string, args: Value, rules: PercentRules, meter: Meter) {
    this.text = text;
    this.rules = rules;
    this.mapping = !(args instanceof Tuple) && rules.isMapping(args) ? args : undefined;
    this.queue = args instanceof Tuple ? args.items : [args];
    this.meter = meter;
  }

  run(): string {
    let result = '';
    for (;;) {
      const percent = this.text.indexOf('%', this.at);
      if (percent === -1) break;
      result += this.text.slice(this.at, percent);
      this.at = percent + 1;
      const piece = this.conversion();
      result += piece;
      this.meter.step();
      this.meter.text(result.length, piece.length);
    }
    result += this.text.slice(this.at);
    if (this.next < this.queue.length && this.mapping === undefined) throw this.notAllConverted();
    return result;
  }

  private notAllConverted(): Error {
    const text = `not all arguments converted during ${this.rules.kind} formatting`;
    return raise('TypeError', text);
  }

  private conversion(): string {
    if (this.text[this.at] === '%') {
      this.at += 1;
      return '%';
    }
    if (this.text[this.at] === '(') this.readKey();
    const conversion = this.readConversion();
    const text = this.convert(conversion);
    if (this.mapping !== undefined && this.next < this.queue.length) throw this.notAllConverted();
    return text;
  }

  private readKey(): void {
    if (this.mapping === undefined) throw raise('TypeError', 'format requires a mapping');
    const start = this.at + 1;
    let depth = 1;
    while (depth > 0) {
      this.at += 1;
      const char = this.text[this.at];
      if (char === undefined) throw raise('ValueError', 'incomplete format key');
      if (char === '(') depth += 1;
      else if (char === ')') depth -= 1;
    }
    const key = this.text.slice(start, this.at);
    this.at += 1;
    this.queue = [itemOf(this.mapping, this.rules.keyOf(key))];
    this.next = 0;
  }

  private readConversion(): Conversion {
    let flags = '';
    while (this.at < this.text.length && this.rules.flags.includes(this.text.charAt(this.at))) {
      flags += this.text.charAt(this.at);
      this.at += 1;
    }
    let width = this.readNumber('width') ?? 0;
    if (width < 0) {
      flags += '-';
      width = -width;
    }
    let precision = -1;
    if (this.text[this.at] === '.') {
      this.at += 1;
      precision = Math.max(0, this.readNumber('precision') ?? 0);
    }
    if ('hlL'.includes(this.text[this.at] ?? ' ')) this.at += 1;
    const code = this.text.codePointAt(this.at);
    if (code === undefined) throw raise('ValueError', 'incomplete format');
    const type = String.fromCodePoint(code);
    this.at += type.length;
    return { flags, width, precision, type };
  }

  /** A number or `*`; undefined where neither is there. A width of `*` may be negative. */
  private readNumber(what: 'width' | 'precision'): number | undefined {
    if (this.text[this.at] === '*') {
      this.at += 1;
      return this.starred(what);
    }
    const most = what === 'width' ? MAX_WIDTH : MAX_PRECISION;
    let number: number | undefined;
    for (;;) {
      const char = this.text[this.at] ?? '';
      if (char < '0' || char > '9' || char === '') return number;
      number = (number ?? 0) * 10 + Number(char);
      if (number > most) throw raise('ValueError', `${this.wordFor(what)} too big`);
      this.at += 1;
    }
  }

  private wordFor(what: 'width' | 'precision'): string {
    return what === 'width' ? what : this.rules.precision;
  }

  private starred(what: 'width' | 'precision'): number {
    const value = this.argument();
    if (!isInt(value)) throw raise('TypeError', '* wants int');
    const number = Number(value);
    const [type, most] = what === 'width' ? ['ssize_t', MAX_WIDTH] : ['int', MAX_PRECISION];
    if (Math.abs(number) > most) {
      throw raise('OverflowError', `Python int too large to convert to C ${type}`);
    }
    return number;
  }

  private argument(): Value {
    const value = this.queue[this.next];
    if (value === undefined) {
      throw raise('TypeError', 'not enough arguments for format string');
    }
    this.next += 1;
    return value;
  }

  private convert(conversion: Conversion): string {
    const { type, width, precision } = conversion;
    const value = this.argument();
    const { rules, meter } = this;
    meter.text(Math.max(width, precision, 0));
    if (rules.texts.includes(type))
      return layOut(rules.textOf(value, conversion, meter), '', conversion);
    if (type === 'c') return layOut(rules.charOf(value), '', conversion);
    const fill = conversion.flags.includes('0') ? '0' : ' ';
    if ('diuoxX'.includes(type)) {
      return layOut(integerText(value, conversion, rules.nameOf(type)), fill, conversion);
    }
    if ('eEfFgG'.includes(type)) {
      return layOut(realText(rules.floatOf(value), conversion), fill, conversion);
    }
    const code = type.codePointAt(0) ?? 0;
    const index = lengthOf(this.text.slice(0, this.at)) - 1;
    throw raise('ValueError', rules.unsupported(code, index));
  }
}

/** Digits with sign, prefix and the least number of digits that a precision asks for. */
function integerText(value: Value, { type, precision, flags }: Conversion, name: string): string {
  const integer = integerOf(value, name);
  const radix = type === 'o' ? 8 : type === 'x' || type === 'X' ? 16 : 10;
  const magnitude = integer < 0 ? -integer : integer;
  const digits = radix === 10 ? str(magnitude) : magnitude.toString(radix);
  const prefix = flags.includes('#') && radix !== 10 ? `0${type === 'o' ? 'o' : 'x'}` : '';
  const text = (integer < 0 ? '-' : '') + prefix + digits.padStart(precision, '0');
  return type === 'X' ? text.toUpperCase() : text;
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

function realText(value: number, { type, precision, flags }: Conversion): string {
  const style = type.toLowerCase() as FloatStyle;
  const alternate = flags.includes('#');
  const text = floatText(value, style, precision < 0 ? 6 : precision, { alternate });
  const shown = flags.includes('z') ? text.replace(/^-(?=[0.]+(?:e.*)?$)/, '') : text;
  return type === style ? shown : shown.toUpperCase();
}

/** CPython's `unicode_format_arg_output`: sign, prefix and filling; no fill character: what is laid out is no number. */
function layOut(text: string, fill: string, { flags, type, width }: Conversion): string {
  const numeric = fill !== '';
  let body = text;
  let sign = '';
  if (numeric) {
    if (body.startsWith('-')) {
      sign = '-';
      body = body.slice(1);
    } else if (flags.includes('+')) sign = '+';
    else if (flags.includes(' ')) sign = ' ';
  }
  let head = sign;
  if (flags.includes('#') && 'oxX'.includes(type)) {
    head += body.slice(0, 2);
    body = body.slice(2);
  }
  const missing = width - lengthOf(head) - lengthOf(body);
  if (missing <= 0) return head + body;
  if (flags.includes('-')) return head + body + ' '.repeat(missing);
  return fill !== '0' ? ' '.repeat(missing) + head + body : head + fill.repeat(missing) + body;
}

/** The message about a conversion that is none. */
export function unsupportedText(shown: string, code: number, index: number): string {
  return `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`;
}
