import { isError, raise } from '../../errors.ts';
import { Bytes } from './bytes.ts';
import { isMapping } from '../escape-helper.ts';
import {
  PercentFormatter,
  unsupportedText,
  type Conversion,
  type PercentRules,
} from '../percent-formatter.ts';
import { repr } from '../print.ts';
import { isInt, realNumber, typeName } from '../protocol.ts';
import { Meter } from '../meter.ts';
import { ascii } from '../strings.ts';
import type { Value } from '../types.ts';

/**
 * `bytes % args`: as of str, but `%s` and `%b` take bytes alone, `%r` and `%a` print as `ascii()` does and keys are bytes.
 * Raises Python's errors, and LimitError for too many bytes. Source: the Python library reference, "printf-style
 * Bytes Formatting".
 */
export function bytesFormat(format: Bytes, args: Value, meter: Meter = new Meter()): Bytes {
  return new Bytes(new PercentFormatter(format.text, args, BYTES_RULES, meter).run());
}

function textOf(value: Value, { type, precision }: Conversion, meter: Meter): string {
  const text = 'sb'.includes(type) ? ofBytes(value) : ascii(repr(value, meter));
  meter.scan(text.length);
  return precision < 0 ? text : text.slice(0, precision);
}

function ofBytes(value: Value): string {
  if (value instanceof Bytes) return value.text;
  const wanted = 'a bytes-like object, or an object that implements __bytes__';
  throw raise('TypeError', `%b requires ${wanted}, not '${typeName(value)}'`);
}

function charOf(value: Value): string {
  if (value instanceof Bytes && value.text.length === 1) return value.text;
  if (!isInt(value)) {
    throw raise('TypeError', '%c requires an integer in range(256) or a single byte');
  }
  const code = Number(value);
  if (code < 0 || code > 255) throw raise('OverflowError', '%c arg not in range(256)');
  return String.fromCharCode(code);
}

/** Whatever is wrong with the number, Python says the same. */
function floatOf(value: Value): number {
  try {
    const number = realNumber(value);
    if (number !== undefined) return number;
  } catch (error) {
    if (!isError(error, 'OverflowError')) throw error;
  }
  throw raise('TypeError', `float argument required, not ${typeName(value)}`);
}

const BYTES_RULES: PercentRules = {
  kind: 'bytes',
  flags: '-+ #0z',
  precision: 'prec',
  texts: 'sbra',
  textOf,
  charOf,
  floatOf,
  keyOf: (text) => new Bytes(text),
  isMapping: (args) => !(args instanceof Bytes) && isMapping(args),
  nameOf: (type) => (type === 'i' ? 'd' : type),
  // CPython cannot print a byte beyond ASCII there.
  unsupported: (code, index) =>
    code < 128 ? unsupportedText(String.fromCharCode(code), code, index) : '',
};
