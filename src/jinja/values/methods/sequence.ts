import { raise } from '../../errors.ts';
import { isInt, same } from '../protocol.ts';
import type { Meter } from '../meter.ts';
import type { Value } from '../types.ts';

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
