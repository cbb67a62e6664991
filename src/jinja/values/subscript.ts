import { raise } from '../errors.ts';
import { Dict } from './dict.ts';
import { hasSurrogates } from './ops.ts';
import { classNameOf } from './object-type.ts';
import { isInt, typeName } from './protocol.ts';
import { Range, Slice } from './range.ts';
import { Tuple } from './tuple.ts';
import { Markup, PyObject, type Value } from './types.ts';
import { Undefined } from './undefined.ts';

/** `obj[key]`; raises KeyError, IndexError and TypeError as Python does. */
export function itemOf(obj: Value, key: Value): Value {
  if (key instanceof Slice) return sliceOf(obj, key.start, key.stop, key.step);
  if (typeof obj === 'string') return charAt(obj, key);
  if (Array.isArray(obj)) return at(obj, key, 'list');
  if (obj instanceof Tuple) return at(obj.items, key, 'tuple');
  if (obj instanceof Markup) return new Markup(charAt(obj.text, key));
  if (obj instanceof Range) return rangeItem(obj, key);
  if (obj instanceof PyObject && obj.item !== undefined) return obj.item(key);
  throw notSubscriptable(obj);
}

function notSubscriptable(obj: Value): Error {
  const name = classNameOf(obj);
  if (name !== undefined) return raise('TypeError', `type '${name}' is not subscriptable`);
  return raise('TypeError', `'${typeName(obj)}' object is not subscriptable`);
}

function at(items: readonly Value[], key: Value, type: string): Value {
  const index = position(key, items.length, type);
  const item = items[index];
  if (item === undefined) throw raise('IndexError', `${type} index out of range`);
  return item;
}

/** An index counted from the front; raises TypeError for what is no int. */
function position(key: Value, length: number, type: string): number {
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

function charAt(text: string, key: Value): string {
  const astral = hasSurrogates(text);
  const units: readonly string[] | string = astral ? Array.from(text) : text;
  const char = units[position(key, units.length, 'string')];
  if (char === undefined) throw raise('IndexError', 'string index out of range');
  return char;
}

function rangeItem(range: Range, key: Value): Value {
  const index = position(key, range.count, 'range');
  if (index < 0 || index >= range.count) {
    throw raise('IndexError', 'range object index out of range');
  }
  return range.start + index * range.step;
}

/** `obj[start:stop:step]`, null for a part that is left out. Raises TypeError for what has no slices, ValueError for a step of 0. */
export function sliceOf(obj: Value, start: Value, stop: Value, step: Value): Value {
  if (typeof obj === 'string') return sliceText(obj, start, stop, step);
  if (Array.isArray(obj)) return pick(obj, start, stop, step);
  if (obj instanceof Tuple) return new Tuple(pick(obj.items, start, stop, step));
  if (obj instanceof Markup) return new Markup(sliceText(obj.text, start, stop, step));
  if (obj instanceof Range) return sliceRange(obj, start, stop, step);
  if (obj instanceof Dict) return obj.item(new Slice(start, stop, step));
  if (obj instanceof Undefined) return obj.item(new Slice(start, stop, step));
  if (obj instanceof PyObject && obj.item !== undefined) {
    return obj.item(new Slice(start, stop, step));
  }
  throw notSubscriptable(obj);
}

function sliceText(text: string, start: Value, stop: Value, step: Value): string {
  const astral = hasSurrogates(text);
  const units: readonly string[] | string = astral ? Array.from(text) : text;
  const [from, to, by] = bounds(units.length, start, stop, step);
  if (by === 1) {
    const part = units.slice(from, Math.max(from, to));
    return typeof part === 'string' ? part : part.join('');
  }
  let result = '';
  for (let i = from; by > 0 ? i < to : i > to; i += by) result += units[i] as string;
  return result;
}

function pick(items: readonly Value[], start: Value, stop: Value, step: Value): Value[] {
  const [from, to, by] = bounds(items.length, start, stop, step);
  if (by === 1) return items.slice(from, Math.max(from, to));
  const picked: Value[] = [];
  for (let i = from; by > 0 ? i < to : i > to; i += by) picked.push(items[i] as Value);
  return picked;
}

function sliceRange(range: Range, start: Value, stop: Value, step: Value): Range {
  const [from, to, by] = bounds(range.count, start, stop, step);
  const value = (index: number): number => range.start + index * range.step;
  return new Range(value(from), value(to), by * range.step);
}

/** `slice(start, stop, step).indices(length)`. */
function bounds(length: number, start: Value, stop: Value, step: Value): [number, number, number] {
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
