import { isError, raise } from '../../errors.ts';
import { isMapping } from '../escape-helper.ts';
import { PercentFormatter, unsupportedText, type PercentRules } from '../percent-formatter.ts';
import { conversionsOf } from '../percent-parse.ts';
import { repr } from '../print.ts';
import { isInt, realNumber, typeName } from '../protocol.ts';
import { Meter } from '../meter.ts';
import { ascii } from '../strings.ts';
import { PyObject, type Value } from '../types.ts';

/**
 * The text of `bytes % args`: as of str, but `%s` and `%b` take bytes alone, `%r` and `%a` print as `ascii()` does and keys are bytes, as `made` makes them.
 * Raises Python's errors, and LimitError for too many bytes. Source: the Python library reference, "printf-style
 * Bytes Formatting".
 */
export function bytesFormat(
  format: string,
  args: Value,
  made: (text: string) => Value,
  meter: Meter = new Meter(),
): string {
  const rules = { ...BYTES_RULES, keyOf: made };
  return new PercentFormatter(args, rules, meter).run(format, conversionsOf(format, rules));
}

/** The characters of bytes; undefined for any other value. */
function ofBytes(value: Value): string | undefined {
  return value instanceof PyObject && value.type === 'bytes' ? value.text : undefined;
}

function textOf(value: Value, type: string, precision: number, meter: Meter): string {
  const text = 'sb'.includes(type) ? neededBytes(value) : ascii(repr(value, meter));
  meter.scan(text.length);
  return precision < 0 ? text : text.slice(0, precision);
}

function neededBytes(value: Value): string {
  const text = ofBytes(value);
  if (text !== undefined) return text;
  const wanted = 'a bytes-like object, or an object that implements __bytes__';
  throw raise('TypeError', `%b requires ${wanted}, not '${typeName(value)}'`);
}

function charOf(value: Value): string {
  const text = ofBytes(value);
  if (text?.length === 1) return text;
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

const BYTES_RULES: Omit<PercentRules, 'keyOf'> = {
  kind: 'bytes',
  flags: '-+ #0z',
  precision: 'prec',
  texts: 'sbra',
  textOf,
  charOf,
  floatOf,
  isMapping: (args) => ofBytes(args) === undefined && isMapping(args),
  nameOf: (type) => (type === 'i' ? 'd' : type),
  // CPython cannot print a byte beyond ASCII there.
  unsupported: (code, index) =>
    code < 128 ? unsupportedText(String.fromCharCode(code), code, index) : '',
};
