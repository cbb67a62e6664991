import { raise } from '../../errors.ts';
import { Dict } from '../dict.ts';
import { DictView } from '../dict-view.ts';
import { iterate, toArray } from '../ops.ts';
import { repr } from '../protocol.ts';
import { Tuple } from '../tuple.ts';
import { Undefined } from '../undefined.ts';
import {
  Markup,
  PyObject,
  type Callable,
  type CallState,
  type Kwargs,
  type Value,
} from '../types.ts';

/** The methods of dict. */
export const DICT_METHODS: ReadonlyMap<string, Callable> = new Map([
  method('clear', [], (_state, self: Dict) => {
    self.clear();
    return null;
  }),
  method('copy', [], (_state, self: Dict) => Dict.of(self.entries())),
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
export const SET_VIEW_METHODS: ReadonlyMap<string, Callable> = new Map<string, Callable>([
  [
    'isdisjoint',
    {
      name: 'dict_keys.isdisjoint',
      params: ['self', 'other'],
      style: 'c',
      run: (_state, self: DictView, other: Value) =>
        !toArray(other).some((item) => self.contains(item)),
    },
  ],
]);

function method(
  name: string,
  params: readonly string[],
  run: Callable['run'],
): readonly [string, Callable] {
  return [name, { name: `dict.${name}`, params: ['self', ...params], style: 'c', run }];
}

function fromKeys(state: CallState, _self: Dict, iterable: Value, value: Value = null): Dict {
  const keys = toArray(iterable);
  state.step(keys.length);
  return Dict.of(keys.map((key) => [key, value] as const));
}

function get(_state: CallState, self: Dict, key: Value, otherwise: Value = null): Value {
  const value = self.get(key);
  return value === undefined ? otherwise : value;
}

function pop(_state: CallState, self: Dict, key: Value, otherwise?: Value): Value {
  // Python does not even hash the key then.
  if (self.size === 0) {
    if (otherwise !== undefined) return otherwise;
    throw raise('KeyError', repr(key));
  }
  const found = self.get(key);
  if (found !== undefined) {
    self.delete(key);
    return found;
  }
  if (otherwise === undefined) throw raise('KeyError', repr(key));
  return otherwise;
}

function popItem(_state: CallState, self: Dict): Tuple {
  const last = [...self.entries()].at(-1);
  if (last === undefined) throw raise('KeyError', "'popitem(): dictionary is empty'");
  self.delete(last[0]);
  return new Tuple(last);
}

function setDefault(_state: CallState, self: Dict, key: Value, otherwise: Value = null): Value {
  const found = self.get(key);
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
    state.step(other.size);
    for (const [key, value] of other.entries()) target.set(key, value);
    return;
  }
  // Python asks for the keys first.
  if (other instanceof Undefined) throw other.fail();
  const pairs = iterate(other);
  let position = 0;
  for (let next = pairs.next(); next.done !== true; next = pairs.next()) {
    state.step();
    const pair = pairOf(next.value, position);
    target.set(pair[0], pair[1]);
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
