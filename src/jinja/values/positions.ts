import { raise } from '../errors.ts';
import { isInt, typeName } from './protocol.ts';
import type { Value } from './types.ts';

/** An index of a sequence, counted from the front; raises TypeError for what is no int, IndexError for ints beyond 64 bits. */
export function position(key: Value, length: number, type: string): number {
  const index = indexOf(key, type);
  return index < 0 ? index + length : index;
}

function indexOf(key: Value, type: string): number {
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

function quotedType(key: Value, type: string): string {
  return type === 'string' ? `'${typeName(key)}'` : typeName(key);
}

/** `slice(start, stop, step).indices(length)`; raises TypeError for bounds that are no ints, ValueError for a step of 0. */
export function bounds(
  length: number,
  start: Value,
  stop: Value,
  step: Value,
): [number, number, number] {
  const by = step === null ? 1 : bound(step);
  if (by === 0) throw raise('ValueError', 'slice step cannot be zero');
  const [low, high] = by < 0 ? [-1, length - 1] : [0, length];
  const clamp = (value: Value, absent: number): number => {
    if (value === null) return absent;
    const index = bound(value);
    return index < 0 ? Math.max(index + length, low) : Math.min(index, high);
  };
  return [clamp(start, by < 0 ? high : low), clamp(stop, by < 0 ? low : high), by];
}

function bound(value: Value): number {
  if (isInt(value)) return Number(value);
  throw raise('TypeError', 'slice indices must be integers or None or have an __index__ method');
}

/** `text[start:stop:step]` by UTF-16 units. */
export function picked(units: string, start: Value, stop: Value, step: Value): string {
  const [from, to, by] = bounds(units.length, start, stop, step);
  if (by === 1) return units.slice(from, Math.max(from, to));
  let result = '';
  for (let i = from; by > 0 ? i < to : i > to; i += by) result += units.charAt(i);
  return result;
}
