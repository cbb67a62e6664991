import { getItem } from '../values/lookup.ts';
import { pyInt } from '../values/numbers.ts';
import { isText, Markup, plain, type CallState, type Value } from '../values/types.ts';
import { charged } from '../values/size.ts';
import { isUndefined } from '../values/protocol.ts';
import { releaseOf } from './release.ts';
import { isdigit, lower } from '../values/unicode.ts';

/** Gets something from an item of a sequence. */
export type Getter = (item: Value) => Value;

/** How an attribute is read: case folded away, and what takes the place of a missing one (null: nothing). */
type GetterOptions = { readonly ignoreCase?: boolean; readonly default?: Value };

/** Jinja's `ignore_case`: text in lower case, anything else as it is. */
export function ignoreCase(value: Value): Value {
  if (typeof value === 'string') return lower(value);
  return value instanceof Markup ? new Markup(lower(value.text)) : value;
}

/**
 * Jinja's `make_attrgetter`: `home.city` looks up step by step, all-digit steps as ints. Null gives the item itself (in 2.8 it
 * is looked up like any other key).
 */
export function attributeGetter(
  state: CallState,
  attribute: Value,
  options: GetterOptions = {},
): Getter {
  const parts = partsOf(state, attribute);
  const fallback = options.default ?? null;
  const read = (item: Value): Value => {
    let value = item;
    state.meter.step(parts.length);
    for (const part of parts) {
      value = getItem(state, value, part);
      if (fallback !== null && isUndefined(value)) value = fallback;
    }
    return value;
  };
  return options.ignoreCase === true ? (item) => ignoreCase(charged(state, read(item))) : read;
}

/** Jinja's `make_multi_attrgetter`: the values of comma-separated attributes as a list. */
export function attributeListGetter(
  state: CallState,
  attribute: Value,
  options: GetterOptions = {},
): (item: Value) => Value[] {
  const names = isText(attribute) ? plain(attribute).split(',') : [attribute];
  const getters = names.map((name) => attributeGetter(state, name, options));
  return (item) => getters.map((getter) => getter(item));
}

function partsOf(state: CallState, attribute: Value): readonly Value[] {
  if (attribute === null && releaseOf(state).nullIsItem) return [];
  if (!isText(attribute)) return [attribute];
  return plain(attribute)
    .split('.')
    .map((part) => (isdigit(part) ? pyInt(part) : part));
}
