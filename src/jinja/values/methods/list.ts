import { raise } from '../../errors.ts';
import { invalidKeyword, tooManyKeywords } from '../call-wording.ts';
import { toCInt, toSize } from '../numbers.ts';
import { compareSort, toArray } from '../ops.ts';
import { repr, same } from '../protocol.ts';
import type { Callable, CallState, Kwargs, Value } from '../types.ts';
import { clampIndex, countOf, indexOf } from './sequence.ts';

/** The methods of list. */
export const LIST_METHODS: ReadonlyMap<string, Callable> = new Map([
  method('append', ['object'], append),
  method('clear', [], (_state, self: Value[]) => {
    self.length = 0;
    return null;
  }),
  method('copy', [], (_state, self: Value[]) => self.slice()),
  method('count', ['value'], (_state, self: Value[], value: Value) => countOf(self, value)),
  method('extend', ['iterable'], extend),
  method('index', ['value', 'start?', 'stop?'], index),
  method('insert', ['index', 'object'], insert),
  method('pop', ['index?'], pop),
  method('remove', ['value'], remove),
  method('reverse', [], (_state, self: Value[]) => {
    self.reverse();
    return null;
  }),
  method('sort', ['*args', '**options'], sort),
]);

function method(
  name: string,
  params: readonly string[],
  run: Callable['run'],
): readonly [string, Callable] {
  return [name, { name: `list.${name}`, params: ['self', ...params], style: 'c', run }];
}

function append(_state: CallState, self: Value[], item: Value): null {
  self.push(item);
  return null;
}

function extend(state: CallState, self: Value[], iterable: Value): null {
  const items = toArray(iterable);
  state.step(items.length);
  for (const item of items) self.push(item);
  return null;
}

function index(
  _state: CallState,
  self: Value[],
  value: Value,
  start?: Value,
  stop?: Value,
): number {
  const found = indexOf(self, value, start, stop);
  if (found === undefined) throw raise('ValueError', `${repr(value)} is not in list`);
  return found;
}

function insert(_state: CallState, self: Value[], position: Value, item: Value): null {
  self.splice(clampIndex(toSize(position), self.length), 0, item);
  return null;
}

function pop(_state: CallState, self: Value[], position: Value = -1): Value {
  const wanted = toSize(position);
  if (self.length === 0) throw raise('IndexError', 'pop from empty list');
  const at = wanted < 0 ? wanted + self.length : wanted;
  const item = self[at];
  if (item === undefined) throw raise('IndexError', 'pop index out of range');
  self.splice(at, 1);
  return item;
}

function remove(_state: CallState, self: Value[], value: Value): null {
  const at = self.findIndex((item) => same(item, value));
  if (at === -1) throw raise('ValueError', 'list.remove(x): x not in list');
  self.splice(at, 1);
  return null;
}

function sort(state: CallState, self: Value[], args: readonly Value[], options: Kwargs): null {
  const given = args.length + options.size;
  if (given > 2) throw tooManyKeywords('list.sort', 2, given, args.length === 0 ? 'keyword ' : '');
  if (args.length > 0) throw raise('TypeError', 'sort() takes no positional arguments');
  for (const name of options.keys()) {
    if (name !== 'key' && name !== 'reverse') throw invalidKeyword('list.sort', name);
  }
  const key = options.get('key') ?? null;
  const reverse = options.get('reverse') ?? (options.has('reverse') ? null : false);
  const backwards = toCInt(reverse) !== 0;
  state.step(self.length);
  const pairs = self.map((item) => ({
    item,
    key: key === null ? item : state.call(key, [item]),
  }));
  if (backwards) pairs.reverse();
  pairs.sort((a, b) => compareSort(a.key, b.key));
  if (backwards) pairs.reverse();
  for (const [at, pair] of pairs.entries()) self[at] = pair.item;
  return null;
}
