import { raise } from '../errors.ts';
import { escapeArguments, EscapeHelper, isMapping } from './escape-helper.ts';
import { PercentFormatter, unsupportedText, type PercentRules } from './percent-formatter.ts';
import { conversionsOf, type Conversion } from './percent-parse.ts';
import { repr, str } from './print.ts';
import { failOnUndefined, isInt, realNumber, typeName } from './protocol.ts';
import { toFloat } from './numbers.ts';
import { meterOf, type Meter } from './meter.ts';
import { ascii, lengthOf, sliceText } from './strings.ts';
import { Markup, type CallState, type Value } from './types.ts';

/**
 * `text % args`: a Tuple is the arguments, a mapping serves `%(key)s`, anything else is the one argument. A Markup escapes
 * its arguments and gives a Markup. Raises TypeError, ValueError, KeyError and OverflowError in Python's words, and
 * LimitError for a text that is too long. Source: the Python library reference, "printf-style String Formatting".
 */
export function percentFormat(
  text: string | Markup,
  args: Value,
  state?: CallState,
): string | Markup {
  if (typeof text === 'string') return formatted(text, args, state);
  return new Markup(formatted(text.text, escapeArguments(args), state));
}

function formatted(format: string, args: Value, state: CallState | undefined): string {
  const known = state?.environment.formats?.recall('percent', format, allConversions);
  const conversions = known ?? conversionsOf(format, STR_RULES);
  return new PercentFormatter(args, STR_RULES, meterOf(state)).run(format, conversions);
}

function allConversions(format: string): readonly Conversion[] {
  return [...conversionsOf(format, STR_RULES)];
}

function textOf(value: Value, type: string, precision: number, meter: Meter): string {
  let text = type === 's' ? str(value, meter) : repr(value, meter);
  meter.scan(text.length);
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

function floatOf(value: Value): number {
  const number = realNumber(value);
  if (number !== undefined) return number;
  failOnUndefined(value);
  if (value instanceof EscapeHelper) return toFloat(value.value).value;
  throw raise('TypeError', `must be real number, not ${typeName(value)}`);
}

const STR_RULES: PercentRules = {
  kind: 'string',
  flags: '-+ #0',
  precision: 'precision',
  texts: 'sra',
  textOf,
  charOf,
  floatOf,
  keyOf: (text) => text,
  isMapping,
  nameOf: (type) => type,
  unsupported: (code, index) => {
    const shown = code >= 31 && code < 127 ? String.fromCodePoint(code) : '?';
    return unsupportedText(shown, code, index);
  },
};
