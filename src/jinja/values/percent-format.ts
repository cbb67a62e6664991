import { raise } from '../errors.ts';
import {
  escapeArguments,
  EscapeHelper,
  floatOfEscaped,
  intOfEscaped,
  isMapping,
  isNumberLike,
} from './escape-helper.ts';
import { floatText, type FloatStyle } from './float-text.ts';
import { toInt } from './numbers.ts';
import { isInt, realNumber, repr, str, typeName } from './protocol.ts';
import { ascii, checkLength, lengthOf, MAX_TEXT, sliceText } from './strings.ts';
import { itemOf } from './subscript.ts';
import { Tuple } from './tuple.ts';
import { Markup, PyFloat, type Value } from './types.ts';
import { Undefined } from './undefined.ts';

/**
 * `text % args`: a Tuple is the arguments, a mapping serves `%(key)s`, anything else is the one argument. A Markup escapes
 * its arguments and gives a Markup. Raises TypeError, ValueError, KeyError and OverflowError in Python's words, and
 * LimitError for a text longer than `limit`. Source: the Python library reference, "printf-style String Formatting".
 */
export function percentFormat(
  text: string | Markup,
  args: Value,
  limit: number = MAX_TEXT,
): string | Markup {
  if (typeof text === 'string') return new PercentFormatter(text, args, limit).run();
  return new Markup(new PercentFormatter(text.text, escapeArguments(args), limit).run());
}

/** A conversion: `%-08.3f`. */
type Conversion = {
  readonly flags: string;
  /** 0 where none is given. */
  readonly width: number;
  /** -1 where none is given. */
  readonly precision: number;
  readonly type: string;
};

const FLAGS = '-+ #0';
/** PY_SSIZE_T_MAX and INT_MAX: the bounds of width and precision. */
const MAX_WIDTH = 2 ** 63 - 1;
const MAX_PRECISION = 0x7f_ff_ff_ff;

class PercentFormatter {
  private readonly text: string;
  private readonly mapping: Value | undefined;
  private readonly limit: number;
  /** The next UTF-16 unit to read. */
  private at = 0;
  /** The arguments still to come; a key makes its value the only one. */
  private queue: readonly Value[];
  private next = 0;

  constructor(text: string, args: Value, limit: number) {
    this.text = text;
    this.mapping = !(args instanceof Tuple) && isMapping(args) ? args : undefined;
    this.queue = args instanceof Tuple ? args.items : [args];
    this.limit = limit;
  }

  run(): string {
    let result = '';
    for (;;) {
      const percent = this.text.indexOf('%', this.at);
      if (percent === -1) break;
      result += this.text.slice(this.at, percent);
      this.at = percent + 1;
      result += this.conversion();
      checkLength(result.length, this.limit);
    }
    result += this.text.slice(this.at);
    if (this.next < this.queue.length && this.mapping === undefined) throw notAllConverted();
    return result;
  }

  private conversion(): string {
    if (this.text[this.at] === '%') {
      this.at += 1;
      return '%';
    }
    if (this.text[this.at] === '(') this.readKey();
    const conversion = this.readConversion();
    const text = this.convert(conversion);
    if (this.mapping !== undefined && this.next < this.queue.length) throw notAllConverted();
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
    this.queue = [itemOf(this.mapping, key)];
    this.next = 0;
  }

  private readConversion(): Conversion {
    let flags = '';
    while (this.at < this.text.length && FLAGS.includes(this.text.charAt(this.at))) {
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

  /** A number or `*`; undefined where neither stands there. A width of `*` may be negative. */
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
      if (number > most) throw raise('ValueError', `${what} too big`);
      this.at += 1;
    }
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
    checkLength(Math.max(width, precision), this.limit);
    if ('sra'.includes(type)) return layOut(textOf(value, conversion), ' ', conversion);
    if (type === 'c') return layOut(charOf(value), ' ', conversion);
    const fill = conversion.flags.includes('0') ? '0' : ' ';
    if ('diuoxX'.includes(type)) return layOut(integerText(value, conversion), fill, conversion);
    if ('eEfFgG'.includes(type)) return layOut(realText(value, conversion), fill, conversion);
    const code = type.codePointAt(0) ?? 0;
    const shown = code >= 31 && code < 127 ? type : '?';
    const index = lengthOf(this.text.slice(0, this.at)) - 1;
    throw raise(
      'ValueError',
      `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`,
    );
  }
}

function notAllConverted(): Error {
  return raise('TypeError', 'not all arguments converted during string formatting');
}

function textOf(value: Value, { type, precision }: Conversion): string {
  let text = type === 's' ? str(value) : repr(value);
  if (type === 'a') text = ascii(text);
  return precision < 0 ? text : sliceText(text, 0, precision);
}

function charOf(value: Value): string {
  const text = value instanceof Markup ? value.text : value;
  if (typeof text === 'string' && lengthOf(text) === 1) return text;
  if (!isInt(value)) throw raise('TypeError', '%c requires int or char');
  const code = Number(value);
  if (code < 0 || code > 0x10_ff_ff) {
    throw raise('OverflowError', '%c arg not in range(0x110000)');
  }
  return String.fromCodePoint(code);
}

/** Digits with sign, prefix and the least number of digits that a precision asks for. */
function integerText(value: Value, { type, precision, flags }: Conversion): string {
  const integer = integerOf(value, type);
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
    if (value instanceof PyFloat || value instanceof Undefined) return toInt(value);
    if (value instanceof EscapeHelper && isNumberLike(value.value))
      return intOfEscaped(value.value);
  }
  const wanted = whole ? 'an integer' : 'a real number';
  throw raise('TypeError', `%${type} format: ${wanted} is required, not ${typeName(value)}`);
}

function realText(value: Value, { type, precision, flags }: Conversion): string {
  const style = type.toLowerCase() as FloatStyle;
  const alternate = flags.includes('#');
  const text = floatText(floatOf(value), style, precision < 0 ? 6 : precision, { alternate });
  return type === style ? text : text.toUpperCase();
}

function floatOf(value: Value): number {
  const number = realNumber(value);
  if (number !== undefined) return number;
  if (value instanceof Undefined) throw value.fail();
  if (value instanceof EscapeHelper) return floatOfEscaped(value.value);
  throw raise('TypeError', `must be real number, not ${typeName(value)}`);
}

/** CPython's `unicode_format_arg_output`: sign, prefix and filling. */
function layOut(text: string, fill: string, { flags, type, width }: Conversion): string {
  const numeric = !'srac'.includes(type);
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
  return fill === ' ' ? ' '.repeat(missing) + head + body : head + fill.repeat(missing) + body;
}
