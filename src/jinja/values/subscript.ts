import { raise } from '../errors.ts';
import { Dict } from './dict.ts';
import { hasSurrogates } from './ops.ts';
import { classNameOf } from './object-type.ts';
import { bounds, picked, position } from './positions.ts';
import { typeName } from './protocol.ts';
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
  if (!hasSurrogates(text)) return picked(text, start, stop, step);
  return pick(Array.from(text), start, stop, step).join('');
}

function pick<T extends Value>(items: readonly T[], start: Value, stop: Value, step: Value): T[] {
  const [from, to, by] = bounds(items.length, start, stop, step);
  if (by === 1) return items.slice(from, Math.max(from, to));
  const taken: T[] = [];
  for (let i = from; by > 0 ? i < to : i > to; i += by) taken.push(items[i] as T);
  return taken;
}

function sliceRange(range: Range, start: Value, stop: Value, step: Value): Range {
  const [from, to, by] = bounds(range.count, start, stop, step);
  const value = (index: number): number => range.start + index * range.step;
  return new Range(value(from), value(to), by * range.step);
}
