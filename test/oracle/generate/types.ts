/** What the generator believes a value to be: most expressions are built so that their operands have the right type. */
export type Type =
  | 'str'
  | 'int'
  /** An int beyond what fits a double. */
  | 'big'
  | 'float'
  | 'bool'
  | 'none'
  | 'undefined'
  | 'strs'
  | 'ints'
  | 'floats'
  | 'anys'
  /** A list of lists of ints. */
  | 'lists'
  /** A list of rows. */
  | 'rows'
  /** A dict with the fields of FIELDS. */
  | 'row'
  /** A dict from text to anything. */
  | 'dict'
  | 'any';

/** The fields of every row. */
export const FIELDS: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['name', 'str'],
  ['n', 'int'],
  ['tag', 'str'],
  ['price', 'float'],
  ['on', 'bool'],
  ['tags', 'strs'],
  ['sub', 'dict'],
]);

/** What iterating over a value of a type gives. */
export const ELEMENTS: ReadonlyMap<Type, Type> = new Map<Type, Type>([
  ['str', 'str'],
  ['strs', 'str'],
  ['ints', 'int'],
  ['floats', 'float'],
  ['anys', 'any'],
  ['lists', 'ints'],
  ['rows', 'row'],
  ['row', 'str'],
  ['dict', 'str'],
]);

/** Types that `any` may turn out to be, and how often. */
export const CONCRETE: readonly (readonly [number, Type])[] = [
  [10, 'str'],
  [8, 'int'],
  [1, 'big'],
  [4, 'float'],
  [4, 'bool'],
  [2, 'none'],
  [2, 'undefined'],
  [4, 'strs'],
  [3, 'ints'],
  [2, 'floats'],
  [2, 'anys'],
  [1, 'lists'],
  [2, 'rows'],
  [2, 'row'],
  [3, 'dict'],
];

/** Types that hold others in order. */
export const SEQUENCES: readonly Type[] = ['strs', 'ints', 'floats', 'anys', 'lists', 'rows'];
