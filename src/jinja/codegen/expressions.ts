/** The code of expressions, one function a node kind. */
import { neg } from '../values/arithmetic.ts';
import { DICT_ATTRIBUTES } from '../values/type-table.ts';
import { PyFloat, type Value } from '../values/types.ts';
import {
  make,
  type BinExpr,
  type Call,
  type CompareOp,
  type CondExpr,
  type Expr,
  type Filter,
  type Getitem,
  type Kind,
  type Node,
  type NodeOf,
  type Test,
  type UnaryExpr,
} from '../syntax/nodes.ts';
import { captured } from './bodies.ts';
import {
  callArguments,
  callMethodOrValue,
  invokeFilterOrTest,
  isCounted,
  refuseUnknown,
} from './calls.ts';
import { quoted } from './constants.ts';
import type { Emitter } from './emitter.ts';
import { repeatedRead } from './repeated-reads.ts';
import type { Scope } from './scope.ts';

type Emit<K extends Kind> = (generator: Emitter, node: NodeOf<K>, scope: Scope) => string;
type Table = { readonly [K in Expr['typename']]: Emit<K> };

const binary =
  (name: string): ((generator: Emitter, node: BinExpr, scope: Scope) => string) =>
  (generator, node, scope) =>
    `${name}(${generator.unfolded(node.left, scope)}, ${generator.unfolded(node.right, scope)}, ctx${generator.writer.running(node)})`;

const unary =
  (name: string): ((generator: Emitter, node: UnaryExpr, scope: Scope) => string) =>
  (generator, node, scope) =>
    `${name}(${generator.unfolded(node.node, scope)}${generator.writer.running(node)})`;

/** Jinja writes a negative constant without parentheses, so that Python applies the sign last: `-2 ** x` is `-(2 ** x)`. */
function power(generator: Emitter, node: BinExpr, scope: Scope): string {
  const { left } = node;
  const value = left.typename === 'Const' ? left.value : undefined;
  const isNegative =
    typeof value === 'number' || typeof value === 'bigint' ? value < 0 : isNegativeFloat(value);
  if (!isNegative || value === undefined) return binary('pow')(generator, node, scope);
  const positive = make('Const', left, { value: neg(value) });
  return `neg(${binary('pow')(generator, make('Pow', node, { left: positive, right: node.right }), scope)})`;
}

function isNegativeFloat(value: Value | undefined): boolean {
  return value instanceof PyFloat && (value.value < 0 || Object.is(value.value, -0));
}

const list = (generator: Emitter, nodes: readonly Expr[], scope: Scope): string =>
  nodes.map((node) => generator.unfolded(node, scope)).join(', ');

const EXPRESSIONS: Table = {
  Name: (generator, node, scope) => scope.read(node.name, generator.writer, node),
  NSRef: () => {
    throw new Error('ns.attr is no expression');
  },
  Const: (generator, node, scope) => generator.unfolded(node, scope),
  TemplateData: (_, node, scope) => {
    const text = quoted(node.data);
    if (scope.volatile) return `(ctx.autoescape ? new Markup(${text}) : ${text})`;
    return scope.autoescape ? `new Markup(${text})` : text;
  },
  Tuple: (generator, node, scope) => {
    // `a[1:2, 3]`: Jinja puts the slice between parentheses, where Python takes none.
    if (node.items.some((item: Node) => item.typename === 'Slice')) {
      generator.refuseCode('invalid syntax', node, true);
      return 'null';
    }
    return `new Tuple([${list(generator, node.items, scope)}])`;
  },
  List: (generator, node, scope) => `[${list(generator, node.items, scope)}]`,
  Dict: (generator, node, scope) => {
    const items = node.items.flatMap(({ key, value }) => [key, value]);
    return `Dict.flat([${list(generator, items, scope)}], run)`;
  },
  CondExpr: (generator, node, scope) => conditional(generator, node, scope.soft()),
  Filter: (generator, node, scope) => {
    const code = filterCall(generator, node, scope);
    return isCounted(generator, node) ? `charged(ctx, ${code})` : code;
  },
  Test: (generator, node, scope) => testCall(generator, node, scope),
  Call: (generator, node, scope) => call(generator, node, scope),
  Getattr: (generator, node, scope) => {
    const repeated = repeatedRead(generator, node, scope);
    if (repeated !== undefined) return repeated;
    // A name that no attribute of dicts has takes the short way: dicts and loop objects first.
    const read = DICT_ATTRIBUTES.has(node.attr) ? 'getAttribute' : 'member';
    const value = generator.unfolded(node.node, scope);
    return `${read}(ctx, ${value}, ${quoted(node.attr)}${generator.writer.running(node)})`;
  },
  Getitem: (generator, node, scope) => item(generator, node, scope),
  Concat: (generator, node, scope) => {
    // Where only the render knows whether autoescape is on, Jinja joins without escaping.
    const escapes = !scope.volatile && scope.autoescape;
    return `concat([${list(generator, node.nodes, scope)}], ${escapes}, ctx${generator.writer.running(node)})`;
  },
  Compare: (generator, node, scope) => comparison(generator, node, scope),
  Add: binary('add'),
  Sub: binary('sub'),
  Mul: binary('mul'),
  Div: binary('div'),
  FloorDiv: binary('floordiv'),
  Mod: binary('mod'),
  Pow: power,
  And: (generator, node, scope) => shortCircuit(generator, node, scope, false),
  Or: (generator, node, scope) => shortCircuit(generator, node, scope, true),
  Not: (generator, node, scope) => `!${condition(generator, node.node, scope)}`,
  Neg: unary('neg'),
  Pos: unary('pos'),
};

/** The code of an expression; it is folded already. */
export function expression(generator: Emitter, node: Expr, scope: Scope): string {
  const write = EXPRESSIONS[node.typename] as Emit<Kind>;
  return generator.steady(node, scope, () => write(generator, node, scope));
}

/** The code of an expression as a JavaScript boolean. */
export function condition(generator: Emitter, node: Expr, scope: Scope): string {
  switch (node.typename) {
    case 'Compare':
    case 'Not':
      return generator.unfolded(node, scope);
    case 'And':
    case 'Or': {
      const operator = node.typename === 'And' ? '&&' : '||';
      const left = condition(generator, node.left, scope);
      const right = condition(generator, node.right, scope);
      generator.writer.forgetPlace();
      return `(${left} ${operator} ${right})`;
    }
    default:
      return truth(generator, node, generator.unfolded(node, scope));
  }
}

/** Whether a value is true, asked at the place of its expression. */
function truth(generator: Emitter, node: Expr, value: string): string {
  return `truthy(${value}${generator.writer.running(node)})`;
}

function conditional(generator: Emitter, node: CondExpr, scope: Scope): string {
  const { lineno } = node;
  const { name } = generator.options;
  const place = `line ${lineno}${name === null ? '' : ` in '${name}'`}`;
  const hint = `the inline if-expression on ${place} evaluated to false and no else section was defined.`;
  const branch = (expr: Expr | null): string => {
    generator.writer.forgetPlace();
    return expr === null
      ? `ctx.undefinedCondition(${quoted(hint)})`
      : generator.unfolded(expr, scope);
  };
  // In the order in which Jinja writes them, and refuses what they name.
  const first = branch(node.expr1);
  generator.writer.forgetPlace();
  const test = condition(generator, node.test, scope);
  const otherwise = branch(node.expr2);
  generator.writer.forgetPlace();
  if (!generator.options.trace) return `(${test} ? ${first} : ${otherwise})`;
  const yes = generator.site('branch', 'if', node.expr1);
  const no = generator.site('branch', node.expr2 === null ? 'no else' : 'else', node.expr2 ?? node);
  return `(${test} ? (run.trace.hit(${yes}, ctx), ${first}) : (run.trace.hit(${no}, ctx), ${otherwise}))`;
}

function shortCircuit(
  generator: Emitter,
  node: NodeOf<'And' | 'Or'>,
  scope: Scope,
  isOr: boolean,
): string {
  const left = generator.temporary();
  generator.writer.declare(left);
  const value = `${left} = ${generator.unfolded(node.left, scope)}`;
  const code = truth(generator, node.left, value);
  const right = generator.unfolded(node.right, scope);
  generator.writer.forgetPlace();
  return isOr ? `(${code} ? ${left} : ${right})` : `(${code} ? ${right} : ${left})`;
}

const COMPARISONS: Readonly<Record<CompareOp, string>> = {
  eq: 'equal',
  ne: '!equal',
  gt: 'greater',
  gteq: 'greaterEqual',
  lt: 'less',
  lteq: 'lessEqual',
  in: 'R.within',
  notin: '!R.within',
};

/** A chain evaluates each operand once and stops at the first false pair. */
function comparison(generator: Emitter, node: NodeOf<'Compare'>, scope: Scope): string {
  let left = generator.unfolded(node.expr, scope);
  const pairs = node.ops.map(({ op, expr }, at) => {
    const isLast = at === node.ops.length - 1;
    const write = (): string => generator.unfolded(expr, scope);
    // The container of an `in` is looked at and no more, unless it is compared with what follows.
    const isSearched = isLast && (op === 'in' || op === 'notin');
    let right = isSearched ? generator.steady(expr, scope, write, false) : write();
    let next = right;
    if (!isLast) {
      next = generator.temporary();
      generator.writer.declare(next);
      right = `(${next} = ${right})`;
    }
    const pair = `${COMPARISONS[op]}(${left}, ${right}, ctx${generator.writer.running(node)})`;
    left = next;
    return pair;
  });
  return pairs.length === 1 ? (pairs[0] as string) : `(${pairs.join(' && ')})`;
}

function item(generator: Emitter, node: Getitem, scope: Scope): string {
  const repeated = repeatedRead(generator, node, scope);
  if (repeated !== undefined) return repeated;
  const value = generator.unfolded(node.node, scope);
  const { arg } = node;
  if (arg.typename !== 'Slice')
    return `getItem(ctx, ${value}, ${generator.unfolded(arg, scope)}${generator.writer.running(node)})`;
  const bound = (part: Expr | null): string =>
    part === null ? 'null' : generator.unfolded(part, scope);
  const bounds = `${bound(arg.start_)}, ${bound(arg.stop)}, ${bound(arg.step)}`;
  return `sliceOf(${value}, ${bounds}, run${generator.writer.running(node)})`;
}

/** The call of a filter, its answer not counted yet: printed text is counted with the rest of the output. */
export function filterCall(generator: Emitter, node: Filter, scope: Scope): string {
  refuseUnknown(generator, node, 'filter', scope);
  const input = node.node === null ? captured(scope) : generator.unfolded(node.node, scope);
  return invokeFilterOrTest(generator, node, 'filter', input, scope);
}

function testCall(generator: Emitter, node: Test, scope: Scope): string {
  refuseUnknown(generator, node, 'test', scope);
  return invokeFilterOrTest(generator, node, 'test', generator.unfolded(node.node, scope), scope);
}

function call(generator: Emitter, node: Call, scope: Scope): string {
  const callee = node.node;
  if (callee.typename === 'Getattr') return callMethodOrValue(generator, node, callee, scope);
  const value = generator.unfolded(callee, scope);
  const { args, kwargs } = callArguments(generator, node, scope);
  return `ctx.call(${value}, ${args}, ${kwargs}${generator.writer.running(node)})`;
}
