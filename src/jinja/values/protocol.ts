import { LimitError, raise } from '../errors.ts';
import { PyFloat, PyObject, reprOfString, type Value } from './types.ts';

/** The address that stands in every repr with one (`<generator object … at 0x…>`): always the same, so output is stable. */
export const ADDRESS: string = '0x7f0000000000';

/** Python refuses to print or read an int of more decimal digits than this (`sys.set_int_max_str_digits`). */
export const MAX_INT_DIGITS: number = 4300;

const MANY_DIGITS = 10n ** BigInt(MAX_INT_DIGITS);

/** An object that prints its members, and may contain itself: `[...]`. */
export abstract class Container extends PyObject {
  /** `repr(x)` inside the objects of `seen`, outermost first. */
  abstract reprWithin(seen: readonly object[]): string;

  override repr(): string {
    return this.reprWithin([]);
  }
}

/** `type(x).__name__`: `int`, `NoneType`, `list`, `Undefined` … */
export function typeName(value: Value): string {
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value !== 'object') return 'int';
  if (value === null) return 'NoneType';
  return Array.isArray(value) ? 'list' : value.typeName;
}

/** `str(x)`; raises what the object's own `__str__` raises (StrictUndefined), and ValueError for ints of over 4300 digits. */
export function str(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return bigText(value);
  if (value === null) return 'None';
  return Array.isArray(value) ? reprOfList(value, []) : value.str();
}

/** `repr(x)`. */
export function repr(value: Value): string {
  if (typeof value === 'string') return reprOfString(value);
  return value instanceof PyObject ? value.repr() : str(value);
}

/** `repr(x)` of a member of the containers in `seen`: one that contains itself prints `[...]`. */
export function reprWithin(value: Value, seen: readonly object[]): string {
  if (typeof value === 'string') return reprOfString(value);
  if (Array.isArray(value)) return reprOfList(value, seen);
  return value instanceof Container ? value.reprWithin(seen) : repr(value);
}

function reprOfList(list: readonly Value[], seen: readonly object[]): string {
  if (seen.includes(list)) return '[...]';
  return `[${reprOfItems(list, [...seen, list])}]`;
}

/** The longest text that a container may print: one that holds the same container often is longer than any memory. */
const MOST_CHARACTERS = 5_000_000;

/** The reprs of items with commas between. Raises LimitError `output` for over five million characters. */
export function reprOfItems(items: Iterable<Value>, seen: readonly object[]): string {
  return joinWithin(items, (item) => reprWithin(item, seen));
}

/** Texts of items with commas between. Raises LimitError `output` for over five million characters. */
export function joinWithin<T>(
  items: Iterable<T>,
  textOf: (item: T, index: number) => string,
  separator: string = ', ',
): string {
  const parts: string[] = [];
  let length = 0;
  for (const item of items) {
    const part = textOf(item, parts.length);
    length += part.length + separator.length;
    if (length > MOST_CHARACTERS) {
      const limit = `the limit of ${MOST_CHARACTERS} characters`;
      throw new LimitError('output', `a container prints more than ${limit}`);
    }
    parts.push(part);
  }
  return parts.join(separator);
}

function bigText(value: bigint): string {
  if (value >= MANY_DIGITS || value <= -MANY_DIGITS) {
    throw raise(
      'ValueError',
      `Exceeds the limit (${MAX_INT_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  return value.toString();
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

/** How many items one comparison has looked at: containers that hold others often have more than any time suffices for. */
export type Comparison = { items: number };

/** The most items that one comparison looks at. */
const MOST_COMPARED = 10_000_000;

/** Counts an item of a comparison. Raises LimitError `steps` for over ten million. */
export function compared(comparison: Comparison): void {
  comparison.items += 1;
  if (comparison.items > MOST_COMPARED) {
    const most = `more than ${MOST_COMPARED} items`;
    throw new LimitError('steps', `a comparison looks at ${most}`);
  }
}

/** `a == b`: by value for numbers of any type, text and containers; a type's own rule elsewhere. */
export function equal(a: Value, b: Value, comparison?: Comparison): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a === b;
  if (a === b) return !(a instanceof PyObject) || a.equals(b, comparison);
  if (a instanceof PyObject) {
    if (a.equals(b, comparison)) return true;
    return b instanceof PyObject && b.constructor !== a.constructor && b.equals(a, comparison);
  }
  if (b instanceof PyObject) return b.equals(a, comparison);
  if (Array.isArray(a)) return Array.isArray(b) && equalItems(a, b, comparison);
  if (typeof a === 'boolean') return typeof b === 'number' && Number(a) === b;
  if (typeof b === 'boolean') return typeof a === 'number' && Number(b) === a;
  return false;
}

/** Whether two sequences hold equal items in the same order: an object always equals itself here, even NaN. */
export function equalItems(
  a: readonly Value[],
  b: readonly Value[],
  comparison: Comparison = { items: 0 },
): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    compared(comparison);
    if (!same(a[index] as Value, b[index] as Value, comparison)) return false;
  }
  return true;
}

/** `a is b or a == b`: how Python's containers look for a member. */
export function same(a: Value, b: Value, comparison?: Comparison): boolean {
  return a === b || equal(a, b, comparison);
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
