import { BoundMethod, PyFunction } from './call.ts';
import type { MethodTable, PropertyTable } from './define.ts';
import { DICT_METHODS, SET_VIEW_METHODS } from './methods/dict.ts';
import { LIST_METHODS } from './methods/list.ts';
import { markupMethods } from './methods/markup.ts';
import { FLOAT_METHODS, FLOAT_PROPERTIES, INT_METHODS, INT_PROPERTIES } from './methods/number.ts';
import { RANGE_METHODS, TUPLE_METHODS } from './methods/sequence.ts';
import { STR_METHODS } from './methods/str.ts';
import { PLUG_INS } from './plug-ins.ts';
import { typeName } from './protocol.ts';
import { isNewer, python2Method } from './python2-methods.ts';
import type { Slice } from './range.ts';
import { formatMethods, markupFormat } from './str-format.ts';
import { PyObject, type Callable, type CallState, type Value } from './types.ts';

/** A type of Python by the names that templates may use. What operators do with its values, the values answer themselves. */
type TypeEntry = { readonly methods: MethodTable; readonly properties: PropertyTable };

const SLICE_PROPERTIES: PropertyTable = new Map([
  ['start', (self: Value): Value => (self as Slice).start],
  ['step', (self: Value): Value => (self as Slice).step],
  ['stop', (self: Value): Value => (self as Slice).stop],
]);

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/** The types of the language itself, and what plug-ins add to each. */
const TYPES: ReadonlyMap<string, TypeEntry> = (() => {
  const str = withPlugIns('str', new Map([...STR_METHODS, ...formatMethods(dataAttribute)]));
  const int = withPlugIns('int', INT_METHODS, INT_PROPERTIES);
  const entries: readonly (readonly [string, TypeEntry])[] = [
    ['object', withPlugIns('object')],
    ['NoneType', withPlugIns('NoneType')],
    ['str', str],
    ['Markup', withPlugIns('Markup', markupMethods(str.methods, markupFormat(dataAttribute)))],
    ['int', int],
    ['bool', int],
    ['float', withPlugIns('float', FLOAT_METHODS, FLOAT_PROPERTIES)],
    ['list', withPlugIns('list', LIST_METHODS)],
    ['tuple', withPlugIns('tuple', TUPLE_METHODS)],
    ['dict', withPlugIns('dict', DICT_METHODS)],
    ['set view', withPlugIns('set view', SET_VIEW_METHODS)],
    ['range', withPlugIns('range', RANGE_METHODS, SLICE_PROPERTIES)],
    ['slice', withPlugIns('slice', NONE, SLICE_PROPERTIES)],
  ];
  const known = new Set(entries.map(([name]) => name));
  const added = PLUG_INS.flatMap(({ methods }) => [...(methods?.keys() ?? [])]);
  const others = added.filter((name) => !known.has(name));
  return new Map([...entries, ...others.map((name) => [name, withPlugIns(name)] as const)]);
})();

function withPlugIns(
  name: string,
  methods: MethodTable = NONE,
  properties: PropertyTable = NONE,
): TypeEntry {
  const all = new Map(properties);
  const more = new Map(methods);
  for (const plugIn of PLUG_INS) {
    for (const [key, method] of plugIn.methods?.get(name) ?? []) more.set(key, method);
    for (const of of new Set(['object', name])) {
      for (const [key, read] of plugIn.properties?.get(of) ?? []) all.set(key, read);
    }
  }
  return { methods: more, properties: all };
}

function entryOf(name: string): TypeEntry {
  return TYPES.get(name) ?? (TYPES.get('object') as TypeEntry);
}

const [STR, LIST, INT, NONE_TYPE] = ['str', 'list', 'int', 'NoneType'].map(entryOf) as [
  TypeEntry,
  TypeEntry,
  TypeEntry,
  TypeEntry,
];

function typeOf(value: Value): TypeEntry {
  if (typeof value === 'string') return STR;
  if (typeof value !== 'object') return INT;
  if (value === null) return NONE_TYPE;
  return Array.isArray(value) ? LIST : entryOf(value.type);
}

/** Python's `getattr(obj, name)` for what templates may reach, or undefined: methods, properties, an object's own attributes. */
export function attributeOf(state: CallState, obj: Value, name: string): Value | undefined {
  const entry = typeOf(obj);
  const type = state.meter.python2 === undefined ? undefined : typeName(obj);
  if (type !== undefined && isNewer(type, name)) return undefined;
  const own = type === undefined ? undefined : python2Method(type, name);
  const method = own ?? entry.methods.get(name);
  return method === undefined
    ? dataAttribute(state, obj, name, entry)
    : new BoundMethod(method, obj);
}

/** The methods that templates may call on a value, by name. */
export function methodsOf(value: Value): MethodTable {
  return typeOf(value).methods;
}

/** The attributes of a value that its type has and that are not methods, by name. */
export function propertiesOf(value: Value): PropertyTable {
  return typeOf(value).properties;
}

/** The names of all attributes that a dict has. */
export const DICT_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...entryOf('dict').methods.keys(),
  ...entryOf('dict').properties.keys(),
]);

/** An attribute that is not a method of the type: one of its properties, or one of the object alone. */
function dataAttribute(
  state: CallState,
  value: Value,
  name: string,
  { properties }: TypeEntry = typeOf(value),
): Value | undefined {
  const property = properties.get(name);
  if (property !== undefined) return property(value);
  return value instanceof PyObject ? value.attribute(name, state) : undefined;
}

/** A global that is a class (`dict`, `cycler`); `example` is any object of one of Python's own. Without a plug-in for classes a function. */
export function classGlobal(
  qualifiedName: string,
  callable: Callable,
  example?: Value,
): PyFunction {
  const of = example === undefined ? undefined : { example, methods: methodsOf(example) };
  for (const { asClass } of PLUG_INS) {
    if (asClass !== undefined) return asClass(qualifiedName, callable, of);
  }
  return new PyFunction(callable);
}
