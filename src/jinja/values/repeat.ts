import { raise, type PyError } from '../errors.ts';
import { meterOf, SHARED } from './meter.ts';
import { typeName } from './protocol.ts';
import { Markup, PyObject, type CallState, type Value } from './types.ts';

type Integer = number | bigint | boolean;

const MAX_SSIZE = 2n ** 63n - 1n;

/** Two texts as one; raises LimitError `output` where it would be too long. The engine shares the longer one with the answer. */
export function joinText(a: string, b: string, state?: CallState): string {
  const length = a.length + b.length;
  if (length > SHARED) meterOf(state).text(length, Math.min(a.length, b.length));
  return a + b;
}

/** Two lists as one; raises LimitError `output` where it would be too long. */
export function joinItems(a: readonly Value[], b: readonly Value[], state?: CallState): Value[] {
  meterOf(state).items(a.length + b.length);
  return [...a, ...b];
}

/** A sequence repeated; undefined for other types. Raises LimitError `output` where it would be too long. */
export function repeat(sequence: Value, times: Integer, state?: CallState): Value | undefined {
  if (typeof sequence === 'string') return repeatText(sequence, times, state);
  if (sequence instanceof Markup) return new Markup(repeatText(sequence.text, times, state));
  if (Array.isArray(sequence)) return repeatItems(sequence, times, state);
  return sequence instanceof PyObject ? sequence.repeat?.(times, state) : undefined;
}

/** A text repeated; raises LimitError `output` where it would be too long. */
export function repeatText(text: string, times: Integer, state: CallState | undefined): string {
  const count = countOf(times);
  meterOf(state).text(text.length * count);
  return text.repeat(text === '' ? 0 : count);
}

/** Items repeated; raises LimitError `output` where there would be too many. */
export function repeatItems(
  items: readonly Value[],
  times: Integer,
  state: CallState | undefined,
): Value[] {
  const count = countOf(times);
  meterOf(state).items(items.length * count);
  if (items.length === 1) return Array.from<Value>({ length: count }).fill(items[0] as Value);
  const result: Value[] = [];
  for (let left = items.length === 0 ? 0 : count; left > 0; left--)
    for (const item of items) result.push(item);
  return result;
}

function countOf(times: Integer): number {
  if (typeof times === 'bigint' && (times > MAX_SSIZE || times < -MAX_SSIZE - 1n)) {
    throw raise('OverflowError', "cannot fit 'int' into an index-sized integer");
  }
  return Math.max(0, Number(times));
}

/** The TypeError of `+` between a sequence and what it does not take. */
export function onlyConcatenate(type: string, other: Value): PyError {
  return raise('TypeError', `can only concatenate ${type} (not "${typeName(other)}") to ${type}`);
}
