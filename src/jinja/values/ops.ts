import { raise } from '../errors.ts';
import { Bytes } from './bytes/bytes.ts';
import { DictView } from './dict-view.ts';
import { compared, same, typeName, type Comparison } from './protocol.ts';
import { PySet } from './set.ts';
import { Tuple } from './tuple.ts';
import { Markup, PyFloat, PyObject, type Value } from './types.ts';
import { Undefined } from './undefined.ts';

export { isHashable } from './hash.ts';
export { objectTypeRepr } from './object-type.ts';
export { equal, repr, same, str, truthy, typeName } from './protocol.ts';

/** The four orders, as Python writes them. */
type Order = '<' | '<=' | '>' | '>=';

/** `a < b`; raises TypeError for types without an order between them, UndefinedError for an Undefined. */
export function less(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  return ordered(a, b, '<');
}

/** `a <= b`; errors as of `less`. */
export function lessEqual(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b;
  return ordered(a, b, '<=');
}

/** `a > b`; errors as of `less`. */
export function greater(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a > b;
  return ordered(a, b, '>');
}

/** `a >= b`; errors as of `less`. */
export function greaterEqual(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a >= b;
  return ordered(a, b, '>=');
}

/** For `Array.prototype.sort`, which is stable: the order that Python's sort finds with `<` alone, and its errors. */
export function compareSort(a: Value, b: Value): number {
  if (less(a, b)) return -1;
  return less(b, a) ? 1 : 0;
}

/** Whether `a` comes before `b` by code points: below, equal and above 0. UTF-16 order differs beside astral characters. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(a, index) - rank(b, index);
  }
  return a.length - b.length;
}

/** The place of a unit in the order of code points: both halves of a pair stand for one above all others. */
function rank(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit < 0xd800 || unit > 0xdfff) return unit;
  const isPair =
    unit < 0xdc00
      ? isBetween(text.charCodeAt(index + 1), 0xdc00, 0xdfff)
      : isBetween(text.charCodeAt(index - 1), 0xd800, 0xdbff);
  return isPair ? unit + 0x1_00_00 : unit;
}

function isBetween(unit: number, low: number, high: number): boolean {
  return unit >= low && unit <= high;
}

function ordered(a: Value, b: Value, order: Order, comparison?: Comparison): boolean {
  if (typeof a === 'string' && typeof b === 'string') return holds(compareText(a, b), order);
  if (a instanceof Undefined) throw a.fail();
  if (b instanceof Undefined) throw b.fail();
  if (isSet(a) && isSet(b)) return setsHold(a, b, order);
  const [x, y] = [comparable(a), comparable(b)];
  if (typeof x === 'string' && typeof y === 'string') return holds(compareText(x, y), order);
  if (isNumber(x) && isNumber(y)) return numbersHold(x, y, order);
  if (x instanceof Bytes && y instanceof Bytes) return holds(compareText(x.text, y.text), order);
  if (Array.isArray(a) && Array.isArray(b)) return itemsHold(a, b, order, comparison);
  if (a instanceof Tuple && b instanceof Tuple) {
    return itemsHold(a.items, b.items, order, comparison);
  }
  throw raise(
    'TypeError',
    `'${order}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

function comparable(value: Value): Value {
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Markup ? value.text : value;
}

function isNumber(value: Value): value is number | bigint | PyFloat {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof PyFloat;
}

function numbersHold(
  a: number | bigint | PyFloat,
  b: number | bigint | PyFloat,
  order: Order,
): boolean {
  const x = a instanceof PyFloat ? a.value : a;
  const y = b instanceof PyFloat ? b.value : b;
  if (order === '<') return x < y;
  if (order === '<=') return x <= y;
  return order === '>' ? x > y : x >= y;
}

function itemsHold(
  a: readonly Value[],
  b: readonly Value[],
  order: Order,
  comparison: Comparison = { items: 0 },
): boolean {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const [x, y] = [a[index] as Value, b[index] as Value];
    compared(comparison);
    if (!same(x, y, comparison)) return ordered(x, y, order, comparison);
  }
  return holds(a.length - b.length, order);
}

type SetLike = DictView | PySet;

function isSet(value: Value): value is SetLike {
  return value instanceof PySet || (value instanceof DictView && value.kind !== 'values');
}

/** Sets are ordered by what they contain. */
function setsHold(a: SetLike, b: SetLike, order: Order): boolean {
  if (order === '>' || order === '>=') return setsHold(b, a, order === '>' ? '<' : '<=');
  if (a.length() > b.length() || (order === '<' && a.length() === b.length())) return false;
  return toArray(a).every((item) => b.contains(item));
}

function holds(comparison: number, order: Order): boolean {
  if (order === '<') return comparison < 0;
  if (order === '<=') return comparison <= 0;
  return order === '>' ? comparison > 0 : comparison >= 0;
}

/** `value in container`; raises TypeError where the container takes none or only text. */
export function contains(container: Value, value: Value): boolean {
  if (typeof container === 'string') return containsText(container, value);
  if (Array.isArray(container)) {
    for (const item of container) if (same(item, value)) return true;
    return false;
  }
  if (container instanceof Markup) return containsText(container.text, value);
  if (container instanceof PyObject) {
    if (container.contains !== undefined) return container.contains(value);
    if (container.iterate !== undefined) return search(container.iterate(), value);
  }
  throw raise('TypeError', `argument of type '${typeName(container)}' is not iterable`);
}

function containsText(text: string, value: Value): boolean {
  if (typeof value === 'string') return text.includes(value);
  if (value instanceof Markup) return text.includes(value.text);
  throw raise('TypeError', `'in <string>' requires string as left operand, not ${typeName(value)}`);
}

function search(items: Iterator<Value>, value: Value): boolean {
  for (let next = items.next(); next.done !== true; next = items.next()) {
    if (same(next.value, value)) return true;
  }
  return false;
}

/** `iter(x)`: text gives its code points, a dict its keys; raises TypeError for what is not iterable. */
export function iterate(value: Value): Iterator<Value> {
  if (Array.isArray(value) || typeof value === 'string') return value[Symbol.iterator]();
  if (value instanceof Markup) return value.text[Symbol.iterator]();
  if (value instanceof PyObject && value.iterate !== undefined) return value.iterate();
  throw raise('TypeError', `'${typeName(value)}' object is not iterable`);
}

/** `list(x)`: always a new array. */
export function toArray(value: Value): Value[] {
  if (Array.isArray(value)) return value.slice();
  if (value instanceof Tuple) return value.items.slice();
  if (typeof value === 'string') return Array.from(value);
  const items: Value[] = [];
  const iterator = iterate(value);
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    items.push(next.value);
  }
  return items;
}

/** `len(x)`: text counts its code points; raises TypeError for what has no length. */
export function length(value: Value): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'string') return codePoints(value);
  if (value instanceof Markup) return codePoints(value.text);
  if (value instanceof PyObject && value.length !== undefined) return value.length();
  throw raise('TypeError', `object of type '${typeName(value)}' has no len()`);
}

const SURROGATE = /[\ud800-\udfff]/;

/** Whether a text has characters that take two UTF-16 units, or lone surrogates. */
export function hasSurrogates(text: string): boolean {
  return SURROGATE.test(text);
}

function codePoints(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}
