import type { Type } from './types.ts';

/** Names that templates give to their variables. */
export const NAMES: readonly string[] = [
  'a',
  'b',
  'c',
  'v',
  'item',
  'x',
  'total',
  'user',
  'name',
  'items',
  'index',
  'π',
  '_p',
  'constructor',
];

/** Types that they give them. */
export const TYPES: readonly Type[] = [
  'str',
  'int',
  'float',
  'bool',
  'strs',
  'ints',
  'rows',
  'row',
  'dict',
  'any',
  'none',
];
