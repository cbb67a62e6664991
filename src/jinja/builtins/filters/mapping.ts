import { raise } from '../../errors.ts';
import { COUNTING, pythonFunction } from '../../values/define.ts';
import { Dict } from '../../values/dict.ts';
import { hashKey } from '../../values/hash.ts';
import { getAttribute } from '../../values/lookup.ts';
import { attributeOf } from '../../values/type-table.ts';
import { repr, str } from '../../values/print.ts';
import { isUndefined, truthy, typeName } from '../../values/protocol.ts';
import type { Callable, CallState, Kwargs, Value } from '../../values/py-object.ts';
import { textOf } from '../../values/types.ts';
import { attributeGetter, type Getter } from '../attribute.ts';
import { callFilter, callTest } from '../call-named.ts';
import { generator, walk } from '../iteration.ts';
import { pformat } from '../pprint.ts';
import { releaseOf } from '../release.ts';
import type { Row } from '../table.ts';

const DEFAULT = pythonFunction(
  'do_default',
  'value default_value? boolean?',
  defaultTo,
  undefined,
  COUNTING,
);

/** The filters that look things up, and those that map and select. */
export const MAPPING_FILTERS: readonly Row<Callable>[] = [
  [
    'attr',
    pythonFunction('do_attr', 'obj name', attr, 'environment', COUNTING),
    { '2.8': pythonFunction('do_attr', 'obj name', attr28, 'environment', COUNTING) },
  ],
  ['d', DEFAULT],
  ['default', DEFAULT],
  ['items', pythonFunction('do_items', 'value', items, undefined, COUNTING), { '2.8': null }],
  lazyFilter('map', 'sync_do_map', 'do_map', prepareMap),
  // `verbose` changes nothing.
  ['pprint', pprintFilter('value'), { '2.8': pprintFilter('value verbose?') }],
  selection('reject', false, readItem),
  selection('rejectattr', false, readAttribute),
  selection('select', true, readItem),
  selection('selectattr', true, readAttribute),
];

/** Another value for an Undefined, with `boolean` for everything false. */
function defaultTo(
  _state: CallState,
  value: Value,
  otherwise: Value = '',
  boolean: Value = false,
): Value {
  if (isUndefined(value)) return otherwise;
  return truthy(boolean) && !truthy(value) ? otherwise : value;
}

/** The pairs of a mapping; nothing for an Undefined. */
function items(state: CallState, value: Value): Value {
  return generator('do_items', itemPairs(state, value));
}

function* itemPairs(state: CallState, value: Value): Generator<Value, void, undefined> {
  if (isUndefined(value)) return;
  if (!(value instanceof Dict)) {
    throw raise('TypeError', 'Can only get item pairs from a mapping.');
  }
  const pairs = value.walk('items');
  for (let next = pairs.next(); next.done !== true; next = pairs.next()) {
    state.meter.step();
    yield next.value;
  }
}

/** An attribute and never an item. */
function attr(state: CallState, obj: Value, name: Value): Value {
  const text = textOf(name);
  if (text === undefined) {
    hashKey(name);
    throw raise('TypeError', `attribute name must be string, not '${typeName(name)}'`);
  }
  return attributeNamed(state, obj, text, name);
}

/** 2.8 takes any value for a name. */
function attr28(state: CallState, obj: Value, name: Value): Value {
  const text = str(name, state.meter);
  return attributeNamed(state, obj, text, text);
}

function attributeNamed(state: CallState, obj: Value, text: string, name: Value): Value {
  if (isUndefined(obj)) return getAttribute(state, obj, text);
  const attribute = attributeOf(state, obj, text);
  return attribute === undefined ? state.environment.undefined({ obj, name }, state) : attribute;
}

/** The value as Python's pprint lays it out. */
function pprintFilter(params: string): Callable {
  return pythonFunction('do_pprint', params, (state, value: Value) => pformat(value, state.meter));
}

/** What becomes of each item, out of the arguments: another one, or nothing where it is left out. */
type Prepare = (
  state: CallState,
  args: readonly Value[],
  kwargs: Kwargs,
) => (item: Value) => Value | undefined;

/** A filter that gives a generator, of the name `made`; in 2.8 (`made28`) the value is one of the arguments. */
function lazyFilter(name: string, made: string, made28: string, prepare: Prepare): Row<Callable> {
  const run31 = (state: CallState, value: Value, args: readonly Value[], kwargs: Kwargs): Value =>
    generator(
      made,
      changed(state, value, () => prepare(state, args, kwargs)),
    );
  const run28 = (
    state: CallState,
    [value = null, ...args]: readonly Value[],
    kwargs: Kwargs,
  ): Value =>
    generator(
      made28,
      changed(state, value, () => prepare(state, args, kwargs)),
    );
  const in28 = { ...COUNTING, context: true };
  return [
    name,
    pythonFunction(`sync_do_${name}`, 'value *args **kwargs', run31, 'context', COUNTING),
    { '2.8': pythonFunction(`do_${name}`, '*args **kwargs', run28, undefined, in28) },
  ];
}

function* changed(
  state: CallState,
  value: Value,
  prepare: () => (item: Value) => Value | undefined,
): Generator<Value, void, undefined> {
  const early = releaseOf(state).preparesEarly ? prepare() : undefined;
  if (!truthy(value)) return;
  const change = early ?? prepare();
  for (const item of walk(state, value)) {
    const result = change(item);
    if (result !== undefined) yield result;
  }
}

/** `map`: an attribute of each item, or each item through a filter. */
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

/** What a test is about, and the arguments that are left for it. */
type Read = (state: CallState, args: readonly Value[]) => readonly [Getter, readonly Value[]];

function readItem(_state: CallState, args: readonly Value[]): ReturnType<Read> {
  return [(item) => item, args];
}

function readAttribute(state: CallState, [attribute, ...rest]: readonly Value[]): ReturnType<Read> {
  if (attribute !== undefined) return [attributeGetter(state, attribute), rest];
  throw raise('FilterArgumentError', 'Missing parameter for attribute name');
}

/** `select` and `reject`: the items that pass a test, or that are true; those that do not. */
function selection(name: string, keeps: boolean, read: Read): Row<Callable> {
  return lazyFilter(name, 'select_or_reject', '_select_or_reject', (state, args, kwargs) => {
    const [get, [test, ...rest]] = read(state, args);
    const passes = (value: Value): boolean =>
      truthy(test === undefined ? value : callTest(state, test, value, rest, kwargs));
    return (item) => (passes(get(item)) === keeps ? item : undefined);
  });
}
