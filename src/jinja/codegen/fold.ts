/**
 * Constant folding as Jinja does it before it writes code: results show (`{{ 5[1:] is none }}`, `~` of constants under
 * autoescape), so the rules are Jinja's. What raises while it is folded is left for the render.
 */
import { add, div, floordiv, mod, mul, neg, pos, pow, sub } from '../values/arithmetic.ts';
import { invoke } from '../values/call.ts';
import { Dict, Slice, Tuple } from '../values/containers.ts';
import { getAttribute, getItem } from '../values/lookup.ts';
import {
  contains,
  equal,
  greater,
  greaterEqual,
  less,
  lessEqual,
  str,
  toArray,
  truthy,
} from '../values/ops.ts';
import {
  make,
  mapChildren,
  type CompareOp,
  type Expr,
  type Filter,
  type Keyword,
  type Node,
  type Test,
} from '../syntax/nodes.ts';
import { type CallState, type Kwargs, Markup, PyFloat, type Value } from '../values/types.ts';

/** What folding may ask: the environment, and whether autoescape is on at the place (undefined: only the render knows). */
export type FoldContext = { readonly state: CallState; readonly autoescape: boolean | undefined };

/** Stands for Jinja's `Impossible`: the value is not known before the render. */
const UNKNOWN: unique symbol = Symbol('unknown');
type Known = Value | typeof UNKNOWN;

const BINARY: Partial<
  Record<Node['typename'], (left: Value, right: Value, state: CallState) => Value>
> = {
  Add: add,
  Sub: sub,
  Mul: mul,
  Div: div,
  FloorDiv: floordiv,
  Mod: mod,
  Pow: pow,
};

/** The function of each comparison operator. */
export const COMPARE: Readonly<Record<CompareOp, (left: Value, right: Value) => boolean>> = {
  eq: equal,
  ne: (left, right) => !equal(left, right),
  gt: greater,
  gteq: greaterEqual,
  lt: less,
  lteq: lessEqual,
  in: (left, right) => contains(right, left),
  notin: (left, right) => !contains(right, left),
};

/** Kinds that 2.8's optimizer replaces by their value; later releases do so with every expression. */
const FOLDED_BY_28: ReadonlySet<string> = new Set([
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
  'Filter',
  'CondExpr',
]);

/**
 * The value of an expression that does not depend on the render, or undefined. Raises what Jinja's compiler lets through: a
 * dict's unhashable key, and a StrictUndefined that `if`, `and`, `or` or `~` looks at.
 */
export function constantOf(node: Expr, context: FoldContext): Value | undefined {
  const value = asConst(node, context);
  return value === UNKNOWN ? undefined : value;
}

/** The expression with every part that is constant, and can be written as a literal, replaced by its value. */
export function fold(node: Expr, context: FoldContext, isTop = true): Expr {
  const folded = mapChildren(node, (child) => foldNode(child, context));
  if (folded.typename === 'Const') return folded;
  if (context.state.environment.version === '2.8' && !FOLDED_BY_28.has(folded.typename))
    return folded;
  const value = isTop ? quietly(folded, context) : constantOf(folded, context);
  return value !== undefined && isLiteral(value) ? make('Const', folded, { value }) : folded;
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

function foldNode(node: Node, context: FoldContext): Node {
  switch (node.typename) {
    case 'Pair':
    case 'Keyword':
    case 'Operand':
    case 'Slice':
      return mapChildren(node, (child) => foldNode(child, context));
    default:
      return fold(node as Expr, context, false);
  }
}

/** How much code a folded value may take; what is larger, or holds the same list often, is made by each render. */
const MOST_CODE = 50_000;

/** Whether Python could write the value as a literal (`has_safe_repr`), and its code would not be too long. */
function isLiteral(value: Value, room: { left: number } = { left: MOST_CODE }): boolean {
  room.left -= typeof value === 'string' ? value.length + 1 : 1;
  if (room.left < 0) return false;
  if (typeof value === 'bigint') return BigInt.asIntN(MOST_CODE, value) === value;
  if (value === null || typeof value !== 'object') return true;
  if (value instanceof Markup) return isLiteral(value.text, room);
  if (value instanceof PyFloat) return true;
  const areLiterals = (items: readonly Value[]): boolean =>
    items.every((item) => isLiteral(item, room));
  // Subclasses, such as the groups of `groupby`, are no literals.
  if (Array.isArray(value)) return areLiterals(value);
  if (value.constructor === Tuple) return areLiterals((value as Tuple).items);
  return value.constructor === Dict && areLiterals([...(value as Dict).entries()].flat());
}

/** Kinds whose errors Jinja takes for "not known before the render". */
const GUARDED: ReadonlySet<string> = new Set([
  ...Object.keys(BINARY),
  'Not',
  'Neg',
  'Pos',
  'Compare',
  'Getattr',
  'Getitem',
  'Filter',
  'Test',
]);

function asConst(node: Expr, context: FoldContext): Known {
  if (!GUARDED.has(node.typename) && context.state.environment.version !== '2.8')
    return valueOf(node, context);
  try {
    return valueOf(node, context);
  } catch {
    return UNKNOWN;
  }
}

function valueOf(node: Expr, context: FoldContext): Known {
  const { state } = context;
  switch (node.typename) {
    case 'Const':
      return node.value;
    case 'TemplateData':
      if (context.autoescape === undefined) return UNKNOWN;
      return context.autoescape ? new Markup(node.data) : node.data;
    case 'Tuple':
      return mapKnown(node.items, context, (items) => new Tuple(items));
    case 'List':
      return mapKnown(node.items, context, (items) => items);
    case 'Dict':
      return dictConst(node.items, context);
    case 'Not':
      return mapKnown([node.node], context, ([value]) => !truthy(value as Value));
    case 'Neg':
      return mapKnown([node.node], context, ([value]) => neg(value as Value));
    case 'Pos':
      return mapKnown([node.node], context, ([value]) => pos(value as Value));
    case 'And':
    case 'Or': {
      const left = asConst(node.left, context);
      if (left === UNKNOWN) return UNKNOWN;
      return truthy(left) === (node.typename === 'Or') ? left : asConst(node.right, context);
    }
    case 'Concat':
      return concatConst(node.nodes, context);
    case 'Compare':
      return compareConst(node.expr, node.ops, context);
    case 'CondExpr': {
      const test = asConst(node.test, context);
      if (test === UNKNOWN) return UNKNOWN;
      if (truthy(test)) return asConst(node.expr1, context);
      return node.expr2 === null ? UNKNOWN : asConst(node.expr2, context);
    }
    case 'Getattr':
      return mapKnown([node.node], context, ([value]) =>
        getAttribute(state, value as Value, node.attr),
      );
    case 'Getitem':
      return getitemConst(node, context);
    case 'Filter':
    case 'Test':
      return callConst(node, context);
    case 'Call':
    case 'Name':
    case 'NSRef':
      return UNKNOWN;
    default: {
      const operator = BINARY[node.typename];
      if (operator === undefined) return UNKNOWN;
      return mapKnown([node.left, node.right], context, ([left, right]) =>
        operator(left as Value, right as Value, state),
      );
    }
  }
}

function mapKnown(
  nodes: readonly Expr[],
  context: FoldContext,
  make: (values: Value[]) => Value,
): Known {
  const values: Value[] = [];
  for (const node of nodes) {
    const value = asConst(node, context);
    if (value === UNKNOWN) return UNKNOWN;
    values.push(value);
  }
  return make(values);
}

/** Pair by pair: a wrong key is noticed before what only the render knows. */
function dictConst(
  pairs: readonly { readonly key: Expr; readonly value: Expr }[],
  context: FoldContext,
): Known {
  const dict = new Dict();
  for (const pair of pairs) {
    const key = asConst(pair.key, context);
    if (key === UNKNOWN) return UNKNOWN;
    const value = asConst(pair.value, context);
    if (value === UNKNOWN) return UNKNOWN;
    dict.set(key, value);
  }
  return dict;
}

function concatConst(nodes: readonly Expr[], context: FoldContext): Known {
  let text = '';
  for (const node of nodes) {
    const value = asConst(node, context);
    if (value === UNKNOWN) return UNKNOWN;
    text += str(value);
  }
  return text;
}

/** A chain stops at the first false pair; in 2.8 only the last pair of a chain of constants counts (E6). */
function compareConst(
  first: Expr,
  ops: readonly { readonly op: CompareOp; readonly expr: Expr }[],
  context: FoldContext,
): Known {
  let left = asConst(first, context);
  let result = false;
  for (const { op, expr } of ops) {
    const right = asConst(expr, context);
    if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
    result = COMPARE[op](left, right);
    if (!result && context.state.environment.version !== '2.8') return false;
    left = right;
  }
  return result;
}

function getitemConst(node: Extract<Expr, { typename: 'Getitem' }>, context: FoldContext): Known {
  const { arg } = node;
  if (arg.typename !== 'Slice') {
    return mapKnown([node.node, arg], context, ([value, key]) =>
      getItem(context.state, value as Value, key as Value),
    );
  }
  const none = make('Const', arg, { value: null });
  return mapKnown(
    [node.node, arg.start_ ?? none, arg.stop ?? none, arg.step ?? none],
    context,
    (values) => {
      const [value, start, stop, step] = values as [Value, Value, Value, Value];
      return getItem(context.state, value, new Slice(start, stop, step));
    },
  );
}

/** Filters are folded unless they depend on the render; tests too, but not in 2.8 (E14). */
function callConst(node: Filter | Test, context: FoldContext): Known {
  const { environment } = context.state;
  if (context.autoescape === undefined || node.node === null) return UNKNOWN;
  if (node.typename === 'Test' && environment.version === '2.8') return UNKNOWN;
  const callable = (node.typename === 'Filter' ? environment.filters : environment.tests).get(
    node.name,
  );
  if (callable === undefined || callable.context === true) return UNKNOWN;
  const star = node.dyn_args === null ? [] : asConst(node.dyn_args, context);
  if (star === UNKNOWN || node.dyn_kwargs !== null) return UNKNOWN;
  const kwargs = keywordConst(node.kwargs, context);
  if (kwargs === undefined) return UNKNOWN;
  return mapKnown([node.node, ...node.args], context, (args) =>
    invoke(callable, context.state, [...args, ...toArray(star)], kwargs),
  );
}

function keywordConst(keywords: readonly Keyword[], context: FoldContext): Kwargs | undefined {
  const kwargs = new Map<string, Value>();
  for (const { key, value } of keywords) {
    const known = asConst(value, context);
    if (known === UNKNOWN) return undefined;
    kwargs.set(key, known);
  }
  return kwargs;
}
