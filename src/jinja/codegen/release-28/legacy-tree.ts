/** What 2.8 does to the tree that later releases do not. */
import {
  make,
  mapChildren,
  type BinExpr,
  type CallBlock,
  type Compare,
  type Expr,
  type If,
  type Node,
  type Operand,
  type Root,
  type Stmt,
  type UnaryExpr,
} from '../../syntax/nodes.ts';
import { raise } from '../../errors.ts';
import { truthy } from '../../values/protocol.ts';
import { constantOf, type FoldContext } from '../constant-value.ts';
import { fold } from '../fold.ts';
import { findStatements } from '../../analysis/queries.ts';

/** What 2.8's optimizer makes of a template: constants folded, and an `if` settled whose condition is constant. */
export function optimized(root: Root, context: FoldContext): Root {
  return { ...root, body: optimizeAll(root.body, context) };
}

function optimizeAll(nodes: readonly Stmt[], context: FoldContext): Stmt[] {
  return nodes.flatMap((node) => optimize(node, context));
}

function optimize(node: Stmt, context: FoldContext): readonly Stmt[] {
  const bare = { ...node, body: [], elif_: [], else_: [] };
  const changed = mapChildren(bare as Stmt, (child) => fold(child as Expr, context));
  if (node.typename === 'If') return settle(node, (changed as If).test, context);
  if (node.typename === 'CallBlock') refuseFolded(node, changed as CallBlock);
  const bodies = {
    ...('body' in node && { body: optimizeAll(node.body, context) }),
    ...('else_' in node && { else_: optimizeAll(node.else_, context) }),
  };
  return [{ ...node, ...changed, ...bodies }];
}

/** The compiler asks what a call block calls for its callee, which a call that was folded no longer has. */
function refuseFolded(node: CallBlock, { call }: { readonly call: Expr }): void {
  if (call.typename !== 'Const') return;
  const error = raise('AttributeError', "'Const' object has no attribute 'node'");
  error.offsets = [node.start, node.end];
  throw error;
}

/** Branches of a chain from which on Jinja's compiler, which goes into each by recursion, meets Python's limit. */
const MOST_BRANCHES = 320;

/** An `if` whose condition is constant is the branch that is taken, unless a block is inside. */
function settle(node: If, test: Expr, context: FoldContext): readonly Stmt[] {
  if (node.elif_.length > MOST_BRANCHES) {
    const error = raise('RecursionError', 'maximum recursion depth exceeded');
    error.offsets = [node.start, node.end];
    throw error;
  }
  const hasBlock = findStatements([node], 'Block').length > 0;
  const value = hasBlock ? undefined : constantOf(test, context);
  if (value !== undefined)
    return optimizeAll(truthy(value) ? node.body : elseBranch(node), context);
  const body = optimizeAll(node.body, context);
  return [{ ...node, test, body, elif_: [], else_: optimizeAll(elseBranch(node), context) }];
}

/** The else branch as 2.8 has it: an `elif` chain is an `if` nested in it. */
function elseBranch(node: If): readonly Stmt[] {
  const [next, ...rest] = node.elif_;
  if (next === undefined) return node.else_;
  return [{ ...next, elif_: rest, else_: node.else_ }];
}

const BINDS_TIGHTER = new Set(['Add', 'Sub', 'Mul', 'Div', 'FloorDiv', 'Mod', 'Pow']);

/**
 * 2.8 writes a comparison into its code without parentheses, so that Python reads `2 * (a < b)` as `2 * a < b` and
 * `(a in b) == true` as one chain (E4, E5). The tree that Python sees; brackets, calls and the parentheses that every other
 * operator has keep what is inside them apart.
 */
export function losesParentheses(node: Expr): Expr {
  const seen = mapChildren(node, seenWithin);
  if (node.typename === 'Compare') return chained(seen as Compare, node);
  if (node.typename === 'Neg' || node.typename === 'Pos') {
    const inner = (seen as UnaryExpr).node;
    if (node.node.typename !== 'Compare') return seen;
    const { expr, ops } = inner as Compare;
    return make('Compare', node, { expr: make(node.typename, node, { node: expr }), ops });
  }
  return BINDS_TIGHTER.has(node.typename) ? parted(seen as BinExpr, node as BinExpr) : seen;
}

function seenWithin(node: Node): Node {
  switch (node.typename) {
    case 'Pair':
    case 'Keyword':
    case 'Slice':
    case 'Operand':
      return mapChildren(node, seenWithin);
    default:
      return losesParentheses(node as Expr);
  }
}

/** `left op right`, where a comparison on either side comes apart at its nearest operand. */
function parted(seen: BinExpr, written: BinExpr): Expr {
  const left = written.left.typename === 'Compare' ? (seen.left as Compare) : undefined;
  const right = written.right.typename === 'Compare' ? (seen.right as Compare) : undefined;
  if (left === undefined && right === undefined) return seen;
  const before = left?.ops.slice(0, -1) ?? [];
  const last = left?.ops.at(-1);
  const middle = make(written.typename, written, {
    left: last?.expr ?? seen.left,
    right: right?.expr ?? seen.right,
  });
  const ops = [...(last === undefined ? [] : [{ ...last, expr: middle }]), ...(right?.ops ?? [])];
  return make('Compare', written, { expr: left?.expr ?? middle, ops: [...before, ...ops] });
}

/** A chain of comparisons whose operands are comparisons: all of them are one chain. */
function chained(seen: Compare, written: Compare): Compare {
  const first = opened(seen.expr, written.expr);
  const rest = seen.ops.flatMap((operand, at) => {
    const { head, more } = opened(operand.expr, written.ops[at]?.expr);
    return [{ ...operand, expr: head }, ...more];
  });
  return { ...seen, expr: first.head, ops: [...first.more, ...rest] };
}

function opened(
  seen: Expr,
  written: Expr | undefined,
): { readonly head: Expr; readonly more: readonly Operand[] } {
  if (written?.typename !== 'Compare') return { head: seen, more: [] };
  const { expr, ops } = seen as Compare;
  return { head: expr, more: ops };
}
