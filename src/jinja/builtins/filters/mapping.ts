import { raise } from '../../errors.ts';
import { Dict } from '../../values/dict.ts';
import { hashKey } from '../../values/hash.ts';
import { attributeOf, getAttribute } from '../../values/lookup.ts';
import { repr, str } from '../../values/print.ts';
import { isUndefined, truthy, typeName } from '../../values/protocol.ts';
import { Tuple } from '../../values/tuple.ts';
import {
  isText,
  plain,
  type Callable,
  type CallState,
  type Kwargs,
  type Value,
} from '../../values/types.ts';
import { releaseOf } from '../release.ts';
import { attributeGetter, type Getter } from '../attribute.ts';
import { callFilter, callTest } from '../call-named.ts';
import { counting, pythonFunction } from '../../values/define.ts';
import { pformat } from '../pprint.ts';
import { generator, walk } from '../iteration.ts';

/** `default`: another value for an Undefined, with `boolean` for everything false. */
export const doDefault: Callable = counting(
  pythonFunction(
    'do_default',
    ['value', 'default_value?', 'boolean?'],
    (_state, value: Value, otherwise: Value = '', boolean: Value = false) => {
      if (isUndefined(value)) return otherwise;
      return truthy(boolean) && !truthy(value) ? otherwise : value;
    },
  ),
);

/** `items`: the pairs of a mapping; nothing for an Undefined. */
export const doItems: Callable = counting(
  pythonFunction('do_items', ['value'], (state, value: Value) =>
    generator('do_items', itemPairs(state, value)),
  ),
);

function* itemPairs(state: CallState, value: Value): Generator<Value, void, undefined> {
  if (isUndefined(value)) return;
  if (!(value instanceof Dict)) {
    throw raise('TypeError', 'Can only get item pairs from a mapping.');
  }
  for (const pair of value.guard(value.entries())) {
    state.meter.step();
    yield new Tuple(pair);
  }
}

/** `attr`: an attribute and never an item. */
export const doAttr: Callable = counting(
  pythonFunction(
    'do_attr',
    ['obj', 'name'],
    (state, obj: Value, name: Value) => {
      if (isUndefined(obj) && isText(name)) return getAttribute(state, obj, plain(name));
      if (!isText(name)) {
        hashKey(name);
        throw raise('TypeError', `attribute name must be string, not '${typeName(name)}'`);
      }
      const attribute = attributeOf(state, obj, plain(name));
      return attribute === undefined
        ? state.environment.undefined({ obj, name }, state)
        : attribute;
    },
    'environment',
  ),
);

/** `attr` of 2.8, which takes any value for a name. */
export const doAttr28: Callable = counting(
  pythonFunction(
    'do_attr',
    ['obj', 'name'],
    (state, obj: Value, name: Value) => {
      const text = str(name, state.meter);
      if (isUndefined(obj)) return getAttribute(state, obj, text);
      const attribute = attributeOf(state, obj, text);
      if (attribute !== undefined) return attribute;
      return state.environment.undefined({ obj, name: text }, state);
    },
    'environment',
  ),
);

/** `pprint`: the value as Python's pprint lays it out. */
export const doPprint: Callable = pythonFunction('do_pprint', ['value'], (state, value: Value) =>
  pformat(value, state.meter),
);

/** `pprint` of 2.8, which takes a `verbose` that changes nothing. */
export const doPprint28: Callable = pythonFunction(
  'do_pprint',
  ['value', 'verbose?'],
  (state, value: Value) => pformat(value, state.meter),
);

/** What `map`, `select` … make of their arguments, for each item. */
type Prepare<T> = (state: CallState, args: readonly Value[], kwargs: Kwargs) => T;

function prepareMap(state: CallState, args: readonly Value[], kwargs: Kwargs): Getter {
  if (args.length === 0 && kwargs.has('attribute')) return mappedAttribute(state, kwargs);
  const [name, ...rest] = args;
  if (name === undefined) throw raise('FilterArgumentError', 'map requires a filter argument');
  return (item) => callFilter(state, name, item, rest, kwargs);
}

function mappedAttribute(state: CallState, kwargs: Kwargs): Getter {
  const { mapKeywords } = releaseOf(state);
  const unknown = [...kwargs.keys()].find((key) => !mapKeywords.includes(key));
  if (unknown !== undefined) {
    throw raise('FilterArgumentError', `Unexpected keyword argument ${repr(unknown)}`);
  }
  const attribute = kwargs.get('attribute') ?? null;
  return attributeGetter(state, attribute, { default: kwargs.get('default') ?? null });
}

function* mapped(
  state: CallState,
  value: Value,
  args: readonly Value[],
  kwargs: Kwargs,
): Generator<Value, void, undefined> {
  const early = releaseOf(state).preparesEarly ? prepareMap(state, args, kwargs) : undefined;
  if (!truthy(value)) return;
  const change = early ?? prepareMap(state, args, kwargs);
  for (const item of walk(state, value)) yield change(item);
}

/** `map`: an attribute of each item, or each item through a filter. */
export const doMap: Callable = counting(
  pythonFunction(
    'sync_do_map',
    ['value', '*args', '**kwargs'],
    (state, value: Value, args: readonly Value[], kwargs: Kwargs) =>
      generator('sync_do_map', mapped(state, value, args, kwargs)),
    'context',
  ),
);

/** `map` of 2.8. */
export const doMap28: Callable = {
  ...counting(
    pythonFunction(
      'do_map',
      ['*args', '**kwargs'],
      (state, [value = null, ...args]: readonly Value[], kwargs: Kwargs) =>
        generator('do_map', mapped(state, value, args, kwargs)),
    ),
  ),
  context: true,
};

/** Which items are kept: those that pass the test or those that fail it, on the item or on an attribute. */
type Selection = { readonly keep: boolean; readonly byAttribute: boolean };

function prepareSelect({ keep, byAttribute }: Selection): Prepare<(item: Value) => boolean> {
  return (state, args, kwargs) => {
    const [attribute] = args;
    if (byAttribute && attribute === undefined) {
      throw raise('FilterArgumentError', 'Missing parameter for attribute name');
    }
    const read =
      byAttribute && attribute !== undefined
        ? attributeGetter(state, attribute)
        : (item: Value): Value => item;
    const [name, ...rest] = byAttribute ? args.slice(1) : args;
    if (name === undefined) return (item) => truthy(read(item)) === keep;
    return (item) => truthy(callTest(state, name, read(item), rest, kwargs)) === keep;
  };
}

function* selected(
  state: CallState,
  value: Value,
  prepare: () => (item: Value) => boolean,
): Generator<Value, void, undefined> {
  const early = releaseOf(state).preparesEarly ? prepare() : undefined;
  if (!truthy(value)) return;
  const isKept = early ?? prepare();
  for (const item of walk(state, value)) if (isKept(item)) yield item;
}

function selectFilter(name: string, selection: Selection): Callable {
  const prepare = prepareSelect(selection);
  const filter = pythonFunction(
    name,
    ['value', '*args', '**kwargs'],
    (state, value: Value, args: readonly Value[], kwargs: Kwargs) =>
      generator(
        'select_or_reject',
        selected(state, value, () => prepare(state, args, kwargs)),
      ),
    'context',
  );
  return counting(filter);
}

function selectFilter28(name: string, selection: Selection): Callable {
  const prepare = prepareSelect(selection);
  const filter = pythonFunction(
    name,
    ['*args', '**kwargs'],
    (state, [value = null, ...args]: readonly Value[], kwargs: Kwargs) =>
      generator(
        '_select_or_reject',
        selected(state, value, () => prepare(state, args, kwargs)),
      ),
  );
  return { ...counting(filter), context: true };
}

const SELECT: Selection = { keep: true, byAttribute: false };
const REJECT: Selection = { keep: false, byAttribute: false };
const SELECT_ATTRIBUTE: Selection = { keep: true, byAttribute: true };
const REJECT_ATTRIBUTE: Selection = { keep: false, byAttribute: true };

/** `select`: the items that pass a test, or that are true. */
export const doSelect: Callable = selectFilter('sync_do_select', SELECT);
/** `reject`: the items that fail a test, or that are false. */
export const doReject: Callable = selectFilter('sync_do_reject', REJECT);
/** `selectattr`: the items with an attribute that passes a test, or that is true. */
export const doSelectattr: Callable = selectFilter('sync_do_selectattr', SELECT_ATTRIBUTE);
/** `rejectattr`: the items with an attribute that fails a test, or that is false. */
export const doRejectattr: Callable = selectFilter('sync_do_rejectattr', REJECT_ATTRIBUTE);
/** `select` of 2.8. */
export const doSelect28: Callable = selectFilter28('do_select', SELECT);
/** `reject` of 2.8. */
export const doReject28: Callable = selectFilter28('do_reject', REJECT);
/** `selectattr` of 2.8. */
export const doSelectattr28: Callable = selectFilter28('do_selectattr', SELECT_ATTRIBUTE);
/** `rejectattr` of 2.8. */
export const doRejectattr28: Callable = selectFilter28('do_rejectattr', REJECT_ATTRIBUTE);
