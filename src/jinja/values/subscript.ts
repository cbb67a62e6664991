import { raise } from '../errors.ts';
import type { Meter } from './meter.ts';
import { classNameOf } from './object-type.ts';
import { indexOf, indices, picked, position, sliceBounds } from './positions.ts';
import { typeName } from './protocol.ts';
import { Range, Slice } from './range.ts';
import { charAt, sliceText } from './strings.ts';
import { Tuple } from './tuple.ts';
import { Markup, PyObject, type Value } from './types.ts';

/** `obj[key]`; raises KeyError, IndexError and TypeError as Python does. */
export function itemOf(obj: Value, key: Value, meter?: Meter): Value {
  if (key instanceof Slice) return sliceOf(obj, key.start, key.stop, key.step, meter);
  if (typeof obj === 'string') return charOf(obj, key, meter);
  if (Array.isArray(obj)) return at(obj, key, 'list');
  if (obj instanceof Tuple) return at(obj.items, key, 'tuple');
  if (obj instanceof Markup) return new Markup(charOf(obj.text, key, meter));
  if (obj instanceof Range) return rangeItem(obj, key);
  if (obj instanceof PyObject && obj.item !== undefined) return obj.item(key, meter);
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

function charOf(text: string, key: Value, meter: Meter | undefined): string {
  const char = charAt(text, indexOf(key, 'string'), meter);
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
export function sliceOf(obj: Value, start: Value, stop: Value, step: Value, meter?: Meter): Value {
  if (typeof obj === 'string') return sliceText(obj, ...sliceBounds(start, stop, step), meter);
  if (Array.isArray(obj)) return picked(obj, start, stop, step, meter);
  if (obj instanceof Tuple) return new Tuple(picked(obj.items, start, stop, step, meter));
  if (obj instanceof Markup) {
    return new Markup(sliceText(obj.text, ...sliceBounds(start, stop, step), meter));
  }
  if (obj instanceof Range) return sliceRange(obj, start, stop, step);
  if (obj instanceof PyObject && obj.item !== undefined) {
    return obj.item(new Slice(start, stop, step), meter);
  }
  throw notSubscriptable(obj);
}

function sliceRange(range: Range, start: Value, stop: Value, step: Value): Range {
  const [from, to, by] = indices(range.count, start, stop, step);
  const value = (index: number): number => range.start + index * range.step;
  return new Range(value(from), value(to), by * range.step);
}
