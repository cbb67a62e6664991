import { LimitError, type Meter } from './meter.ts';
import { isError, raise, type PyError } from '../errors.ts';
import { int, Markup, PyFloat, type PyObject, type Value } from './types.ts';

/**
 * The key of a value in a JavaScript Map: equal values of Python give the same key (`1`, `1.0` and `True`; a
 * str and its Markup; tuples of such), others different ones. Raises TypeError for what Python cannot hash. The members of
 * tuples are counted.
 */
export function hashKey(value: Value, meter?: Meter): unknown {
  if (typeof value === 'string') return stringKey(value);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) throw unhashable('list');
  return objectKey(value, meter);
}

/** The key of a string: itself, unless it starts with U+0000, which marks the keys of tuples. */
export function stringKey(text: string): string {
  return text.charCodeAt(0) === 0 ? `\0s${text}` : text;
}

/** An entry of a dict or set weighs as much as so many characters. */
export const ENTRY_WEIGHT = 16;

/** The longest key of a tuple: one that holds the same tuple often is longer than any memory. */
const MOST_HASHED = 1_000_000;

/** The key of a tuple's items, or undefined where one of them is known by identity alone. Raises TypeError for unhashable items. */
export function tupleKey(items: readonly Value[], meter?: Meter): string | undefined {
  let key = '\0t';
  let known = true;
  for (const item of items) {
    const part = hashKey(item, meter);
    if (typeof part === 'string') key += `s${part.length}:${part}`;
    else if (typeof part === 'function') key += `u${part.name};`;
    else if (typeof part === 'object' && part !== null) known = false;
    else key += `${String(part)};`;
    meter?.read(ENTRY_WEIGHT + (typeof part === 'string' ? part.length : 0));
    if (key.length > MOST_HASHED) {
      const most = `more than ${MOST_HASHED} characters`;
      throw new LimitError('output', `a key of a dict takes ${most}`);
    }
  }
  return known ? key : undefined;
}

/** Whether `hash(x)` works: false for lists, dicts, slices, and tuples with one in them. A StrictUndefined raises. */
export function isHashable(value: Value): boolean {
  try {
    hashKey(value);
    return true;
  } catch (error) {
    if (isError(error, 'TypeError')) return false;
    throw error;
  }
}

/** The TypeError that Python raises for an object of a type without hash. */
export function unhashable(type: string): PyError {
  return raise('TypeError', `unhashable type: '${type}'`);
}

function objectKey(value: PyObject, meter: Meter | undefined): unknown {
  if (value instanceof Markup) return stringKey(value.text);
  if (value instanceof PyFloat) return floatKey(value);
  return value.hashKey === undefined ? value : value.hashKey(meter);
}

function floatKey(float: PyFloat): unknown {
  const { value } = float;
  if (Number.isNaN(value)) return float;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? int(BigInt(value)) : value;
}
