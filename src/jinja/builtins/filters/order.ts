import { raise } from '../../errors.ts';
import { COUNTING, pythonFunction } from '../../values/define.ts';
import { hashKey } from '../../values/hash.ts';
import type { Meter } from '../../values/meter.ts';
import { toCInt } from '../../values/numbers.ts';
import { chargeSorting, compareSort, compareText, greater, less } from '../../values/order.ts';
import { equal, same, truthy } from '../../values/protocol.ts';
import { charged } from '../../values/size.ts';
import { Tuple } from '../../values/tuple.ts';
import { textOf, type Callable, type CallState, type Value } from '../../values/types.ts';
import { attributeGetter, attributeListGetter, ignoreCase, type Getter } from '../attribute.ts';
import { entriesOf, generator, list, walk } from '../iteration.ts';
import type { Row } from '../table.ts';

/** The filters that compare items. */
export const ORDER_FILTERS: readonly Row<Callable>[] = [
  [
    'dictsort',
    pythonFunction('do_dictsort', 'value case_sensitive? by? reverse?', dictsort),
    { '2.8': pythonFunction('do_dictsort', 'value case_sensitive? by?', dictsort) },
  ],
  [
    'groupby',
    pythonFunction(
      'sync_do_groupby',
      'value attribute default? case_sensitive?',
      groupby,
      'environment',
    ),
    { '2.8': pythonFunction('do_groupby', 'value attribute', groupby28, 'environment') },
  ],
  ['max', extreme('do_max', greater), { '2.8': null }],
  ['min', extreme('do_min', less), { '2.8': null }],
  ['sort', sortFilter(byAttributes), { '2.8': sortFilter(byOneAttribute) }],
  [
    'unique',
    uniqueFilter('do_unique'),
    // Its messages name another function.
    { '2.8': null, '3.1.6': uniqueFilter('sync_do_unique') },
  ],
];

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
  const places = items.map((_, index) => index);
  if (reverse) places.reverse();
  if (!areTexts(keys))
    places.sort((a, b) => compareSort(keys[a] as Value, keys[b] as Value, meter));
  else if (keys.length > FEW)
    places.sort((a, b) => compareText(keys[a] as string, keys[b] as string, meter));
  else sortFew(places, keys, meter);
  if (reverse) places.reverse();
  return places.map((place) => items[place] as Value);
}

function areTexts(keys: readonly Value[]): keys is readonly string[] {
  return keys.every((key) => typeof key === 'string');
}

/** So many texts are put in order one by one, which takes a third of the time of the engine's sort. */
const FEW = 8;

function sortFew(places: number[], keys: readonly string[], meter: Meter): void {
  for (let end = 1; end < places.length; end += 1) {
    const place = places[end] as number;
    const key = keys[place] as string;
    let at = end;
    for (; at > 0; at -= 1) {
      const before = places[at - 1] as number;
      if (compareText(keys[before] as string, key, meter) <= 0) break;
      places[at] = before;
    }
    places[at] = place;
  }
}

/** Lists of one key are compared as that key, where all are text or all are numbers. */
function plainKeys(keys: readonly Value[][]): readonly Value[] {
  const single = keys.map((key) => (key.length === 1 ? (key[0] as Value) : key));
  return arePlain(single) ? single : keys;
}

function arePlain(keys: readonly Value[]): boolean {
  const [first] = keys;
  const isPlain = typeof first === 'string' || typeof first === 'number';
  return isPlain && keys.every((key) => typeof key === typeof first);
}

/** The keys to sort by, out of what `attribute` and the letter case make of each item. */
type SortKeys = (
  state: CallState,
  items: readonly Value[],
  attribute: Value,
  folds: boolean,
) => readonly Value[];

function sortFilter(keysOf: SortKeys): Callable {
  return pythonFunction(
    'do_sort',
    'value reverse? case_sensitive? attribute?',
    (
      state,
      value: Value,
      reverse: Value = false,
      caseSensitive: Value = false,
      attribute: Value = null,
    ) => {
      const items = list(state, value);
      const folds = !truthy(caseSensitive);
      const backwards = toCInt(reverse) !== 0;
      return sorted(state, items, keysOf(state, items, attribute, folds), backwards);
    },
    'environment',
  );
}

/** By the items themselves or by attributes (`'age,name'`). */
function byAttributes(
  state: CallState,
  items: readonly Value[],
  attribute: Value,
  folds: boolean,
): readonly Value[] {
  if (attribute === null) {
    const keys = folds ? items.map(folding(state)) : items;
    return arePlain(keys) ? keys : keys.map((key) => [key]);
  }
  return plainKeys(items.map(attributeListGetter(state, attribute, { ignoreCase: folds })));
}

/** 2.8: by one attribute, and what is equal but without order raises. */
function byOneAttribute(
  state: CallState,
  items: readonly Value[],
  attribute: Value,
  folds: boolean,
): readonly Value[] {
  const fold = folds ? folding(state) : (item: Value): Value => item;
  if (attribute === null) return items.map(fold);
  const read = attributeGetter(state, attribute);
  return items.map((item) => fold(read(item)));
}

function folding(state: CallState): Getter {
  return (item) => ignoreCase(charged(state, item));
}

/** The items whose value or attribute has not come before. */
function uniqueFilter(name: string): Callable {
  return pythonFunction(
    name,
    'value case_sensitive? attribute?',
    (state, value: Value, caseSensitive: Value = false, attribute: Value = null) =>
      generator(name, uniques(state, value, caseSensitive, attribute)),
    'environment',
    COUNTING,
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
    const key = hashKey(get(item), state.meter);
    if (seen.has(key)) continue;
    seen.add(key);
    yield item;
  }
}

/** The smallest or greatest item; an Undefined where there is none. */
function extreme(name: string, beats: (a: Value, b: Value, meter: Meter) => boolean): Callable {
  return pythonFunction(
    name,
    'value case_sensitive? attribute?',
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
    COUNTING,
  );
}

/** Sorted groups of the items with the same attribute, each named after its first item. */
function groupby(
  state: CallState,
  value: Value,
  attribute: Value,
  otherwise: Value = null,
  caseSensitive: Value = false,
): Value {
  const fold = !truthy(caseSensitive);
  const key = attributeGetter(state, attribute, { ignoreCase: fold, default: otherwise });
  const groups = grouped(state, list(state, value), key);
  if (!fold) return groups.map(([name, items]) => new GroupTuple([name, items]));
  const named = attributeGetter(state, attribute, { default: otherwise });
  return groups.map(([, items]) => new GroupTuple([named(items[0] as Value), items]));
}

/** 2.8: letter case counts, and the groups are sorted themselves. */
function groupby28(state: CallState, value: Value, attribute: Value): Value {
  const groups = grouped(state, list(state, value), attributeGetter(state, attribute));
  const tuples = groups.map(([name, items]) => new GroupTuple([name, items]));
  return sorted(state, tuples, tuples, false);
}

function grouped(state: CallState, items: readonly Value[], key: Getter): [Value, Value[]][] {
  const inOrder = sorted(state, items, items.map(key), false);
  const groups: [Value, Value[]][] = [];
  for (const item of inOrder) {
    const name = key(item);
    const last = groups.at(-1);
    if (last !== undefined && same(last[0], name, state.meter)) last[1].push(item);
    else groups.push([name, [item]]);
  }
  return groups;
}

/** The pairs of a dict by key or value. */
function dictsort(
  state: CallState,
  value: Value,
  caseSensitive: Value = false,
  by: Value = 'key',
  reverse: Value = false,
): Value {
  const position = ['key', 'value'].indexOf(textOf(by) ?? '');
  if (position === -1) {
    // A StrictUndefined raises when it is compared.
    equal(by, 'key');
    throw raise('FilterArgumentError', 'You can only sort by either "key" or "value"');
  }
  const pairs = [...entriesOf(state, value)];
  state.meter.step(pairs.length);
  const fold = truthy(caseSensitive) ? (item: Value): Value => item : folding(state);
  const keys = pairs.map((pair) => fold(pair[position] as Value));
  const tuples = pairs.map((pair) => new Tuple(pair));
  return sorted(state, tuples, keys, toCInt(reverse) !== 0);
}

/** A group of `groupby`: a tuple of the value and its items that also answers to `grouper` and `list`. */
class GroupTuple extends Tuple {
  override get typeName(): string {
    return '_GroupTuple';
  }

  override get type(): string {
    return 'tuple';
  }

  override moduleName(): string {
    return 'jinja2.filters';
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    if (name === 'grouper') return this.items[0];
    return name === 'list' ? this.items[1] : undefined;
  }
}
