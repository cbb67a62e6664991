/** What the value of an expression is where it does not depend on the render, by Jinja's rules (`as_const`). */
import { add, div, floordiv, mod, mul, neg, pos, pow, sub } from '../values/arithmetic.ts';
import { Dict } from '../values/dict.ts';
import { Slice } from '../values/range.ts';
import { Tuple } from '../values/tuple.ts';
import { mergeInto } from '../values/methods/dict.ts';
import { getAttribute, getItem } from '../values/lookup.ts';
import { contains, toArray } from '../values/ops.ts';
import { str } from '../values/print.ts';
import { equal, truthy } from '../values/protocol.ts';
import {
  make,
  type Call,
  type CompareOp,
  type Expr,
  type Filter,
  type Node,
  type Slice as SliceNode,
  type Test,
} from '../syntax/nodes.ts';
import { type Callable, type CallState, type Kwargs, Markup, type Value } from '../values/types.ts';
import type { Folding } from './folding.ts';
import { greater, greaterEqual, less, lessEqual } from '../values/order.ts';

/** What takes the place of the render, at places where autoescape is on or off. */
export type FoldingState = CallState & {
  at(autoescape: boolean): FoldingState;
  /** Runs a filter or test. */
  invoke(callable: Callable, args: readonly Value[], kwargs: Kwargs): Value;
  /** The same with a count of its own. */
  apart(): FoldingState;
  /** Jinja's own global of that name, or undefined. */
  builtin(name: string): Value | undefined;
};

/** What folding may ask: the render's stand-in, whether autoescape is on (undefined: only the render knows), the release's rules. */
export type FoldContext = {
  readonly state: FoldingState;
  readonly autoescape: boolean | undefined;
  readonly rules: Folding;
  /** The value of a name where it is known; absent: none is. */
  readonly name?: (name: string) => Value | undefined;
  /** Expressions whose value was found not to be known, so that a chain of operators is not gone through once for each of its links. */
  readonly unknown?: Set<Node>;
};

/** Takes the place of Jinja's `Impossible`: the value is not known before the render. */
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
const COMPARE: Readonly<Record<CompareOp, (left: Value, right: Value) => boolean>> = {
  eq: equal,
  ne: (left, right) => !equal(left, right),
  gt: greater,
  gteq: greaterEqual,
  lt: less,
  lteq: lessEqual,
  in: (left, right) => contains(right, left),
  notin: (left, right) => !contains(right, left),
};

/**
 * The value of an expression that does not depend on the render, or undefined. Raises what Jinja's compiler lets through: a
 * dict's unhashable key, and a StrictUndefined that `if`, `and`, `or` or `~` looks at.
 */
export function constantOf(node: Expr, context: FoldContext): Value | undefined {
  const value = asConst(node, context);
  return value === UNKNOWN ? undefined : value;
}

function asConst(node: Expr | SliceNode, context: FoldContext): Known {
  if (node.typename === 'Const') return node.value;
  if (context.unknown?.has(node) === true) return UNKNOWN;
  const { guarded } = context.rules;
  if (guarded !== undefined && !guarded.has(node.typename)) return valueOf(node, context);
  try {
    return valueOf(node, context);
  } catch {
    return UNKNOWN;
  }
}

function valueOf(node: Expr | SliceNode, context: FoldContext): Known {
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
      return mapKnown([node.node, node.arg], context, ([value, key]) =>
        getItem(state, value as Value, key as Value),
      );
    case 'Slice': {
      const none = make('Const', node, { value: null });
      const parts = [node.start_ ?? none, node.stop ?? none, node.step ?? none];
      return mapKnown(parts, context, ([start, stop, step]) => {
        return new Slice(start as Value, stop as Value, step as Value);
      });
    }
    case 'Filter':
    case 'Test':
      return callConst(node, context);
    case 'Call':
      return context.rules.calls ? methodConst(node, context) : UNKNOWN;
    case 'Name':
      return context.name?.(node.name) ?? UNKNOWN;
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
  nodes: readonly (Expr | SliceNode)[],
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
  const { meter } = context.state;
  return meter.python2 === undefined ? dict : Dict.of(dict.entries(), meter);
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

/** A chain stops at the first false pair, or only its last pair counts (E6). */
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
    if (!result && context.rules.stopsAtFalse) return false;
    left = right;
  }
  return result;
}

/** Filters are folded unless they depend on the render; tests too where the release does so (E14). */
function callConst(node: Filter | Test, context: FoldContext): Known {
  const { rules } = context;
  const { environment } = context.state;
  if (context.autoescape === undefined || node.node === null) return UNKNOWN;
  if (node.typename === 'Test' && !rules.tests) return UNKNOWN;
  const callable = (node.typename === 'Filter' ? environment.filters : environment.tests).get(
    node.name,
  );
  if (callable === undefined || !rules.isConstant(callable)) return UNKNOWN;
  return withArguments(node, node.node, context, (value, args, kwargs) =>
    context.state.invoke(callable, [value, ...args], kwargs),
  );
}

/** The answer of a method of a constant. */
function methodConst(node: Call, context: FoldContext): Known {
  if (context.autoescape === undefined) return UNKNOWN;
  return withArguments(node, node.node, context, (callee, args, kwargs) =>
    context.state.call(callee, args, kwargs),
  );
}

function withArguments(
  node: Filter | Test | Call,
  subject: Expr,
  context: FoldContext,
  run: (subject: Value, args: readonly Value[], kwargs: Kwargs) => Value,
): Known {
  const star = node.dyn_args === null ? [] : asConst(node.dyn_args, context);
  if (star === UNKNOWN) return UNKNOWN;
  const kwargs = keywordConst(node, context);
  if (kwargs === undefined) return UNKNOWN;
  return mapKnown([subject, ...node.args], context, ([first, ...args]) =>
    run(first as Value, [...args, ...toArray(star)], kwargs),
  );
}

/** Where a call is folded, what `**` gives takes the place of what is written. */
function keywordConst(
  { kwargs: written, dyn_kwargs }: Filter | Test | Call,
  context: FoldContext,
): Kwargs | undefined {
  const kwargs = new Dict();
  for (const { key, value } of written) {
    const known = asConst(value, context);
    if (known === UNKNOWN) return undefined;
    kwargs.set(key, known);
  }
  if (dyn_kwargs !== null) {
    const star = asConst(dyn_kwargs, context);
    if (star === UNKNOWN) return undefined;
    mergeInto(kwargs, star, context.state);
  }
  const named = new Map<string, Value>();
  for (const [key, value] of kwargs.entries()) {
    if (typeof key !== 'string') return undefined;
    named.set(key, value);
  }
  return named;
}
