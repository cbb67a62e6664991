import { raise } from '../../errors.ts';
import { Dict } from '../../values/dict.ts';
import { hashKey } from '../../values/hash.ts';
import { toCInt } from '../../values/numbers.ts';
import type { Meter } from '../../values/meter.ts';
import { charged } from '../../values/size.ts';
import { equal, same, truthy } from '../../values/protocol.ts';
import { Tuple } from '../../values/tuple.ts';
import { isText, plain, type Callable, type CallState, type Value } from '../../values/types.ts';
import { attributeGetter, attributeListGetter, ignoreCase, type Getter } from '../attribute.ts';
import { counting, pythonFunction } from '../../values/define.ts';
import { callMethod } from '../call-named.ts';
import { generator, list, unpackPair, walk } from '../iteration.ts';
import { chargeSorting, compareSort, compareText, greater, less } from '../../values/order.ts';

/**
 * Python's `sorted(items, key=…, reverse=…)`: stable, also backwards. Raises TypeError where two keys have no order. The
 * comparisons are counted.
 */
function sorted(
  { meter }: CallState,
  items: readonly Value[],
  keys: readonly Value[],
  reverse: boolean,
): Value[] {
  chargeSorting(meter, items.length);
  const compare = keys.every((key): key is string => typeof key === 'string')
    ? (a: Value, b: Value): number => compareText(a as string, b as string, meter)
    : (a: Value, b: Value): number => compareSort(a, b, meter);
  const places = items.map((_, index) => index);
  if (reverse) places.reverse();
  places.sort((a, b) => compare(keys[a] as Value, keys[b] as Value));
  if (reverse) places.reverse();
  return places.map((place) => items[place] as Value);
}

/** Lists of one key are compared as that key, where all are text or all are numbers. */
function plainKeys(keys: readonly Value[][]): readonly Value[] {
  const single = keys.map((key) => (key.length === 1 ? (key[0] as Value) : key));
  const [first] = single;
  const isPlain = typeof first === 'string' || typeof first === 'number';
  return isPlain && single.every((key) => typeof key === typeof first) ? single : keys;
}

/** Sorts by what `attribute` and the letter case make of each item. */
type Sorting = (
  state: CallState,
  items: readonly Value[],
  attribute: Value,
  folds: boolean,
  reverse: boolean,
) => Value[];

const sortFilter = (sort: Sorting): Callable =>
  pythonFunction(
    'do_sort',
    ['value', 'reverse?', 'case_sensitive?', 'attribute?'],
    (
      state,
      value: Value,
      reverse: Value = false,
      caseSensitive: Value = false,
      attribute: Value = null,
    ) => {
      const items = list(state, value);
      return sort(state, items, attribute, !truthy(caseSensitive), toCInt(reverse) !== 0);
    },
    'environment',
  );

/** `sort`: by the items themselves or by attributes (`'age,name'`), letter case ignored unless `case_sensitive`. */
export const doSort: Callable = sortFilter((state, items, attribute, folds, reverse) => {
  const keys = items.map(attributeListGetter(state, attribute, { ignoreCase: folds }));
  return sorted(state, items, plainKeys(keys), reverse);
});

/** `sort` of 2.8: by one attribute, and what is equal but without order raises. */
export const doSort28: Callable = sortFilter((state, items, attribute, folds, reverse) => {
  const fold = folds
    ? (item: Value): Value => ignoreCase(charged(state, item))
    : (item: Value): Value => item;
  const keys = items.map(
    attribute === null ? fold : readThen(attributeGetter(state, attribute), fold),
  );
  return sorted(state, items, keys, reverse);
});

function readThen(read: Getter, then: Getter): Getter {
  return (item) => then(read(item));
}

/** `unique`: items whose value or attribute has not come before; letter case ignored unless `case_sensitive`. */
function uniqueFilter(name: string): Callable {
  const filter = pythonFunction(
    name,
    ['value', 'case_sensitive?', 'attribute?'],
    (state, value: Value, caseSensitive: Value = false, attribute: Value = null) =>
      generator(name, uniques(state, value, caseSensitive, attribute)),
    'environment',
  );
  return counting(filter);
}

function* uniques(
  state: CallState,
  value: Value,
  caseSensitive: Value,
  attribute: Value,
): Generator<Value, void, undefined> {
  const get = attributeGetter(state, attribute, { ignoreCase: !truthy(caseSensitive) });
  const seen = new Set<unknown>();
  for (const item of walk(state, value)) {
    const key = hashKey(get(item), state.meter);
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

/** `unique`. */
export const doUnique: Callable = uniqueFilter('do_unique');

/** `unique` of 3.1.6, where its messages name another function. */
export const doUnique316: Callable = uniqueFilter('sync_do_unique');

function extreme(name: string, beats: (a: Value, b: Value, meter: Meter) => boolean): Callable {
  const filter = pythonFunction(
    name,
    ['value', 'case_sensitive?', 'attribute?'],
    (state, value: Value, caseSensitive: Value = false, attribute: Value = null) => {
      const get = attributeGetter(state, attribute, { ignoreCase: !truthy(caseSensitive) });
      let best: { item: Value; key: Value } | undefined;
      for (const item of walk(state, value)) {
        const key = get(item);
        if (best === undefined || beats(key, best.key, state.meter)) best = { item, key };
      }
      if (best !== undefined) return best.item;
      return state.environment.undefined({ hint: 'No aggregated item, sequence was empty.' });
    },
    'environment',
  );
  return counting(filter);
}

/** `min`: the smallest item; an Undefined where there is none. */
export const doMin: Callable = extreme('do_min', less);

/** `max`: the greatest item; an Undefined where there is none. */
export const doMax: Callable = extreme('do_max', greater);

/** `groupby`: sorted groups of the items with the same attribute, each named after its first item. */
export const doGroupby: Callable = pythonFunction(
  'sync_do_groupby',
  ['value', 'attribute', 'default?', 'case_sensitive?'],
  (
    state,
    value: Value,
    attribute: Value,
    otherwise: Value = null,
    caseSensitive: Value = false,
  ) => {
    const fold = !truthy(caseSensitive);
    const key = attributeGetter(state, attribute, { ignoreCase: fold, default: otherwise });
    const groups = grouped(state, list(state, value), key);
    if (!fold) return groups.map(([name, items]) => new GroupTuple([name, items]));
    const named = attributeGetter(state, attribute, { default: otherwise });
    return groups.map(([, items]) => new GroupTuple([named(items[0] as Value), items]));
  },
  'environment',
);

/** `groupby` of 2.8: letter case counts. */
export const doGroupby28: Callable = pythonFunction(
  'do_groupby',
  ['value', 'attribute'],
  (state, value: Value, attribute: Value) => {
    const groups = grouped(state, list(state, value), attributeGetter(state, attribute));
    const tuples = groups.map(([name, items]) => new GroupTuple([name, items]));
    return sorted(state, tuples, tuples, false);
  },
  'environment',
);

function grouped(state: CallState, items: readonly Value[], key: Getter): [Value, Value[]][] {
  const keys = items.map(key);
  const inOrder = sorted(state, items, keys, false);
  const groups: [Value, Value[]][] = [];
  for (const item of inOrder) {
    const name = key(item);
    const last = groups.at(-1);
    if (last !== undefined && same(last[0], name, state.meter)) last[1].push(item);
    else groups.push([name, [item]]);
  }
  return groups;
}

function dictsortFilter(params: readonly string[]): Callable {
  return pythonFunction(
    'do_dictsort',
    params,
    (
      state,
      value: Value,
      caseSensitive: Value = false,
      by: Value = 'key',
      reverse: Value = false,
    ) => {
      const position = isText(by) ? ['key', 'value'].indexOf(plain(by)) : -1;
      if (position === -1) {
        // A StrictUndefined raises when it is compared.
        equal(by, 'key');
        throw raise('FilterArgumentError', 'You can only sort by either "key" or "value"');
      }
      const pairs = entriesOf(state, value);
      const fold = truthy(caseSensitive)
        ? (item: Value): Value => item
        : (item: Value): Value => ignoreCase(charged(state, item));
      const keys = pairs.map((pair) => fold(pair[position] as Value));
      const tuples = pairs.map((pair) => new Tuple(pair));
      return sorted(state, tuples, keys, toCInt(reverse) !== 0);
    },
  );
}

function entriesOf(state: CallState, value: Value): [Value, Value][] {
  if (value instanceof Dict) {
    state.meter.step(value.size);
    return [...value.entries()];
  }
  return Array.from(walk(state, callMethod(state, value, 'items')), unpackPair);
}

/** `dictsort`: the pairs of a dict by key or value, letter case ignored unless `case_sensitive`. */
export const doDictsort: Callable = dictsortFilter(['value', 'case_sensitive?', 'by?', 'reverse?']);

/** `dictsort` of 2.8: only forwards. */
export const doDictsort28: Callable = dictsortFilter(['value', 'case_sensitive?', 'by?']);

/** A group that the filter `groupby` makes: a tuple of the value and its items that also answers to `grouper` and `list`. */
class GroupTuple extends Tuple {
  override get typeName(): string {
    return '_GroupTuple';
  }

  override moduleName(): string {
    return 'jinja2.filters';
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    if (name === 'grouper') return this.items[0];
    return name === 'list' ? this.items[1] : undefined;
  }
}
