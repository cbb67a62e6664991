/** What the layouts of both releases ask of a tree and of the generator. */
import type { PyError } from '../../errors.ts';
import { children, type Expr, type Node } from '../../syntax/nodes.ts';
import type { Emitter } from '../emitter.ts';
import type { Scope } from '../scope.ts';
import type { PythonLines } from './lines.ts';

/** What layout asks of the generator: which values are constant, and how expressions are written. */
export type LayoutSource = Pick<Emitter, 'constantValue' | 'folded' | 'options'>;

/** The lines of a template's code, and the errors that Python would raise for them. */
export type LaidOut = {
  readonly lines: PythonLines;
  /** What Python's tokenizer raises, which reads no further. */
  readonly reading?: PyError;
  /** What Python's compiler raises. */
  readonly compiling?: PyError;
};

/** Marks a scope whose output is collected. */
export const BUFFERED: string = 'buffered';

/** Statements inside each other from which on it is worth laying the code out. */
const DEEP = 20;

/** Whether statements are nested deep enough to come near Python's bounds. */
export function isDeep(nodes: readonly Node[], left: number = DEEP): boolean {
  return nodes.some((node) => {
    if (!('body' in node)) return false;
    if (left <= 1) return true;
    if (node.typename === 'If' && node.elif_.length >= left) return true;
    if (isDeep(node.body, left - 1)) return true;
    return 'else_' in node && isDeep(node.else_, left - 1);
  });
}

/** Whether a printed value is known before the render. */
function isKnown(source: LayoutSource, node: Expr, scope: Scope): boolean {
  try {
    return source.constantValue(node, scope) !== undefined;
  } catch {
    return false;
  }
}

/** One piece of what is printed: an expression, or neighbouring constants. */
export type Piece = { readonly node: Expr | undefined };

/** The pieces of what is printed, neighbouring constants being one. */
export function piecesOf(source: LayoutSource, nodes: readonly Expr[], scope: Scope): Piece[] {
  const pieces: Piece[] = [];
  for (const node of nodes) {
    if (!isKnown(source, node, scope)) pieces.push({ node });
    else if (pieces.at(-1)?.node !== undefined || pieces.length === 0)
      pieces.push({ node: undefined });
  }
  return pieces;
}

/** How many parentheses a release writes around a name that it reads, and around a comparison. */
export type Nested = { readonly comparison: number; name(name: string): number };

/** How many parentheses and brackets are inside each other in the code of an expression. */
export function nesting(node: Node, own: Nested): number {
  const inner = Math.max(0, ...children(node).map((child) => nesting(child, own)));
  switch (node.typename) {
    case 'Name':
      return own.name(node.name);
    case 'Const':
    case 'TemplateData':
    case 'Pair':
    case 'Keyword':
    case 'Operand':
    case 'Slice':
      return inner;
    case 'Compare':
      return inner + own.comparison;
    case 'Concat':
      return inner + 2;
    default:
      return inner + 1;
  }
}
