import { Bytes } from '../bytes/bytes.ts';
import { Dict } from '../dict.ts';
import { DictView } from '../dict-view.ts';
import { Range, Slice } from '../range.ts';
import { Tuple } from '../tuple.ts';
import { Markup, PyFloat, type Callable, type Value } from '../types.ts';
import { BYTES_METHODS } from '../bytes/methods.ts';
import { DICT_METHODS, SET_VIEW_METHODS } from './dict.ts';
import { LIST_METHODS } from './list.ts';
import { MARKUP_METHODS } from './markup.ts';
import { FLOAT_METHODS, FLOAT_PROPERTIES, INT_METHODS, INT_PROPERTIES } from './number.ts';
import { RANGE_METHODS } from './range.ts';
import { STR_METHODS } from './str.ts';
import { TUPLE_METHODS } from './tuple.ts';

/** The methods that templates may call on a value of a built-in type, by name; undefined for types that have none here. */
export function methodsOf(value: Value): ReadonlyMap<string, Callable> | undefined {
  if (typeof value === 'string') return STR_METHODS;
  if (typeof value !== 'object') return INT_METHODS;
  if (value instanceof Dict) return DICT_METHODS;
  if (Array.isArray(value)) return LIST_METHODS;
  if (value instanceof Markup) return MARKUP_METHODS;
  if (value instanceof PyFloat) return FLOAT_METHODS;
  if (value instanceof Tuple) return TUPLE_METHODS;
  if (value instanceof Range) return RANGE_METHODS;
  if (value instanceof Bytes) return BYTES_METHODS;
  return value instanceof DictView && value.kind !== 'values' ? SET_VIEW_METHODS : undefined;
}

const SLICE_PROPERTIES: ReadonlyMap<string, (self: Value) => Value> = new Map([
  ['start', (self: Value): Value => (self as Range | Slice).start],
  ['step', (self: Value): Value => (self as Range | Slice).step],
  ['stop', (self: Value): Value => (self as Range | Slice).stop],
]);

/** The attributes of a value of a built-in type that are no methods, by name; undefined for types that have none. */
export function propertiesOf(
  value: Value,
): ReadonlyMap<string, (self: Value) => Value> | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return INT_PROPERTIES;
  }
  if (value instanceof PyFloat) return FLOAT_PROPERTIES;
  return value instanceof Range || value instanceof Slice ? SLICE_PROPERTIES : undefined;
}
