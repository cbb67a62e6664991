import { raise } from '../errors.ts';
import type { Meter } from './meter.ts';
import { greater, greaterEqual, less, lessEqual } from './order.ts';
import { equal, hasItem, typeName } from './protocol.ts';
import { indexIn } from './search.ts';
import { lengthOf } from './strings.ts';
import { Tuple } from './tuple.ts';
import { Markup, PyObject, textOf, type CallState, type Value } from './types.ts';

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
  const part = textOf(value);
  if (part !== undefined) {
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
  if (value instanceof PyObject && value.iterate !== undefined) return value.iterate();
  throw raise('TypeError', `'${typeName(value)}' object is not iterable`);
}

/** Whether `iter(x)` works. */
export function isIterable(value: Value): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return true;
  return value instanceof PyObject && value.iterate !== undefined;
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
  const text = textOf(value);
  if (text !== undefined) meter.scan(text.length);
  return length(value);
}

/** `len(x)`: text counts its code points; raises TypeError for what has no length. */
export function length(value: Value): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'string') return lengthOf(value);
  if (value instanceof PyObject && value.length !== undefined) return value.length();
  throw raise('TypeError', `object of type '${typeName(value)}' has no len()`);
}

type Compare = (left: Value, right: Value, state: CallState) => boolean;

/** The operators that compare, as a render calls them. */
export const COMPARISONS: Readonly<
  Record<'equal' | 'less' | 'lessEqual' | 'greater' | 'greaterEqual' | 'within', Compare>
> = {
  equal: (left, right, { meter }) => equal(left, right, meter),
  less: (left, right, { meter }) => less(left, right, meter),
  lessEqual: (left, right, { meter }) => lessEqual(left, right, meter),
  greater: (left, right, { meter }) => greater(left, right, meter),
  greaterEqual: (left, right, { meter }) => greaterEqual(left, right, meter),
  /** `value in container`. */
  within: (value, container, { meter }) => contains(container, value, meter),
};
