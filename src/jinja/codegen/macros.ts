/** The code of macros and call blocks. */
import type { CallBlock, Macro, Name } from '../syntax/nodes.ts';
import { exportName } from './assignments.ts';
import { buffered, captured, joined, printText } from './bodies.ts';
import { callArguments } from './calls.ts';
import { quoted } from './constants.ts';
import type { Emitter } from './emitter.ts';
import { LegacyScope } from './release-28/legacy-scope.ts';
import { refuseClosure } from './loops.ts';
import { ModernScope } from './modern-scope.ts';
import { findUndeclared } from '../analysis/queries.ts';
import type { Scope } from './scope.ts';
import { weightOf } from './weight.ts';

/** Which of the names that a macro may use without declaring them it does use. */
type Special = { readonly caller: boolean; readonly kwargs: boolean; readonly varargs: boolean };

export function macro(generator: Emitter, node: Macro, scope: Scope): void {
  const { writer } = generator;
  const code = macroValue(generator, node, node.name, scope);
  writer.write(`${scope.target(node.name, writer)} = ${code};`);
  if (scope.toplevel) exportName(generator, node.name, scope);
  scope.assigned(node.name);
}

export function callBlock(generator: Emitter, node: CallBlock, scope: Scope): void {
  const { writer } = generator;
  const inner: Scope[] = [];
  const code = macroValue(generator, node, null, scope, inner);
  const caller = generator.temporary();
  writer.at(node);
  writer.assign(caller, code);
  // 2.8 evaluates the call in the scope of the block.
  const place = generator.legacy ? (inner[0] as Scope) : scope;
  const callee = generator.expression(node.call.node, place);
  const { args, kwargs } = callArguments(generator, node.call, place, caller);
  const site = writer.running(node.call);
  printText(generator, scope, `ctx.call(${callee}, ${args}, ${kwargs}${site})`);
}

/** The expression that makes a macro object out of a macro or call block. */
function macroValue(
  generator: Emitter,
  node: Macro | CallBlock,
  name: string | null,
  scope: Scope,
  made: Scope[] = [],
): string {
  const inner = scope.inner();
  made.push(inner);
  inner.requireOutputCheck = false;
  inner.analyze(node);
  if (inner instanceof LegacyScope) refuseClosure(generator, node, inner);
  const special = specials(generator, node, inner);
  const parameters = node.args.map((arg) => parameter(generator, inner, arg));
  for (const key of ['caller', 'kwargs', 'varargs'] as const)
    if (special[key]) parameters.push(inner.declareSpecial(key));
  if (inner instanceof ModernScope) inner.analyze(node);
  refuseDoubles(generator, node.args, inner);
  const loop = capturedLoop(generator, inner);
  const code = generator.function(parameters, node, () => {
    const { writer } = generator;
    writer.write(writer.suspended());
    buffered(generator, inner);
    for (const arg of node.args) writer.mention(arg.name, parameter(generator, inner, arg));
    if (loop !== undefined) writer.assign(inner.target('loop', writer), loop);
    inner.enter(writer);
    if (inner instanceof ModernScope) defaults(generator, node, inner);
    generator.statements(node.body, inner);
    writer.atLast(node);
    joined(generator, inner.buffer);
    const weight = weightOf(node.body);
    if (weight > 1) writer.write(`run.step(${weight});`);
    writer.write(
      `run.written(${inner.buffer});\nreturn ${generator.legacy ? captured(inner) : inner.buffer};`,
    );
  });
  const names = node.args.map((arg) => quoted(arg.name)).join(', ');
  const flags = `{ kwargs: ${special.kwargs}, varargs: ${special.varargs}, caller: ${special.caller} }`;
  const values = generator.legacy
    ? `[${node.defaults.map((value) => generator.expression(value, inner)).join(', ')}]`
    : 'null';
  return `new Macro(ctx, ${code}, ${name === null ? 'null' : quoted(name)}, [${names}], ${flags}, ${values})`;
}

/** Two parameters of one name: Python refuses the function, and names Jinja's variable. */
function refuseDoubles(generator: Emitter, args: readonly Name[], scope: Scope): void {
  const names = new Set<string>();
  const doubled = args.find(({ name }) => names.size === names.add(name).size);
  if (doubled === undefined) return;
  const variable =
    scope instanceof ModernScope ? `l_${scope.symbols.level}_${doubled.name}` : `l_${doubled.name}`;
  generator.refuseCode(`duplicate argument '${variable}' in function definition`, doubled, true);
}

function parameter(generator: Emitter, scope: Scope, arg: Name): string {
  return scope instanceof ModernScope ? scope.symbols.ref(arg.name) : generator.naming(0, arg.name);
}

function specials(generator: Emitter, node: Macro | CallBlock, scope: Scope): Special {
  const used = findUndeclared(node.body, ['caller', 'kwargs', 'varargs']);
  const names = node.args.map((arg) => arg.name);
  const legacy = scope instanceof LegacyScope;
  const explicitCaller = names.indexOf('caller');
  if (
    !legacy &&
    used.has('caller') &&
    explicitCaller >= 0 &&
    explicitCaller < names.length - node.defaults.length
  ) {
    generator.refuse(
      'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
      node,
    );
  }
  const wants = (name: string): boolean => used.has(name) && !names.includes(name);
  return { caller: wants('caller'), kwargs: wants('kwargs'), varargs: wants('varargs') };
}

/** 2.8 hands the loop object of the surroundings over when the macro is defined. */
function capturedLoop(generator: Emitter, scope: Scope): string | undefined {
  if (!(scope instanceof LegacyScope) || !scope.identifiers.declared.has('loop')) return undefined;
  const loop = generator.temporary();
  generator.writer.assign(loop, scope.read('loop', generator.writer));
  return loop;
}

/** Gives arguments that were not handed in their defaults, in order: a default may name the arguments before it. */
function defaults(generator: Emitter, node: Macro | CallBlock, scope: ModernScope): void {
  const { writer } = generator;
  writer.unbound = scope.symbols.parameterTargets();
  node.args.forEach((arg, at) => {
    const target = scope.symbols.ref(arg.name);
    const value = node.defaults[at - (node.args.length - node.defaults.length)];
    const code =
      value === undefined
        ? `ctx.undefinedHint(${quoted(`parameter '${arg.name}' was not provided`)}, ${quoted(arg.name)})`
        : generator.expression(value, scope);
    writer.write(`if (${target} === undefined) ${target} = ${code};`);
    writer.unbound?.delete(target);
  });
  writer.unbound = undefined;
}
