import { raise } from '../errors.ts';
import { Meter } from './meter.ts';
import { failOnUndefined, same, typeName } from './protocol.ts';
import { Markup, PyFloat, PyObject, type Order, type Value } from './types.ts';

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

/** The place of a unit in the order of code points: both halves of a pair count as one above all others. */
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
  failOnUndefined(a, b);
  const [x, y] = [comparable(a), comparable(b)];
  if (typeof x === 'string' && typeof y === 'string') return textsHold(x, y, order, meter);
  if (isNumber(x) && isNumber(y)) return numbersHold(x, y, order);
  if (Array.isArray(a) && Array.isArray(b)) return itemsHold(a, b, order, meter);
  const known = a instanceof PyObject ? a.ordered?.(b, order, meter) : undefined;
  if (known !== undefined) return known;
  const python2 = meter?.python2;
  if (python2 !== undefined) return holds(python2.compareTypes(typeName(a), typeName(b)), order);
  throw raise(
    'TypeError',
    `'${order}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** Whether two texts are in an order, by code points. */
export function textsHold(a: string, b: string, order: Order, meter?: Meter): boolean {
  return holds(compareText(a, b, meter), order);
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

/** Which of two sequences comes first: the first items that differ decide, then the lengths. */
export function itemsHold(
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

function holds(comparison: number, order: Order): boolean {
  if (order === '<') return comparison < 0;
  if (order === '<=') return comparison <= 0;
  return order === '>' ? comparison > 0 : comparison >= 0;
}
