import { raise } from '../../errors.ts';
import { invalidKeyword, tooManyKeywords } from '../call-wording.ts';
import { COUNTING, methodTable, type MethodTable } from '../define.ts';
import { toCInt, toSize } from '../numbers.ts';
import { toArray } from '../ops.ts';
import { chargeSorting, compareSort } from '../order.ts';
import type { Meter } from '../meter.ts';
import { picked } from '../positions.ts';
import { repr } from '../print.ts';
import type { CallState, Kwargs, Value } from '../types.ts';
import { clampIndex, countOf, indexOf } from './sequence.ts';

/** The methods of list; they count their work themselves. */
export const LIST_METHODS: MethodTable = methodTable(
  'list',
  [
    ['append', 'object', append],
    ['clear', '', clear],
    ['copy', '', ({ meter }, self: Value[]) => picked(self, null, null, null, meter)],
    ['count', 'value', ({ meter }, self: Value[], value: Value) => countOf(self, value, meter)],
    ['extend', 'iterable', extend],
    ['index', 'value start? stop?', index],
    ['insert', 'index object', insert],
    ['pop', 'index?', pop],
    ['remove', 'value', remove],
    ['reverse', '', reverse],
    ['sort', '*args **options', sort],
  ],
  COUNTING,
);

function clear(_state: CallState, self: Value[]): null {
  self.length = 0;
  return null;
}

function reverse({ meter }: CallState, self: Value[]): null {
  meter.scan(self.length);
  self.reverse();
  return null;
}

function append(_state: CallState, self: Value[], item: Value): null {
  self.push(item);
  return null;
}

function extend(state: CallState, self: Value[], iterable: Value): null {
  const items = toArray(iterable, state.meter);
  for (const item of items) self.push(item);
  return null;
}

function index(
  { meter }: CallState,
  self: Value[],
  value: Value,
  start?: Value,
  stop?: Value,
): number {
  const found = indexOf(self, value, start, stop, meter);
  if (found === undefined) throw raise('ValueError', `${repr(value)} is not in list`);
  return found;
}

function insert({ meter }: CallState, self: Value[], position: Value, item: Value): null {
  const at = clampIndex(toSize(position), self.length);
  meter.scan(self.length - at);
  self.splice(at, 0, item);
  return null;
}

/** Takes an item out of a list; those behind it move. */
export function takeOut(items: Value[], at: number, meter: Meter): void {
  meter.scan(items.length - at);
  if (at === items.length - 1) items.pop();
  else items.splice(at, 1);
}

function pop({ meter }: CallState, self: Value[], position: Value = -1): Value {
  const wanted = toSize(position);
  if (self.length === 0) throw raise('IndexError', 'pop from empty list');
  const at = wanted < 0 ? wanted + self.length : wanted;
  const item = self[at];
  if (item === undefined) throw raise('IndexError', 'pop index out of range');
  takeOut(self, at, meter);
  return item;
}

function remove({ meter }: CallState, self: Value[], value: Value): null {
  const at = indexOf(self, value, undefined, undefined, meter);
  if (at === undefined) throw raise('ValueError', 'list.remove(x): x not in list');
  takeOut(self, at, meter);
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
  chargeSorting(state.meter, self.length);
  const pairs = self.map((item) => ({
    item,
    key: key === null ? item : state.call(key, [item]),
  }));
  if (backwards) pairs.reverse();
  pairs.sort((a, b) => compareSort(a.key, b.key, state.meter));
  if (backwards) pairs.reverse();
  for (const [at, pair] of pairs.entries()) self[at] = pair.item;
  return null;
}
