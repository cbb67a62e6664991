import type { Kind } from '../syntax/nodes.ts';
import type { Callable } from '../values/types.ts';

/** What a release of Jinja works out before the render, and how. */
export type Folding = {
  /** The kinds of expression that are replaced by their value; undefined where all are. */
  readonly kinds: ReadonlySet<Kind> | undefined;
  /** Kinds whose errors mean "not known before the render"; undefined where that holds for all. */
  readonly guarded: ReadonlySet<Kind> | undefined;
  /** Of a chain of comparisons, whether the first false pair decides; otherwise the last pair does. */
  readonly stopsAtFalse: boolean;
  /** Whether tests, and calls of what is constant, are worked out. */
  readonly tests: boolean;
  readonly calls: boolean;
  /** Whether the answer of a filter or test of constants is one. */
  isConstant(callable: Callable): boolean;
};

const ARITHMETIC: readonly Kind[] = ['Add', 'Sub', 'Mul', 'Div', 'FloorDiv', 'Mod', 'Pow'];

/** Folding by Jinja 2.9 and later. */
export const FOLDING: Folding = {
  kinds: undefined,
  guarded: new Set<Kind>([
    ...ARITHMETIC,
    'Not',
    'Neg',
    'Pos',
    'Compare',
    'Getattr',
    'Getitem',
    'Filter',
    'Test',
  ]),
  stopsAtFalse: true,
  tests: true,
  calls: false,
  isConstant: ({ context }) => context !== true,
};
