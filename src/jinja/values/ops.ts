import { raise } from '../errors.ts';
import { Bytes } from './bytes/bytes.ts';
import { DictView } from './dict-view.ts';
import { Meter } from './meter.ts';
import { hasItem, same, typeName } from './protocol.ts';
import { indexIn } from './search.ts';
import { PySet } from './set.ts';
import { lengthOf } from './strings.ts';
import { Tuple } from './tuple.ts';
import { Markup, PyFloat, PyObject, type CallState, type Value } from './types.ts';
import { Undefined } from './undefined.ts';

export { isHashable } from './hash.ts';
export { objectTypeRepr } from './object-type.ts';
export { repr, str } from './print.ts';
export { equal, same, truthy, typeName } from './protocol.ts';

/** The four orders, as Python writes them. */
type Order = '<' | '<=' | '>' | '>=';

/** `a < b`; raises TypeError for types without an order between them, UndefinedError for an Undefined. */
export function less(a: Value, b: Value, meter?: Meter): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  return ordered(a, b, '<', meter);
}

/** `a <= b`; errors as of `less`. */
export function lessEqual(a: Value, b: Value, meter?: Meter): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b;
  return ordered(a, b, '<=', meter);
}

/** `a > b`; errors as of `less`. */
export function greater(a: Value, b: Value, meter?: Meter): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a > b;
  return ordered(a, b, '>', meter);
}

/** `a >= b`; errors as of `less`. */
export function greaterEqual(a: Value, b: Value, meter?: Meter): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a >= b;
  return ordered(a, b, '>=', meter);
}

/** For `Array.prototype.sort`, which is stable: the order that Python's sort finds with `<` alone, and its errors. */
export function compareSort(a: Value, b: Value, meter?: Meter): number {
  if (less(a, b, meter)) return -1;
  return less(b, a, meter) ? 1 : 0;
}

/** Counts what sorting so many items takes, beside what looking at each of them does. */
export function chargeSorting(meter: Meter, count: number): void {
  meter.step(Math.ceil(count * Math.log2(count + 1)));
}

/** Whether `a` comes before `b` by code points: below, equal and above 0. UTF-16 order differs beside astral characters. */
export function compareText(a: string, b: string, meter?: Meter): number {
  const shorter = Math.min(a.length, b.length);
  let index = 0;
  if (a === b) index = shorter;
  else while (index < shorter && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  // How much there was to look at is known only now.
  meter?.read(index);
  return index < shorter ? rank(a, index) - rank(b, index) : a.length - b.length;
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

function ordered(a: Value, b: Value, order: Order, meter?: Meter): boolean {
  if (typeof a === 'string' && typeof b === 'string') return holds(compareText(a, b, meter), order);
  if (a instanceof Undefined) throw a.fail();
  if (b instanceof Undefined) throw b.fail();
  if (isSet(a) && isSet(b)) return setsHold(a, b, order, meter);
  const [x, y] = [comparable(a), comparable(b)];
  if (typeof x === 'string' && typeof y === 'string') return holds(compareText(x, y, meter), order);
  if (isNumber(x) && isNumber(y)) return numbersHold(x, y, order);
  if (x instanceof Bytes && y instanceof Bytes)
    return holds(compareText(x.text, y.text, meter), order);
  if (Array.isArray(a) && Array.isArray(b)) return itemsHold(a, b, order, meter);
  if (a instanceof Tuple && b instanceof Tuple) {
    return itemsHold(a.items, b.items, order, meter);
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
  meter: Meter = new Meter(),
): boolean {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const [x, y] = [a[index] as Value, b[index] as Value];
    meter.step();
    if (!same(x, y, meter)) return ordered(x, y, order, meter);
  }
  return holds(a.length - b.length, order);
}

type SetLike = DictView | PySet;

function isSet(value: Value): value is SetLike {
  return value instanceof PySet || (value instanceof DictView && value.kind !== 'values');
}

/** Sets are ordered by what they contain. */
function setsHold(a: SetLike, b: SetLike, order: Order, meter: Meter | undefined): boolean {
  if (order === '>' || order === '>=') return setsHold(b, a, order === '>' ? '<' : '<=', meter);
  if (a.length() > b.length() || (order === '<' && a.length() === b.length())) return false;
  meter?.read(a.weight());
  return toArray(a).every((item) => b.contains(item, meter));
}

function holds(comparison: number, order: Order): boolean {
  if (order === '<') return comparison < 0;
  if (order === '<=') return comparison <= 0;
  return order === '>' ? comparison > 0 : comparison >= 0;
}

/** `value in container`; raises TypeError where the container takes none or only text. */
export function contains(container: Value, value: Value, meter?: Meter): boolean {
  if (typeof container === 'string') return containsText(container, value, meter);
  if (Array.isArray(container)) return hasItem(container, value, meter);
  if (container instanceof Markup) return containsText(container.text, value, meter);
  if (container instanceof PyObject) {
    if (container.contains !== undefined) return container.contains(value, meter);
    if (container.iterate !== undefined)
      return hasItem(untilFound(container.iterate()), value, meter);
  }
  throw raise('TypeError', `argument of type '${typeName(container)}' is not iterable`);
}

function containsText(text: string, value: Value, meter: Meter | undefined): boolean {
  const part = value instanceof Markup ? value.text : value;
  if (typeof part === 'string') {
    meter?.scan(text.length);
    return indexIn(text, part) !== -1;
  }
  throw raise('TypeError', `'in <string>' requires string as left operand, not ${typeName(value)}`);
}

/** What is left of an iterator, which stays where the search ended. */
function untilFound(items: Iterator<Value>): Iterable<Value> {
  return { [Symbol.iterator]: () => ({ next: () => items.next() }) };
}

/** `iter(x)`: text gives its code points, a dict its keys; raises TypeError for what is not iterable. */
export function iterate(value: Value): Iterator<Value> {
  if (Array.isArray(value) || typeof value === 'string') return value[Symbol.iterator]();
  if (value instanceof Markup) return value.text[Symbol.iterator]();
  if (value instanceof PyObject && value.iterate !== undefined) return value.iterate();
  throw raise('TypeError', `'${typeName(value)}' object is not iterable`);
}

/** `list(x)`: always a new array. The items are counted. */
export function toArray(value: Value, meter?: Meter): Value[] {
  const known = value instanceof Tuple ? value.items : value;
  if (Array.isArray(known)) {
    meter?.items(known.length);
    return known.slice();
  }
  const items: Value[] = [];
  const iterator = iterate(value);
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    meter?.step();
    items.push(next.value);
  }
  return items;
}

/** `len(x)` in a render, which counts how long a text takes. */
export function lengthIn({ meter }: CallState, value: Value): number {
  const text = value instanceof Markup ? value.text : value;
  if (typeof text === 'string') meter.scan(text.length);
  return length(value);
}

/** `len(x)`: text counts its code points; raises TypeError for what has no length. */
export function length(value: Value): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'string') return lengthOf(value);
  if (value instanceof Markup) return lengthOf(value.text);
  if (value instanceof PyObject && value.length !== undefined) return value.length();
  throw raise('TypeError', `object of type '${typeName(value)}' has no len()`);
}
