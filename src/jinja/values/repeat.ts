import { LimitError, raise } from '../errors.ts';
import { checkLength } from './strings.ts';
import { Tuple } from './tuple.ts';
import { Markup, type Value } from './types.ts';

/** The longest text that an operator makes, and the longest list: a hundred megabytes of either. */
const MOST_CHARACTERS = 100_000_000;
const MOST_ITEMS = 12_500_000;

const MAX_SSIZE = 2n ** 63n - 1n;

/** Two texts as one; raises LimitError `output` where it would be too long. */
export function joinText(a: string, b: string): string {
  const length = a.length + b.length;
  if (length > MOST_CHARACTERS) checkLength(length, MOST_CHARACTERS);
  return a + b;
}

/** A text, list or tuple repeated; undefined for other types. Raises LimitError `output` where it would be too long. */
export function repeat(sequence: Value, times: number | bigint | boolean): Value | undefined {
  if (typeof sequence === 'string') return repeatText(sequence, times);
  if (sequence instanceof Markup) return new Markup(repeatText(sequence.text, times));
  if (Array.isArray(sequence)) return repeatItems(sequence, times);
  return sequence instanceof Tuple ? new Tuple(repeatItems(sequence.items, times)) : undefined;
}

function repeatText(text: string, times: number | bigint | boolean): string {
  const count = countOf(times);
  checkLength(text.length * count, MOST_CHARACTERS);
  return text.repeat(text === '' ? 0 : count);
}

function repeatItems(items: readonly Value[], times: number | bigint | boolean): Value[] {
  const count = countOf(times);
  const total = items.length * count;
  if (total > MOST_ITEMS) {
    throw new LimitError('output', `A list of ${total} items is over the limit of ${MOST_ITEMS}`);
  }
  if (items.length === 1) return Array.from<Value>({ length: count }).fill(items[0] as Value);
  const result: Value[] = [];
  for (let left = items.length === 0 ? 0 : count; left > 0; left--)
    for (const item of items) result.push(item);
  return result;
}

function countOf(times: number | bigint | boolean): number {
  if (typeof times === 'bigint' && (times > MAX_SSIZE || times < -MAX_SSIZE - 1n)) {
    throw raise('OverflowError', "cannot fit 'int' into an index-sized integer");
  }
  return Math.max(0, Number(times));
}
