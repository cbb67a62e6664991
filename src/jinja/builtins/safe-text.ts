import { raise } from '../errors.ts';
import { escape } from '../values/concat.ts';
import { SMALL, type Meter } from '../values/meter.ts';
import { typeName } from '../values/protocol.ts';
import type { CallState, Value } from '../values/py-object.ts';
import { isBytesLike, isText, Markup, plain, PyObject } from '../values/types.ts';

/** `hasattr(value, '__html__')`: whether a value brings its own safe text. */
export function isSafe(value: Value): boolean {
  return value instanceof PyObject && value.html !== undefined;
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

/** What Python's `re` raises for a value that is not text. */
export function expectText(value: Value): string {
  if (isText(value)) return plain(value);
  if (isBytesLike(value)) {
    throw raise('TypeError', 'cannot use a string pattern on a bytes-like object');
  }
  throw raise('TypeError', `expected string or bytes-like object, got '${typeName(value)}'`);
}
