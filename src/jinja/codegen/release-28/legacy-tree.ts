/** What 2.8 does to the tree that later releases do not. */
import {
  make,
  mapChildren,
  type CompareOp,
  type Compare,
  type Expr,
  type If,
  type Node,
  type Operand,
  type Root,
  type Stmt,
} from '../../syntax/nodes.ts';
import { truthy } from '../../values/protocol.ts';
import { constantOf, type FoldContext } from '../constant-value.ts';
import { fold } from '../fold.ts';
import { findAll } from '../../analysis/queries.ts';

/** 2.8 settles an `if` whose condition is constant before it compiles, unless a block stands inside. */
export function withoutDeadBranches(root: Root, context: FoldContext): Root {
  return { ...root, typename: 'Root', body: settleAll(root.body, context) };
}

function settleAll(nodes: readonly Stmt[], context: FoldContext): Stmt[] {
  return nodes.flatMap((node) => settle(node, context));
}

function settle(node: Stmt, context: FoldContext): Stmt[] {
  if (node.typename !== 'If') {
    if (!('body' in node)) return [node];
    const changed = { ...node, body: settleAll(node.body, context) };
    if (node.typename === 'For') Object.assign(changed, { else_: settleAll(node.else_, context) });
    return [make(node.typename, node, changed as never) as Stmt];
  }
  const hasBlock = findAll([node], 'Block').length > 0;
  const test = hasBlock ? undefined : constantOf(fold(node.test, context), context);
  if (test !== undefined) return settleAll(truthy(test) ? node.body : elseBranch(node), context);
  return [
    make('If', node, {
      test: node.test,
      body: settleAll(node.body, context),
      elif_: [],
      else_: settleAll(elseBranch(node), context),
    }),
  ];
}

/** The else branch as 2.8 has it: an `elif` chain is an `if` nested in it. */
function elseBranch(node: If): readonly Stmt[] {
  const [next, ...rest] = node.elif_;
  if (next === undefined) return node.else_;
  return [make('If', next, { test: next.test, body: next.body, elif_: rest, else_: node.else_ })];
}

const BINDS_TIGHTER = new Set(['Add', 'Sub', 'Mul', 'Div', 'FloorDiv', 'Mod', 'Pow']);

/**
 * 2.8 writes a comparison into its code without parentheses, so that Python reads `2 * (a < b)` as `2 * a < b` and
 * `(a in b) == true` as one chain (E4, E5). The tree that Python sees; brackets and calls keep what is inside them apart.
 */
export function losesParentheses(node: Expr): Expr {
  if (node.typename === 'Compare') return flattenCompare(node);
  if (node.typename === 'Neg' || node.typename === 'Pos') {
    const inner = losesParentheses(node.node);
    if (inner.typename !== 'Compare') return remade(node, { node: inner });
    return remade(inner, { expr: make(node.typename, node, { node: inner.expr }) });
  }
  if (BINDS_TIGHTER.has(node.typename) && 'left' in node) {
    return joined(node, losesParentheses(node.left), losesParentheses(node.right));
  }
  return mapChildren(node, losesWithin);
}

function losesWithin(node: Node): Node {
  switch (node.typename) {
    case 'Pair':
    case 'Keyword':
    case 'Slice':
      return mapChildren(node, losesWithin);
    default:
      return losesParentheses(node as Expr);
  }
}

/** `left op right`, where a comparison on either side comes apart at its nearest operand. */
function joined(node: Extract<Expr, { left: Expr }>, left: Expr, right: Expr): Expr {
  const chain: { op: CompareOp; expr: Expr }[] = [];
  let first = left;
  if (left.typename === 'Compare') {
    first = left.expr;
    chain.push(...left.ops);
  }
  const glue = (side: Expr): Expr => {
    if (chain.length === 0) {
      first = make(node.typename, node, { left: first, right: side });
      return first;
    }
    const last = chain[chain.length - 1] as { op: CompareOp; expr: Expr };
    last.expr = make(node.typename, node, { left: last.expr, right: side });
    return last.expr;
  };
  chain.forEach((operand, at) => (chain[at] = { op: operand.op, expr: operand.expr }));
  if (right.typename === 'Compare') {
    glue(right.expr);
    chain.push(...right.ops);
  } else glue(right);
  if (chain.length === 0) return first;
  return make('Compare', node, { expr: first, ops: operands(node, chain) });
}

function flattenCompare(node: Compare): Expr {
  const first = losesParentheses(node.expr);
  const chain: { op: CompareOp; expr: Expr }[] = [];
  const head = first.typename === 'Compare' ? first.expr : first;
  if (first.typename === 'Compare') chain.push(...first.ops);
  for (const { op, expr } of node.ops) {
    const side = losesParentheses(expr);
    if (side.typename === 'Compare') chain.push({ op, expr: side.expr }, ...side.ops);
    else chain.push({ op, expr: side });
  }
  return make('Compare', node, { expr: head, ops: operands(node, chain) });
}

function operands(place: Node, chain: readonly { op: CompareOp; expr: Expr }[]): Operand[] {
  return chain.map(({ op, expr }) => make('Operand', place, { op, expr }));
}

function remade<N extends Expr>(node: N, fields: Partial<N>): N {
  return make(node.typename, node, { ...node, ...fields } as never) as unknown as N;
}
