import { raise } from '../../errors.ts';
import { Dict } from '../dict.ts';
import { DictView } from '../dict-view.ts';
import { COUNTING, methodTable, type MethodTable } from '../define.ts';
import { isIterable, iterate, toArray } from '../ops.ts';
import { repr } from '../print.ts';
import type { Tuple } from '../tuple.ts';
import { failOnUndefined } from '../protocol.ts';
import type { CallState, Kwargs, Value } from '../types.ts';

/** The methods of dict; they count their work themselves. */
export const DICT_METHODS: MethodTable = methodTable(
  'dict',
  [
    ['clear', '', clear],
    ['copy', '', copy],
    ['fromkeys', 'iterable value?', fromKeys],
    ['get', 'key default?', get],
    ['items', '', (_state, self: Dict) => new DictView(self, 'items')],
    ['keys', '', (_state, self: Dict) => new DictView(self, 'keys')],
    ['pop', 'key default?', pop],
    ['popitem', '', popItem],
    ['setdefault', 'key default?', setDefault],
    ['update', 'other? **kwargs', update],
    ['values', '', (_state, self: Dict) => new DictView(self, 'values')],
  ],
  COUNTING,
);

/** The methods of `dict.keys()` and `dict.items()`. */
export const SET_VIEW_METHODS: MethodTable = methodTable(
  'dict_keys',
  [['isdisjoint', 'other', isDisjoint]],
  COUNTING,
);

function clear(_state: CallState, self: Dict): null {
  self.clear();
  return null;
}

function copy({ meter }: CallState, self: Dict): Dict {
  meter.read(self.weight());
  return Dict.of(self.entries());
}

function isDisjoint({ meter }: CallState, self: DictView, other: Value): boolean {
  const items = toArray(other, meter);
  return !items.some((item) => self.contains(item, meter));
}

function fromKeys({ meter }: CallState, _self: Dict, iterable: Value, value: Value = null): Dict {
  const keys = toArray(iterable, meter);
  meter.step(keys.length);
  return Dict.of(
    keys.map((key) => [key, value] as const),
    meter,
  );
}

function get({ meter }: CallState, self: Dict, key: Value, otherwise: Value = null): Value {
  const value = self.get(key, meter);
  return value === undefined ? otherwise : value;
}

function pop({ meter }: CallState, self: Dict, key: Value, otherwise?: Value): Value {
  // Python does not even hash the key then.
  if (self.size === 0) {
    if (otherwise !== undefined) return otherwise;
    throw raise('KeyError', repr(key));
  }
  const found = self.get(key, meter);
  if (found !== undefined) {
    self.delete(key);
    return found;
  }
  if (otherwise === undefined) throw raise('KeyError', repr(key));
  return otherwise;
}

function popItem({ meter }: CallState, self: Dict): Tuple {
  const last = self.backwards('items', meter).next();
  if (last.done === true) throw raise('KeyError', "'popitem(): dictionary is empty'");
  const pair = last.value as Tuple;
  self.delete(pair.items[0] as Value);
  return pair;
}

function setDefault({ meter }: CallState, self: Dict, key: Value, otherwise: Value = null): Value {
  const found = self.get(key, meter);
  if (found !== undefined) return found;
  self.set(key, otherwise);
  return otherwise;
}

function update(state: CallState, self: Dict, other: Value | undefined, kwargs: Kwargs): null {
  if (other !== undefined) mergeInto(self, other, state);
  for (const [key, value] of kwargs) self.set(key, value);
  return null;
}

/** `dict.update(other)` and the start of `dict(other)`: another dict, or pairs. Raises TypeError and ValueError as Python does. */
export function mergeInto(target: Dict, other: Value, state: CallState): void {
  if (other instanceof Dict) {
    state.meter.step(other.size);
    for (const [key, value] of other.entries()) target.set(key, value);
    return;
  }
  // Python asks for the keys first.
  failOnUndefined(other);
  const pairs = iterate(other);
  let position = 0;
  for (let next = pairs.next(); next.done !== true; next = pairs.next()) {
    state.meter.step();
    const pair = pairOf(next.value, position);
    target.set(pair[0], pair[1], state.meter);
    position++;
  }
}

function pairOf(value: Value, position: number): readonly [Value, Value] {
  if (!isIterable(value)) {
    throw raise(
      'TypeError',
      `cannot convert dictionary update sequence element #${position} to a sequence`,
    );
  }
  const items = toArray(value);
  const [key, item] = items;
  if (items.length !== 2 || key === undefined || item === undefined) {
    throw raise(
      'ValueError',
      `dictionary update sequence element #${position} has length ${items.length}; 2 is required`,
    );
  }
  return [key, item];
}
