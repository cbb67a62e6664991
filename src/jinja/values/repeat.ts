import { LimitError, raise } from '../errors.ts';
import { Bytes } from './bytes/bytes.ts';
import { costOfItems, costOfText, LARGE } from './size.ts';
import { checkLength } from './strings.ts';
import { Tuple } from './tuple.ts';
import { Markup, type CallState, type Value } from './types.ts';

type Integer = number | bigint | boolean;

/** The longest text and list that an operator makes where there is no render whose limit holds. */
const MOST_CHARACTERS = 20_000_000;
const MOST_ITEMS = 10_000_000;

const MAX_SSIZE = 2n ** 63n - 1n;

/** Two texts as one; raises LimitError `output` where it would be too long. */
export function joinText(a: string, b: string, state?: CallState): string {
  const length = a.length + b.length;
  if (length > LARGE) checkText(length, state);
  return a + b;
}

function checkText(length: number, state: CallState | undefined): void {
  checkLength(length, state?.limits.output ?? MOST_CHARACTERS);
  if (length > LARGE) state?.step(costOfText(length));
}

/** Two lists as one; raises LimitError `output` where it would be too long. */
export function joinItems(a: readonly Value[], b: readonly Value[], state?: CallState): Value[] {
  checkItems(a.length + b.length, state);
  return a.concat(b);
}

function checkItems(total: number, state: CallState | undefined): void {
  if (total > MOST_ITEMS) {
    throw new LimitError('output', `a list of ${total} items is longer than ${MOST_ITEMS}`);
  }
  if (total > LARGE) state?.step(costOfItems(total));
}

/** A text, list or tuple repeated; undefined for other types. Raises LimitError `output` where it would be too long. */
export function repeat(sequence: Value, times: Integer, state?: CallState): Value | undefined {
  if (typeof sequence === 'string') return repeatText(sequence, times, state);
  if (sequence instanceof Markup) return new Markup(repeatText(sequence.text, times, state));
  if (Array.isArray(sequence)) return repeatItems(sequence, times, state);
  if (sequence instanceof Tuple) return new Tuple(repeatItems(sequence.items, times, state));
  return sequence instanceof Bytes ? new Bytes(repeatText(sequence.text, times, state)) : undefined;
}

function repeatText(text: string, times: Integer, state: CallState | undefined): string {
  const count = countOf(times);
  checkText(text.length * count, state);
  return text.repeat(text === '' ? 0 : count);
}

function repeatItems(
  items: readonly Value[],
  times: Integer,
  state: CallState | undefined,
): Value[] {
  const count = countOf(times);
  checkItems(items.length * count, state);
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
