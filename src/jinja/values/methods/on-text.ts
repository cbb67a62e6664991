import { isError, raise } from '../../errors.ts';
import { iterate } from '../ops.ts';
import { toSize, toCInt } from '../numbers.ts';
import { typeName } from '../protocol.ts';
import { pad } from '../strings.ts';
import type { CallState, Value } from '../types.ts';
import { expandtabs } from '../unicode.ts';

/** A search such as `find`: where the part is in a text between two bounds, -1 where there is none. */
export type Search = (text: string, part: string, start: number, end: number) => number;

/** `index` out of `find`: raises ValueError with that message where nothing is found. */
export function found(search: Search, message: string): Search {
  return (text, part, start, end) => {
    const at = search(text, part, start, end);
    if (at === -1) throw raise('ValueError', message);
    return at;
  };
}

/** `expandtabs(tabsize)` of str and bytes. */
export function tabsExpanded(state: CallState, text: string, tabsize: Value = 8): string {
  const size = toCInt(tabsize);
  const tabs = text.split('\t').length - 1;
  state.meter.text(text.length + tabs * Math.max(size, 0));
  return tabs === 0 ? text : expandtabs(text, size);
}

/** `zfill(width)` of str and bytes: zeros behind the sign. */
export function zeroFilled(state: CallState, text: string, width: Value): string {
  const [sign = ''] = /^[+-]?/.exec(text) ?? [];
  const size = toSize(width) - sign.length;
  return sign + pad(text.slice(sign.length), size, '0', 'left', state.meter);
}

/** What `join` takes: the text of an item, undefined for a wrong one, and how errors call a right one. */
export type Joinable = {
  readonly textOf: (item: Value) => string | undefined;
  readonly expected: string;
};

/** `separator.join(iterable)` of str and bytes. */
export function joined(
  state: CallState,
  separator: string,
  iterable: Value,
  { textOf, expected }: Joinable,
): string {
  const items = itemsOf(iterable);
  const { meter } = state;
  const parts: string[] = [];
  let length = 0;
  for (let next = items.next(); next.done !== true; next = items.next()) {
    const text = textOf(next.value);
    if (text === undefined) {
      // Python makes a list of the items first: what raises there raises before a wrong item is found.
      while (items.next().done !== true);
      const type = typeName(next.value);
      throw raise(
        'TypeError',
        `sequence item ${parts.length}: expected ${expected}, ${type} found`,
      );
    }
    parts.push(text);
    length += text.length + separator.length;
    meter.step();
    meter.text(length - separator.length, text.length + separator.length);
  }
  return parts.join(separator);
}

function itemsOf(iterable: Value): Iterator<Value> {
  try {
    return iterate(iterable);
  } catch (error) {
    if (isError(error, 'TypeError')) throw raise('TypeError', 'can only join an iterable');
    throw error;
  }
}
