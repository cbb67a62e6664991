import { raise } from '../../errors.ts';
import { Dict } from '../../values/dict.ts';
import { hashKey } from '../../values/hash.ts';
import { toCInt } from '../../values/numbers.ts';
import { costOf, LARGE } from '../../values/size.ts';
import { compareSort, compareText, greater, less } from '../../values/ops.ts';
import { equal, truthy } from '../../values/protocol.ts';
import { Tuple } from '../../values/tuple.ts';
import type { Callable, CallState, Value } from '../../values/types.ts';
import { attributeGetter, attributeListGetter, ignoreCase, type Getter } from '../attribute.ts';
import { pythonFunction } from '../define.ts';
import { GroupTuple } from '../group-tuple.ts';
import { callMethod, generator, isText, list, plain, unpackPair, walk } from '../support.ts';

/** Python's `sorted(items, key=…, reverse=…)`: stable, also backwards. Raises TypeError where two keys have no order. */
function sorted(
  items: readonly Value[],
  keys: readonly Value[],
  reverse: boolean,
  compare: (a: Value, b: Value) => number = compareSort,
): Value[] {
  const places = items.map((_, index) => index);
  if (reverse) places.reverse();
  places.sort((a, b) => compare(keys[a] as Value, keys[b] as Value));
  if (reverse) places.reverse();
  return places.map((place) => items[place] as Value);
}

/** What comparing costs: each key is held against about as many others as its number has binary digits. */
function chargeSorting(state: CallState, keys: readonly Value[]): void {
  if (keys.length < 2) return;
  const turns = Math.ceil(Math.log2(keys.length));
  let size = keys.length > LARGE ? keys.length / 2 : 0;
  for (const key of keys) size += costOf(key);
  state.step(Math.ceil(size * turns));
}

function sortItems(items: readonly Value[], keys: readonly Value[][], reverse: boolean): Value[] {
  const single = keys.map((key) => (key.length === 1 ? (key[0] as Value) : key));
  if (single.every((key): key is string => typeof key === 'string')) {
    return sorted(items, single, reverse, (a, b) => compareText(a as string, b as string));
  }
  if (single.every((key) => typeof key === 'number')) return sorted(items, single, reverse);
  return sorted(items, keys, reverse);
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
  chargeSorting(state, keys.flat());
  return sortItems(items, keys, reverse);
});

/** `sort` of 2.8: by one attribute, and what is equal but without order raises. */
export const doSort28: Callable = sortFilter((state, items, attribute, folds, reverse) => {
  const fold = folds ? ignoreCase : (item: Value): Value => item;
  const keys = items.map(
    attribute === null ? fold : readThen(attributeGetter(state, attribute), fold),
  );
  chargeSorting(state, keys);
  return sorted(items, keys, reverse);
});

function readThen(read: Getter, then: Getter): Getter {
  return (item) => then(read(item));
}

/** `unique`: items whose value or attribute has not come before; letter case ignored unless `case_sensitive`. */
function uniqueFilter(name: string): Callable {
  return pythonFunction(
    name,
    ['value', 'case_sensitive?', 'attribute?'],
    (state, value: Value, caseSensitive: Value = false, attribute: Value = null) =>
      generator(name, uniques(state, value, caseSensitive, attribute)),
    'environment',
  );
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
    const key = hashKey(get(item));
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

/** `unique`. */
export const doUnique: Callable = uniqueFilter('do_unique');

/** `unique` of 3.1.6, where its messages name another function. */
export const doUnique316: Callable = uniqueFilter('sync_do_unique');

function extreme(name: string, beats: (a: Value, b: Value) => boolean): Callable {
  return pythonFunction(
    name,
    ['value', 'case_sensitive?', 'attribute?'],
    (state, value: Value, caseSensitive: Value = false, attribute: Value = null) => {
      const get = attributeGetter(state, attribute, { ignoreCase: !truthy(caseSensitive) });
      let best: { item: Value; key: Value } | undefined;
      for (const item of walk(state, value)) {
        const key = get(item);
        if (best === undefined || beats(key, best.key)) best = { item, key };
      }
      if (best !== undefined) return best.item;
      return state.environment.undefined({ hint: 'No aggregated item, sequence was empty.' });
    },
    'environment',
  );
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
    return sorted(tuples, tuples, false);
  },
  'environment',
);

function grouped(state: CallState, items: readonly Value[], key: Getter): [Value, Value[]][] {
  const keys = items.map(key);
  chargeSorting(state, keys);
  const inOrder = sorted(items, keys, false);
  const groups: [Value, Value[]][] = [];
  for (const item of inOrder) {
    const name = key(item);
    const last = groups.at(-1);
    if (last !== undefined && (last[0] === name || equal(last[0], name))) last[1].push(item);
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
      const pairs = value instanceof Dict ? [...value.entries()] : pairsOf(state, value);
      state.step(pairs.length);
      const fold = truthy(caseSensitive) ? (item: Value): Value => item : ignoreCase;
      const keys = pairs.map((pair) => fold(pair[position] as Value));
      const tuples = pairs.map((pair) => new Tuple(pair));
      return sorted(tuples, keys, toCInt(reverse) !== 0);
    },
  );
}

function pairsOf(state: CallState, value: Value): [Value, Value][] {
  return Array.from(walk(state, callMethod(state, value, 'items')), unpackPair);
}

/** `dictsort`: the pairs of a dict by key or value, letter case ignored unless `case_sensitive`. */
export const doDictsort: Callable = dictsortFilter(['value', 'case_sensitive?', 'by?', 'reverse?']);

/** `dictsort` of 2.8: only forwards. */
export const doDictsort28: Callable = dictsortFilter(['value', 'case_sensitive?', 'by?']);
