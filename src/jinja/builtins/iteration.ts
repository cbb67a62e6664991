import { raise } from '../errors.ts';
import { Dict } from '../values/dict.ts';
import { PyIterator } from '../values/iterator.ts';
import { iterate } from '../values/ops.ts';
import { isUndefined, typeName } from '../values/protocol.ts';
import type { CallState, Value } from '../values/types.ts';
import { callMethod } from './call-named.ts';

/** What an item of an iterator costs, which is made for the walk. */
const ITERATING = 2;

/**
 * A walk over any iterable for `for … of`, one step of the budget for each item. Leaving the loop early does not close the
 * iterator, as in Python. Raises TypeError at once for what is not iterable.
 */
export function walk(state: CallState, value: Value): Iterable<Value> {
  if (Array.isArray(value)) {
    state.meter.step(value.length);
    return value;
  }
  const iterator = iterate(value);
  const advance = (): IteratorResult<Value> => iterator.next();
  const next = (): IteratorResult<Value> => {
    state.meter.step(ITERATING);
    // A filter on a filter on a filter …: each asks the one before for its next item.
    return state.within === undefined ? advance() : state.within(advance);
  };
  return { [Symbol.iterator]: () => ({ next }) };
}

/** `list(value)`, counted against the budget. */
export function list(state: CallState, value: Value): Value[] {
  const items: Value[] = [];
  for (const item of walk(state, value)) items.push(item);
  return items;
}

/** A Python generator of that function: nothing of its body runs before the first item is asked for. */
export function generator(name: string, items: Generator<Value, void, undefined>): PyIterator {
  return new PyIterator('generator', items, name);
}

/** `a, b = value`; raises TypeError and ValueError as Python's unpacking does. */
function unpackPair(value: Value): [Value, Value] {
  const iterator = unpacked(value);
  const items: Value[] = [];
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    if (items.length === 2) throw raise('ValueError', 'too many values to unpack (expected 2)');
    items.push(next.value);
  }
  const [first, second] = items;
  if (first !== undefined && second !== undefined) return [first, second];
  throw raise('ValueError', `not enough values to unpack (expected 2, got ${items.length})`);
}

function unpacked(value: Value): Iterator<Value> {
  try {
    return iterate(value);
  } catch (error) {
    if (isUndefined(value)) throw error;
    throw raise('TypeError', `cannot unpack non-iterable ${typeName(value)} object`);
  }
}

/** `for a, b in value`. */
export function* pairsIn(state: CallState, value: Value): Generator<[Value, Value]> {
  for (const pair of walk(state, value)) yield unpackPair(pair);
}

/** `value.items()` in a loop, of a dict or of anything that has such a method. */
export function entriesOf(state: CallState, value: Value): Iterable<[Value, Value]> {
  if (value instanceof Dict) return value.entries();
  return pairsIn(state, callMethod(state, value, 'items'));
}
