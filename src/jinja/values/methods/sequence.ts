import { raise } from '../../errors.ts';
import { COUNTING, methodTable, type MethodTable } from '../define.ts';
import type { Meter } from '../meter.ts';
import { repr } from '../print.ts';
import { isInt, realNumber, same } from '../protocol.ts';
import type { Range } from '../range.ts';
import type { Tuple } from '../tuple.ts';
import type { CallState, Value } from '../types.ts';

/** The methods of tuple. */
export const TUPLE_METHODS: MethodTable = methodTable(
  'tuple',
  [
    [
      'count',
      'value',
      ({ meter }: CallState, self: Tuple, value: Value) => countOf(self.items, value, meter),
    ],
    ['index', 'value start? stop?', tupleIndex],
  ],
  COUNTING,
);

function tupleIndex(
  { meter }: CallState,
  self: Tuple,
  value: Value,
  start?: Value,
  stop?: Value,
): number {
  const found = indexOf(self.items, value, start, stop, meter);
  if (found === undefined) throw raise('ValueError', 'tuple.index(x): x not in tuple');
  return found;
}

/** The methods of range. */
export const RANGE_METHODS: MethodTable = methodTable(
  'range',
  [
    ['count', 'value', (_state, self: Range, value: Value) => Number(self.contains(value))],
    ['index', 'value', rangeIndex],
  ],
  COUNTING,
);

function rangeIndex(_state: CallState, self: Range, value: Value): number {
  if (self.contains(value)) return ((realNumber(value) ?? 0) - self.start) / self.step;
  if (isInt(value)) throw raise('ValueError', `${repr(value)} is not in range`);
  throw raise('ValueError', 'sequence.index(x): x not in sequence');
}

/** How often a value is in a sequence. */
export function countOf(items: readonly Value[], value: Value, meter: Meter): number {
  meter.read(items.length);
  let count = 0;
  for (const item of items) if (same(item, value, meter)) count++;
  return count;
}

/** Where a value first is in a sequence, between two bounds that count from the end when negative; undefined where it is not. */
export function indexOf(
  items: readonly Value[],
  value: Value,
  start: Value = 0,
  stop: Value = Number.MAX_SAFE_INTEGER,
  meter?: Meter,
): number | undefined {
  const [from, to] = [
    clampIndex(bound(start), items.length),
    clampIndex(bound(stop), items.length),
  ];
  for (let index = from; index < to; index++) {
    if (((index - from) & 15) === 15) meter?.step();
    if (same(items[index] as Value, value, meter)) return index;
  }
  return undefined;
}

/** An index that may count from the end, held within 0 and the length. */
export function clampIndex(index: number, length: number): number {
  return Math.min(Math.max(index < 0 ? index + length : index, 0), length);
}

function bound(value: Value): number {
  if (isInt(value)) return Number(value);
  throw raise('TypeError', 'slice indices must be integers or have an __index__ method');
}
