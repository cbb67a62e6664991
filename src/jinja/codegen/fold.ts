/**
 * Constant folding as Jinja does it before it writes code: results show (`{{ 5[1:] is none }}`, `~` of constants under
 * autoescape), so the rules are Jinja's. What raises while it is folded is left for the render.
 */
import { Dict } from '../values/dict.ts';
import { Complex } from '../values/complex.ts';
import { Tuple } from '../values/tuple.ts';
import { make, mapChildren, type Expr, type Node } from '../syntax/nodes.ts';
import { Markup, PyFloat, type Value } from '../values/types.ts';
import { constantOf, type FoldContext } from './constant-value.ts';

/** The expression with every part that is constant, and can be written as a literal, replaced by its value. */
export function fold(node: Expr, context: FoldContext): Expr {
  return folded(node, { ...context, unknown: new Set() }, true);
}

function folded(node: Expr, context: FoldContext, isTop: boolean): Expr {
  if (node.typename === 'Const' || node.typename === 'Name') return node;
  // What is written out is met part by part, as if each part were alone.
  const areTop = isTop && WRITTEN_AS_THEY_STAND.has(node.typename);
  const known = mapChildren(node, (child) => foldNode(child, context, areTop));
  if (context.rules.kinds?.has(known.typename) === false) return known;
  const value = isTop ? quietly(known, context) : constantOf(known, context);
  if (value === undefined) context.unknown?.add(known);
  return value !== undefined && isLiteral(value) ? make('Const', known, { value }) : known;
}

/** Kinds that Jinja's compiler folds where it meets them; others are folded inside of those only. */
const WRITTEN_AS_THEY_STAND: ReadonlySet<string> = new Set(['Dict', 'List', 'Tuple']);

function quietly(node: Expr, context: FoldContext): Value | undefined {
  if (!WRITTEN_AS_THEY_STAND.has(node.typename)) return constantOf(node, context);
  try {
    return constantOf(node, context);
  } catch {
    return undefined;
  }
}

function foldNode(node: Node, context: FoldContext, isTop: boolean): Node {
  switch (node.typename) {
    case 'Pair':
    case 'Keyword':
    case 'Operand':
    case 'Slice':
      return mapChildren(node, (child) => foldNode(child, context, isTop));
    default:
      return folded(node as Expr, context, isTop);
  }
}

/** How much code a folded value may take; what is larger, or holds the same list often, is made by each render. */
const MOST_CODE = 50_000;

/** Whether Python could write the value as a literal (`has_safe_repr`), and its code would not be too long. */
function isLiteral(value: Value, room: { left: number } = { left: MOST_CODE }): boolean {
  room.left -= typeof value === 'string' ? value.length + 1 : 1;
  if (room.left < 0) return false;
  if (value === null || typeof value !== 'object') return true;
  if (value instanceof Markup) return isLiteral(value.text, room);
  if (value instanceof PyFloat || value instanceof Complex) return true;
  const areLiterals = (items: readonly Value[]): boolean =>
    items.every((item) => isLiteral(item, room));
  // Subclasses, such as the groups of `groupby`, are no literals.
  if (Array.isArray(value)) return areLiterals(value);
  if (value.constructor === Tuple) return areLiterals((value as Tuple).items);
  return value.constructor === Dict && areLiterals([...(value as Dict).entries()].flat());
}
