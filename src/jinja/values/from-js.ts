import { Dict } from './dict.ts';
import { toArray } from './ops.ts';
import { int, Markup, PyFloat, PyObject, type Value } from './types.ts';
import { Undefined } from './undefined.ts';

export { parseJson } from './json.ts';

/**
 * What a JavaScript value is to a template: plain objects and Maps are dicts, arrays lists, whole numbers ints, other numbers
 * floats, null and undefined None. Python's values pass as they are. Raises TypeError for functions, symbols, Dates and other
 * class instances, and for what contains itself.
 */
export function fromJs(value: unknown): Value {
  return convert(value, []);
}

function convert(value: unknown, outer: readonly object[]): Value {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value === 'bigint') return int(value);
  if (value === undefined || value === null) return null;
  if (value instanceof PyObject) return value;
  if (typeof value === 'object') return fromObject(value, outer);
  throw new TypeError(`A ${typeof value} cannot be a template value`);
}

function fromNumber(value: number): Value {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
  return Number.isInteger(value) && value !== 0 ? int(BigInt(value)) : new PyFloat(value);
}

function fromObject(value: object, outer: readonly object[]): Value {
  if (outer.includes(value)) throw new TypeError('A template value cannot contain itself');
  const inner = [...outer, value];
  if (Array.isArray(value)) return Array.from(value, (item) => convert(item, inner));
  const dict = new Dict();
  if (value instanceof Map) {
    for (const [key, item] of value) dict.set(convert(key, inner), convert(item, inner));
    return dict;
  }
  if (value instanceof Date) {
    throw new TypeError('A Date cannot be a template value: give its text, such as toISOString()');
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const { name } = value.constructor;
    throw new TypeError(`An instance of ${name || 'a class'} cannot be a template value`);
  }
  for (const key of Object.keys(value)) {
    dict.set(key, convert((value as Record<string, unknown>)[key], inner));
  }
  return dict;
}

/**
 * A template's value as JavaScript has it: a dict with text keys as an object without prototype, any other dict as a Map;
 * sequences and iterators as arrays, floats as numbers, safe text as strings, an Undefined as undefined, other objects as
 * their `str()`.
 */
export function toJs(value: Value): unknown {
  if (!(value instanceof PyObject)) return Array.isArray(value) ? value.map(toJs) : value;
  if (value instanceof PyFloat) return value.value;
  if (value instanceof Markup) return value.text;
  if (value instanceof Undefined) return undefined;
  if (value instanceof Dict) return dictToJs(value);
  return value.iterate === undefined ? value.str() : toArray(value).map(toJs);
}

function dictToJs(dict: Dict): unknown {
  const entries = [...dict.entries()];
  if (entries.some(([key]) => typeof key !== 'string' && !(key instanceof Markup))) {
    return new Map(entries.map(([key, value]) => [toJs(key), toJs(value)]));
  }
  const object: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of entries) object[toJs(key) as string] = toJs(value);
  return object;
}
