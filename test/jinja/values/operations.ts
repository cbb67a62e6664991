import {
  add,
  concat,
  contains,
  div,
  equal,
  escape,
  floordiv,
  greater,
  greaterEqual,
  isHashable,
  length,
  less,
  lessEqual,
  mod,
  mul,
  neg,
  objectTypeRepr,
  pos,
  pow,
  pyRound,
  repr,
  str,
  sub,
  toArray,
  toFloat,
  toInt,
  truthy,
  type Value,
} from '../../../src/jinja/values/index.ts';

/** The operators of two operands by the names that the fixtures give them. */
export const BINARY: ReadonlyMap<string, (a: Value, b: Value) => Value> = new Map<
  string,
  (a: Value, b: Value) => Value
>([
  ['+', add],
  ['-', sub],
  ['*', mul],
  ['/', div],
  ['//', floordiv],
  ['%', mod],
  ['**', pow],
  ['<', less],
  ['<=', lessEqual],
  ['>', greater],
  ['>=', greaterEqual],
  ['==', equal],
  ['in', (a, b) => contains(b, a)],
  ['~', (a, b) => concat([a, b], false)],
  ['~m', (a, b) => concat([a, b], true)],
]);

/** The functions of one operand by the names that the fixtures give them. */
export const UNARY: ReadonlyMap<string, (value: Value) => Value> = new Map<
  string,
  (value: Value) => Value
>([
  ['-', neg],
  ['+', pos],
  ['not', (value) => !truthy(value)],
  ['str', str],
  ['repr', repr],
  ['len', length],
  ['list', toArray],
  ['int', toInt],
  ['float', toFloat],
  ['round', (value) => pyRound(value)],
  ['hashable', isHashable],
  ['type', objectTypeRepr],
  ['escape', escape],
]);
