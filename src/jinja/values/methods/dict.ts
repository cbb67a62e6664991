import { raise } from '../../errors.ts';
import { Dict } from '../dict.ts';
import { DictView } from '../dict-view.ts';
import { iterate, toArray } from '../ops.ts';
import { repr } from '../print.ts';
import type { Tuple } from '../tuple.ts';
import { Undefined } from '../undefined.ts';
import {
  Markup,
  PyObject,
  type Callable,
  type CallState,
  type Kwargs,
  type Value,
} from '../types.ts';

/** The methods of dict; they count their work themselves. */
export const DICT_METHODS: ReadonlyMap<string, Callable> = new Map([
  method('clear', [], (_state, self: Dict) => {
    self.clear();
    return null;
  }),
  method('copy', [], (state, self: Dict) => {
    state.meter.read(self.weight());
    return Dict.of(self.entries());
  }),
  method('fromkeys', ['iterable', 'value?'], fromKeys),
  method('get', ['key', 'default?'], get),
  method('items', [], (_state, self: Dict) => new DictView(self, 'items')),
  method('keys', [], (_state, self: Dict) => new DictView(self, 'keys')),
  method('pop', ['key', 'default?'], pop),
  method('popitem', [], popItem),
  method('setdefault', ['key', 'default?'], setDefault),
  method('update', ['other?', '**kwargs'], update),
  method('values', [], (_state, self: Dict) => new DictView(self, 'values')),
]);

/** The methods of `dict.keys()` and `dict.items()`. */
export const SET_VIEW_METHODS: ReadonlyMap<string, Callable> = new Map([
  method('isdisjoint', ['other'], isDisjoint, 'dict_keys'),
]);

function method(
  name: string,
  params: readonly string[],
  run: Callable['run'],
  type = 'dict',
): readonly [string, Callable] {
  const callable: Callable = {
    name: `${type}.${name}`,
    params: ['self', ...params],
    style: 'c',
    run,
    cost: 'own',
  };
  return [name, callable];
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
  if (other instanceof Undefined) throw other.fail();
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
  const iterable =
    typeof value === 'string' ||
    Array.isArray(value) ||
    value instanceof Markup ||
    (value instanceof PyObject && value.iterate !== undefined);
  if (!iterable) {
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
