import { raise } from '../errors.ts';
import { classNameOf } from '../values/object-type.ts';
import { Bytes } from '../values/bytes/bytes.ts';
import { invokeUncounted } from '../values/call.ts';
import { SMALL, type Meter } from '../values/meter.ts';
import { escape } from '../values/concat.ts';
import { PyIterator } from '../values/iterator.ts';
import { attributeOf } from '../values/lookup.ts';
import { methodsOf } from '../values/methods/index.ts';
import { iterate } from '../values/ops.ts';
import { typeName } from '../values/protocol.ts';
import { Markup, PyObject, type CallState, type Value } from '../values/types.ts';
import { Undefined } from '../values/undefined.ts';
import { Namespace } from './namespace.ts';

/** Whether a value is a Python str: a string or its subclass Markup. */
export function isText(value: Value): value is string | Markup {
  return typeof value === 'string' || value instanceof Markup;
}

/** `hasattr(value, '__html__')`: whether a value brings its own safe text. */
export function isSafe(value: Value): boolean {
  return value instanceof PyObject && value.html !== undefined;
}

/** The characters of a str. */
export function plain(text: string | Markup): string {
  return typeof text === 'string' ? text : text.text;
}

/**
 * `value.name(*args)` as Python code calls a method: raises AttributeError where the type has none, UndefinedError for an
 * Undefined, and TypeErrors of the method itself for wrong arguments.
 */
export function callMethod(
  state: CallState,
  value: Value,
  name: string,
  ...args: readonly Value[]
): Value {
  const method = methodsOf(value)?.get(name);
  if (method !== undefined) return invokeUncounted(method, state, [value, ...args]);
  if (value instanceof Undefined) throw value.fail();
  const attribute = attributeOf(state, value, name);
  if (attribute !== undefined) return state.call(attribute, args);
  // A namespace looks among its own names, and raises the one it does not find.
  if (value instanceof Namespace) throw raise('AttributeError', name);
  const className = classNameOf(value);
  const what =
    className === undefined ? `'${typeName(value)}' object` : `type object '${className}'`;
  throw raise('AttributeError', `${what} has no attribute '${name}'`);
}

/** What an item of an iterator costs, which is made for the walk. */
const ITERATING = 2;

/**
 * A walk over any iterable for `for … of`, one step of the budget for each item. Leaving the loop early does not close the
 * iterator, as in Python. Raises TypeError at once for what is not iterable.
 */
export function walk(state: CallState, value: Value): Iterable<Value> {
  if (Array.isArray(value)) {
    state.meter.step(value.length);
    return value;
  }
  const iterator = iterate(value);
  const advance = (): IteratorResult<Value> => iterator.next();
  const next = (): IteratorResult<Value> => {
    state.meter.step(ITERATING);
    // A filter on a filter on a filter …: each asks the one before for its next item.
    return state.within === undefined ? advance() : state.within(advance);
  };
  return { [Symbol.iterator]: () => ({ next }) };
}

/** `list(value)`, counted against the budget. */
export function list(state: CallState, value: Value): Value[] {
  return Array.from(walk(state, value));
}

/** A Python generator of that function: nothing of its body runs before the first item is asked for. */
export function generator(name: string, items: Generator<Value, void, undefined>): PyIterator {
  return new PyIterator('generator', items, name);
}

/** The texts of items with a separator between. Raises LimitError `output` for a text over the limit. */
export function joinedText<T>(
  state: CallState,
  separator: string,
  items: Iterable<T>,
  textOf: (item: T, meter: Meter) => string,
): string {
  const { meter } = state;
  let text = '';
  let counted = 0;
  let isFirst = true;
  for (const item of items) {
    text += isFirst ? textOf(item, meter) : separator + textOf(item, meter);
    isFirst = false;
    if (text.length - counted <= SMALL) continue;
    meter.text(text.length, text.length - counted);
    counted = text.length;
  }
  meter.text(text.length, 0);
  return text;
}

/** `separator.join(parts)` for parts that are str: under a safe separator the parts are escaped and the result is safe. */
export function joinText(
  state: CallState,
  separator: string | Markup,
  parts: readonly (string | Markup)[],
): string | Markup {
  if (typeof separator === 'string') return joinedText(state, separator, parts, plain);
  return new Markup(joinedText(state, separator.text, parts, (part) => escape(part).text));
}

/** `a, b = value`; raises TypeError and ValueError as Python's unpacking does. */
export function unpackPair(value: Value): [Value, Value] {
  const iterator = unpacked(value);
  const items: Value[] = [];
  for (let next = iterator.next(); next.done !== true; next = iterator.next()) {
    if (items.length === 2) throw raise('ValueError', 'too many values to unpack (expected 2)');
    items.push(next.value);
  }
  const [first, second] = items;
  if (first !== undefined && second !== undefined) return [first, second];
  throw raise('ValueError', `not enough values to unpack (expected 2, got ${items.length})`);
}

function unpacked(value: Value): Iterator<Value> {
  try {
    return iterate(value);
  } catch (error) {
    if (value instanceof Undefined) throw error;
    throw raise('TypeError', `cannot unpack non-iterable ${typeName(value)} object`);
  }
}

/** What Python's `re` raises for a value that is no text. */
export function expectText(value: Value): string {
  if (isText(value)) return plain(value);
  if (value instanceof Bytes) {
    throw raise('TypeError', 'cannot use a string pattern on a bytes-like object');
  }
  throw raise('TypeError', `expected string or bytes-like object, got '${typeName(value)}'`);
}
