import { LimitError } from '../errors.ts';
import { Bytes } from './bytes/bytes.ts';
import { Dict } from './dict.ts';
import { Tuple } from './tuple.ts';
import { Markup, PyFloat, type CallState, type Value } from './types.ts';

/** Values of up to so many characters or items cost nothing beside the step that made them. */
export const LARGE: number = 1024;

/** Characters, and items, that cost one step. */
const CHARACTERS = 16;
const ITEMS = 1;
/** Steps of one entry of a dict. */
const ENTRY = 4;

/** How many steps a text of that length costs: none unless it is large. */
export function costOfText(length: number): number {
  return length > LARGE ? Math.ceil(length / CHARACTERS) : 0;
}

/** How many steps a list of that length costs: none unless it is large. */
export function costOfItems(length: number): number {
  return length > LARGE ? Math.ceil(length / ITEMS) : 0;
}

/** How many steps a text, bytes, a list, a tuple, a dict or an int costs: none unless it is large. */
export function costOf(value: Value): number {
  if (typeof value === 'string') return costOfText(value.length);
  if (Array.isArray(value)) return costOfItems(value.length);
  if (typeof value === 'bigint') return costOfInt(value);
  if (value instanceof Markup || value instanceof Bytes) return costOfText(value.text.length);
  if (value instanceof Dict) return costOfItems(value.size) * ENTRY;
  return value instanceof Tuple ? costOfItems(value.items.length) : 0;
}

function costOfInt(value: bigint): number {
  return BigInt.asIntN(LARGE, value) === value ? 0 : costOfItems(value.toString(16).length);
}

/**
 * Counts a value that was made or is about to be read whole, where it is large, and gives it back. Raises LimitError `output`
 * for a text over the limit, and `steps`.
 */
export function charged(state: CallState, value: Value): Value {
  if (typeof value === 'string') {
    if (value.length > LARGE) charge(state, value);
  } else if (Array.isArray(value)) {
    if (value.length > LARGE) charge(state, value);
  } else if (typeof value === 'bigint' || isMeasured(value)) charge(state, value);
  return value;
}

/** Whether an object has a size that counts. */
function isMeasured(value: Value): boolean {
  if (typeof value !== 'object' || value === null || value instanceof PyFloat) return false;
  if (value instanceof Markup || value instanceof Bytes) return true;
  return value instanceof Dict || value instanceof Tuple;
}

function charge(state: CallState, value: Value): void {
  const cost = costOf(value);
  if (cost === 0) return;
  const text = value instanceof Markup || value instanceof Bytes ? value.text : value;
  const { output } = state.limits;
  if (typeof text === 'string' && text.length > output) throw tooLong(text.length, output);
  state.step(cost);
}

/** The LimitError of a text that is longer than the limit. */
export function tooLong(length: number, limit: number): LimitError {
  return new LimitError('output', `a text of ${length} characters is longer than ${limit}`);
}
