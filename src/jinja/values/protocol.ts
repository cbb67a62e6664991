import { raise } from '../errors.ts';
import { Meter } from './meter.ts';
import { PyFloat, PyObject, type Value } from './types.ts';

/** `type(x).__name__`: `int`, `NoneType`, `list`, `Undefined` … */
export function typeName(value: Value): string {
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value !== 'object') return 'int';
  if (value === null) return 'NoneType';
  return Array.isArray(value) ? 'list' : value.typeName;
}

/** Raises UndefinedError where one of the operands is an Undefined, as nearly all operators do before they look at types. */
export function failOnUndefined(a: Value, b: Value = null): void {
  if (a instanceof PyObject && a.fail !== undefined) throw a.fail();
  if (b instanceof PyObject && b.fail !== undefined) throw b.fail();
}

/** Whether a value is one of Jinja's kinds of Undefined. */
export function isUndefined(value: Value): boolean {
  return value instanceof PyObject && value.fail !== undefined;
}

/** `bool(x)`; raises for a StrictUndefined. */
export function truthy(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'object') {
    if (value === null) return false;
    return Array.isArray(value) ? value.length > 0 : value.truthy();
  }
  // Numbers are ints here: NaN is a PyFloat.
  return Boolean(value);
}

/** `a == b`: by value for numbers of any type, text and containers; a type's own rule elsewhere. */
export function equal(a: Value, b: Value, meter?: Meter): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length === b.length) meter?.scan(a.length);
    return a === b;
  }
  if (a === b) return !(a instanceof PyObject) || a.equals(b, meter);
  if (a instanceof PyObject) {
    if (a.equals(b, meter)) return true;
    return b instanceof PyObject && b.constructor !== a.constructor && b.equals(a, meter);
  }
  if (b instanceof PyObject) return b.equals(a, meter);
  if (Array.isArray(a)) return Array.isArray(b) && equalItems(a, b, meter);
  if (typeof a === 'boolean') return typeof b === 'number' && Number(a) === b;
  if (typeof b === 'boolean') return typeof a === 'number' && Number(b) === a;
  return false;
}

/** Whether two sequences hold equal items in the same order: an object always equals itself here, even NaN. */
export function equalItems(
  a: readonly Value[],
  b: readonly Value[],
  meter: Meter = new Meter(),
): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    meter.step();
    if (!same(a[index] as Value, b[index] as Value, meter)) return false;
  }
  return true;
}

/** `a is b or a == b`: how Python's containers look for a member. */
export function same(a: Value, b: Value, meter?: Meter): boolean {
  if (typeof a === 'string') return equal(a, b, meter);
  return a === b || equal(a, b, meter);
}

/** Whether one of the items is, or equals, a value. */
export function hasItem(items: Iterable<Value>, value: Value, meter?: Meter): boolean {
  if (Array.isArray(items)) return hasItemOf(items, value, meter);
  let count = 0;
  for (const item of items) {
    count += 1;
    if ((count & 15) === 0) meter?.step();
    if (same(item, value, meter)) return true;
  }
  return false;
}

/** The same of a list, whose items are looked at without an iterator. */
function hasItemOf(items: readonly Value[], value: Value, meter: Meter | undefined): boolean {
  for (let at = 0; at < items.length; at += 1) {
    if ((at & 15) === 15) meter?.step();
    if (same(items[at] as Value, value, meter)) return true;
  }
  return false;
}

/** Whether a value is a Python int (a bool is one). */
export function isInt(value: Value): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}

/** `float(x)` of an int; raises OverflowError where none is large enough. */
export function floatOfInt(value: number | bigint | boolean): number {
  const float = Number(value);
  if (!Number.isFinite(float)) throw raise('OverflowError', 'int too large to convert to float');
  return float;
}

/** The number behind an int, bool or float as a JavaScript number, or undefined for other types; ints too large raise OverflowError. */
export function realNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof PyFloat) return value.value;
  return isInt(value) ? floatOfInt(value) : undefined;
}
