import { raise } from '../errors.ts';
import type { Meter } from './meter.ts';
import { classNameOf } from './print.ts';
import { indexOf, itemAt, picked, sliceBounds } from './positions.ts';
import { typeName } from './protocol.ts';
import { Slice } from './range.ts';
import { charAt, sliceText } from './strings.ts';
import { Markup, PyObject, type Value } from './types.ts';

/** `obj[key]`; raises KeyError, IndexError and TypeError as Python does. */
export function itemOf(obj: Value, key: Value, meter?: Meter): Value {
  if (key instanceof Slice) return sliceOf(obj, key.start, key.stop, key.step, meter);
  if (typeof obj === 'string') return charOf(obj, key, meter);
  if (Array.isArray(obj)) return itemAt(obj, key, 'list');
  if (obj instanceof Markup) return new Markup(charOf(obj.text, key, meter));
  if (obj instanceof PyObject && obj.item !== undefined) return obj.item(key, meter);
  throw notSubscriptable(obj);
}

function notSubscriptable(obj: Value): Error {
  const name = classNameOf(obj);
  if (name !== undefined) return raise('TypeError', `type '${name}' is not subscriptable`);
  return raise('TypeError', `'${typeName(obj)}' object is not subscriptable`);
}

function charOf(text: string, key: Value, meter: Meter | undefined): string {
  const char = charAt(text, indexOf(key, 'string'), meter);
  if (char === undefined) throw raise('IndexError', 'string index out of range');
  return char;
}

/** A bound that is None, as undefined, or a small int; null for any other. */
function plainBound(bound: Value): number | undefined | null {
  if (bound === null) return undefined;
  return typeof bound === 'number' ? bound : null;
}

/** `obj[start:stop:step]`, null for a part that is left out. Raises TypeError for what has no slices, ValueError for a step of 0. */
export function sliceOf(obj: Value, start: Value, stop: Value, step: Value, meter?: Meter): Value {
  if (typeof obj === 'string') {
    const from = plainBound(start);
    const to = plainBound(stop);
    // The usual slice takes no array of its bounds.
    if (step === null && from !== null && to !== null) return sliceText(obj, from, to, 1, meter);
    return sliceText(obj, ...sliceBounds(start, stop, step), meter);
  }
  if (Array.isArray(obj)) return picked(obj, start, stop, step, meter);
  if (obj instanceof Markup) {
    return new Markup(sliceText(obj.text, ...sliceBounds(start, stop, step), meter));
  }
  if (obj instanceof PyObject) {
    if (obj.slice !== undefined) return obj.slice(start, stop, step, meter);
    if (obj.item !== undefined) return obj.item(new Slice(start, stop, step), meter);
  }
  throw notSubscriptable(obj);
}
