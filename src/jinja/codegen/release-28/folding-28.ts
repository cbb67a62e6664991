import type { Kind } from '../../syntax/nodes.ts';
import type { Folding } from '../folding.ts';

/**
 * Folding by Jinja 2.8: its optimizer runs before the compiler and knows no place; it calls filters that want the environment
 * or the evaluation context with their arguments in the wrong order, which always fails.
 */
export const FOLDING_28: Folding = {
  kinds: new Set<Kind>([
    'Add',
    'Sub',
    'Mul',
    'Div',
    'FloorDiv',
    'Pow',
    'Mod',
    'And',
    'Or',
    'Pos',
    'Neg',
    'Not',
    'Compare',
    'Getitem',
    'Getattr',
    'Call',
    'Filter',
    'CondExpr',
  ]),
  guarded: undefined,
  stopsAtFalse: false,
  tests: false,
  calls: true,
  isConstant: ({ context, hidden }) => context !== true && hidden === undefined,
};
