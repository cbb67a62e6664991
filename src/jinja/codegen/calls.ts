/** The code of calls: of filters and tests, whose signature is known, and of any other value. */
import type { Call, Expr, Filter, Node, NodeOf, Test } from '../syntax/nodes.ts';
import { signatureOf } from '../values/define.ts';
import { SMALL } from '../values/meter.ts';
import type { Callable } from '../values/types.ts';
import { quoted } from './constants.ts';
import type { Emitter } from './emitter.ts';
import { asIdentifier } from './identifiers.ts';
import type { Scope } from './scope.ts';

type WithArguments = Call | Filter | Test;

/**
 * The code of positional arguments (an array) and keyword arguments (a Map, undefined where there are none); `isFixed` tells that the
 * source says how many positional ones there are. `called` is the variable of the filter or test that is called.
 */
export function callArguments(
  generator: Emitter,
  node: WithArguments,
  scope: Scope,
  caller?: string,
  called?: string,
): { readonly args: string; readonly kwargs: string | undefined; readonly isFixed: boolean } {
  const isFixed = node.dyn_args === null;
  const positional = node.args.map((arg) => generator.unfolded(arg, scope));
  const pairs = node.kwargs.map(
    ({ key, value }) => `[${quoted(asIdentifier(key))}, ${generator.unfolded(value, scope)}]`,
  );
  if (caller !== undefined) pairs.push(`["caller", ${caller}]`);
  const names = node.kwargs.map(({ key }) => asIdentifier(key));
  refuseRepeated(generator, node, caller === undefined ? names : [...names, 'caller']);
  if (node.dyn_args !== null) {
    // It runs before the keyword arguments.
    generator.writer.forgetPlace();
    const star = generator.unfolded(node.dyn_args, scope);
    positional.push(`...R.starArguments(${star}, run${generator.writer.running(node)})`);
    generator.writer.forgetPlace();
  }
  const args = `[${positional.join(', ')}]`;
  if (node.dyn_kwargs !== null) {
    const star = generator.unfolded(node.dyn_kwargs, scope);
    const site = generator.writer.running(node);
    return {
      args,
      kwargs: `R.keywords([${pairs.join(', ')}], ${star}, ${called}${site})`,
      isFixed,
    };
  }
  return {
    args,
    kwargs: pairs.length === 0 ? undefined : `R.keywords([${pairs.join(', ')}])`,
    isFixed,
  };
}

/** With one of these among the names, Jinja writes the keyword arguments as a dict, where the last of equal names counts. */
const PYTHON_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

function refuseRepeated(generator: Emitter, node: Node, names: readonly string[]): void {
  const repeated = names.find((name, at) => names.indexOf(name) < at);
  if (repeated === undefined || names.some((name) => PYTHON_KEYWORDS.has(name))) return;
  generator.refuseCode(`keyword argument repeated: ${repeated}`, node);
}

/** Raises where a filter or test does not exist, before what it is called on is looked at. */
export function refuseUnknown(
  generator: Emitter,
  node: Filter | Test,
  kind: 'filter' | 'test',
  scope: Scope,
): void {
  const { filters, tests } = generator.options.state.environment;
  if ((kind === 'filter' ? filters : tests).has(node.name)) return;
  const message = generator.release.refusal(kind, node.name, scope);
  if (message !== undefined) generator.refuse(message, node);
}

/** The names of the filter `default`. */
const DEFAULT: ReadonlySet<string> = new Set(['default', 'd']);

/** The call of a filter or test: straight into its implementation where the arguments are known to fit. */
export function invokeFilterOrTest(
  generator: Emitter,
  node: Filter | Test,
  kind: 'filter' | 'test',
  input: string,
  scope: Scope,
): string {
  const { environment } = generator.options.state;
  const callable = (kind === 'filter' ? environment.filters : environment.tests).get(node.name);
  const inPython =
    callable === undefined ? `, ${quoted(generator.unknownName(kind, node.name))}` : '';
  const variable = generator.hoistOnce(`R.${kind}(env, ${quoted(node.name)}${inPython})`);
  if (generator.options.trace && kind === 'filter' && DEFAULT.has(node.name)) {
    const site = generator.site('default', node.name, node);
    const { args, kwargs } = callArguments(generator, node, scope, undefined, variable);
    const all = args === '[]' ? `[${input}]` : `[${input}, ${args.slice(1)}`;
    const place = generator.writer.running(node);
    return `R.tracedDefault(ctx, ${site}, ${variable}, ${all}, ${kwargs}${place})`;
  }
  return invocation(generator, node, callable, variable, input, scope);
}

function invocation(
  generator: Emitter,
  node: Filter | Test,
  callable: Callable | undefined,
  variable: string,
  input: string,
  scope: Scope,
): string {
  if (callable !== undefined && fits(callable, node)) {
    const counts = callable.cost !== 'own';
    const args = node.args.map((arg) => {
      const code = generator.unfolded(arg, scope);
      return counts && arg.typename !== 'Const' ? `charged(ctx, ${code})` : code;
    });
    const isFree = isCounted(generator, node.node) || isSmall(node.node);
    args.unshift(counts && !isFree ? `charged(ctx, ${input})` : input);
    const last = generator.writer.usedAt(node, node.args.at(-1) ?? node.node, args.pop() ?? '');
    const given = inParameters(callable, [...args, last]);
    return `${caller(generator, variable, callable)}(${['ctx', ...given].join(', ')})`;
  }
  const { args, kwargs } = callArguments(generator, node, scope, undefined, variable);
  const all = args === '[]' ? `[${input}]` : `[${input}, ${args.slice(1)}`;
  return `invoke(${variable}, ctx, ${all}, ${kwargs}${generator.writer.running(node)})`;
}

/** Whether an expression is a constant that costs nothing to read. */
function isSmall(node: Expr | null): boolean {
  if (node?.typename !== 'Const') return false;
  const { value } = node;
  return typeof value === 'string' ? value.length <= SMALL : typeof value === 'number';
}

/** A function of its own for each callable, which the engine can inline, so that an error can name its cause for nothing. */
function caller(generator: Emitter, variable: string, { params }: Callable): string {
  const names = params.map((_, at) => `a_${at}`).join(', ');
  return generator.hoistOnce(
    `(ctx, ${names}) => { try { return ${variable}.run(ctx, ${names}); } catch (error) { throw R.blaming(error, [${names}]); } }`,
  );
}

/** Whether an expression is a filter whose answer is counted where it is called. */
export function isCounted(generator: Emitter, node: Expr | null): boolean {
  if (node?.typename !== 'Filter') return false;
  return generator.options.state.environment.filters.get(node.name)?.cost !== 'own';
}

/** Whether plain positional arguments are as many as the signature takes. */
function fits(callable: Callable, node: WithArguments): boolean {
  if (node.kwargs.length > 0 || node.dyn_args !== null || node.dyn_kwargs !== null) return false;
  const { least, params, rest } = callable.signature ?? signatureOf(callable.params);
  const given = node.args.length + 1;
  return given >= least && (rest ? params.length > 0 : given <= params.length);
}

/** The code of positional arguments as `run` takes them: an array for `*args`, no keyword arguments for `**kwargs`. */
function inParameters(callable: Callable, args: readonly string[]): readonly string[] {
  const { params, rest, keywords } = callable.signature ?? signatureOf(callable.params);
  if (!rest && !keywords) return args;
  const most = params.length;
  const bound = Array.from({ length: most }, (_, at) => args[at] ?? 'undefined');
  if (rest) bound.push(`[${args.slice(most).join(', ')}]`);
  if (keywords) bound.push('R.NO_KWARGS');
  return bound;
}

/** The most arguments that a method is called with directly. */
const DIRECT = 2;

/** The dict of `value.update({…})`, by which templates assign to a dict; undefined for any other call. */
function updateOf(
  { args, kwargs, dyn_args, dyn_kwargs }: Call,
  { attr }: NodeOf<'Getattr'>,
): NodeOf<'Dict'> | undefined {
  if (attr !== 'update' || args.length !== 1) return undefined;
  if (kwargs.length > 0 || dyn_args !== null || dyn_kwargs !== null) return undefined;
  return args[0]?.typename === 'Dict' ? args[0] : undefined;
}

/** `value.name(…)`: without a bound method in between. */
export function callMethodOrValue(
  generator: Emitter,
  node: Call,
  callee: NodeOf<'Getattr'>,
  scope: Scope,
): string {
  const { writer } = generator;
  const value = generator.unfolded(callee.node, scope);
  const name = quoted(callee.attr);
  const found = writer.running(callee);
  const update = updateOf(node, callee);
  if (update !== undefined) {
    const method = generator.hoistOnce('R.method("update", 1)');
    const items = update.items.flatMap((pair) => [pair.key, pair.value]);
    const codes = items.map((item) => generator.unfolded(item, scope));
    const receiver = `${method}.receiver(ctx, ${value}${found})`;
    return `${method}.update(ctx, ${receiver}, [${codes.join(', ')}]${writer.running(node)})`;
  }
  const { args, kwargs, isFixed } = callArguments(generator, node, scope);
  const site = (): string => writer.running(node);
  if (kwargs !== undefined)
    return `ctx.call(getAttribute(ctx, ${value}, ${name}${found}), ${args}, ${kwargs}${site()})`;
  const count = node.args.length;
  const method = generator.hoistOnce(`R.method(${name}, ${isFixed ? count : -1})`);
  const receiver = `${method}.receiver(ctx, ${value}${found})`;
  if (!isFixed || count > DIRECT) return `${method}.call(ctx, ${receiver}, ${args}${site()})`;
  const given = count === 0 ? '' : `, ${args.slice(1, -1)}`;
  return `${method}.call${count}(ctx, ${receiver}${given}${site()})`;
}
