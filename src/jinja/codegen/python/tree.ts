/** What the layouts of both releases ask of a tree and of the generator. */
import type { PyError } from '../../errors.ts';
import type { Expr, Node } from '../../syntax/nodes.ts';
import type { Emitter } from '../emitter.ts';
import type { Scope } from '../scope.ts';

/** What layout asks of the generator: which values are constant. */
export type LayoutSource = Pick<Emitter, 'constantValue' | 'options'>;

/** How many lines the functions of a template take, and the error that Python would raise for them. */
export type LaidOut = { readonly lines: number; readonly error: PyError | undefined };

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
export function isKnown(source: LayoutSource, node: Expr, scope: Scope): boolean {
  try {
    return source.constantValue(node, scope) !== undefined;
  } catch {
    return false;
  }
}

/** What is printed: how many pieces, neighbouring constants being one, and how many of them are no constants. */
export function pieces(
  source: LayoutSource,
  nodes: readonly Expr[],
  scope: Scope,
): { readonly count: number; readonly values: number } {
  let count = 0;
  let values = 0;
  let wasConstant = false;
  for (const child of nodes) {
    const isConstant = isKnown(source, child, scope);
    if (!isConstant) values += 1;
    if (!isConstant || !wasConstant) count += 1;
    wasConstant = isConstant;
  }
  return { count, values };
}
