import { raise } from '../errors.ts';
import type { Meter } from './meter.ts';
import { isInt, typeName } from './protocol.ts';
import type { Value } from './types.ts';

/** The int that an index of a sequence is; raises TypeError for what is not an int, IndexError for ints beyond 64 bits. */
export function indexOf(key: Value, type: string): number {
  if (typeof key === 'number') return key;
  if (typeof key === 'boolean') return Number(key);
  if (typeof key === 'bigint') {
    throw raise('IndexError', "cannot fit 'int' into an index-sized integer");
  }
  const indices =
    type === 'string'
      ? 'string indices must be integers'
      : `${type} indices must be integers or slices`;
  throw raise('TypeError', `${indices}, not ${quotedType(key, type)}`);
}

/** An index of a sequence, counted from the front; raises TypeError for what is not an int, IndexError for ints beyond 64 bits. */
export function position(key: Value, length: number, type: string): number {
  const index = indexOf(key, type);
  return index < 0 ? index + length : index;
}

/** The item of a sequence at an index; raises TypeError and IndexError in the words of its type. */
export function itemAt(items: readonly Value[], key: Value, type: string): Value {
  const item = items[position(key, items.length, type)];
  if (item === undefined) throw raise('IndexError', `${type} index out of range`);
  return item;
}

function quotedType(key: Value, type: string): string {
  return type === 'string' ? `'${typeName(key)}'` : typeName(key);
}

/** The bounds of a slice as numbers, undefined where one is left out; raises TypeError for what is not an int, ValueError for a step of 0. */
export function sliceBounds(
  start: Value,
  stop: Value,
  step: Value,
): readonly [number | undefined, number | undefined, number] {
  const by = sliceBound(step) ?? 1;
  if (by === 0) throw raise('ValueError', 'slice step cannot be zero');
  return [sliceBound(start), sliceBound(stop), by];
}

/** A bound of a slice, undefined for None; raises TypeError for what is not an int. */
export function sliceBound(value: Value): number | undefined {
  if (value === null) return undefined;
  if (isInt(value)) return Number(value);
  throw raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
}

/** `slice(start, stop, step).indices(length)`; errors as of `sliceBounds`. */
export function indices(
  length: number,
  start: Value,
  stop: Value,
  step: Value,
): [number, number, number] {
  const [first, last, by] = sliceBounds(start, stop, step);
  const [low, high] = by < 0 ? [-1, length - 1] : [0, length];
  const clamp = (index: number | undefined, absent: number): number => {
    if (index === undefined) return absent;
    return index < 0 ? Math.max(index + length, low) : Math.min(index, high);
  };
  return [clamp(first, by < 0 ? high : low), clamp(last, by < 0 ? low : high), by];
}

function isPlain(bound: Value): bound is number | null {
  return bound === null || typeof bound === 'number';
}

/** `items[start:stop:step]`. The items taken are counted. */
export function picked<T>(
  items: readonly T[],
  start: Value,
  stop: Value,
  step: Value,
  meter?: Meter,
): T[] {
  if (step === null && isPlain(start) && isPlain(stop)) {
    // As JavaScript does it.
    const part = items.slice(start ?? 0, stop ?? items.length);
    meter?.items(part.length);
    return part;
  }
  const [from, to, by] = indices(items.length, start, stop, step);
  meter?.items(Math.max(0, Math.ceil((to - from) / by)));
  if (by === 1) return items.slice(from, Math.max(from, to));
  const taken: T[] = [];
  for (let i = from; by > 0 ? i < to : i > to; i += by) taken.push(items[i] as T);
  return taken;
}
