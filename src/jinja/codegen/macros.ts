/** The code of macros and call blocks. */
import type { CallBlock, Macro, Name } from '../syntax/nodes.ts';
import { exportName } from './assignments.ts';
import { buffered, captured, joined, printText } from './bodies.ts';
import { callArguments } from './calls.ts';
import { quoted } from './constants.ts';
import type { Emitter } from './emitter.ts';
import { refuseClosure } from './loops.ts';
import { findUndeclared } from '../analysis/queries.ts';
import type { Scope } from './scope.ts';
import { weightOf } from './weight.ts';

/** Which of the names that a macro may use without declaring them it does use. */
type Special = { readonly caller: boolean; readonly kwargs: boolean; readonly varargs: boolean };

export function macro(generator: Emitter, node: Macro, scope: Scope): void {
  const { writer } = generator;
  const { code } = macroValue(generator, node, node.name, scope);
  writer.write(`${scope.target(node.name, writer)} = ${code};`);
  if (scope.toplevel) exportName(generator, node.name, scope);
  scope.assigned(node.name);
}

export function callBlock(generator: Emitter, node: CallBlock, scope: Scope): void {
  const { writer } = generator;
  const { code, inner } = macroValue(generator, node, null, scope);
  const caller = generator.temporary();
  writer.at(node);
  writer.assign(caller, code);
  const place = generator.release.settlesMacros ? inner : scope;
  const callee = generator.expression(node.call.node, place);
  const { args, kwargs } = callArguments(generator, node.call, place, caller);
  const site = writer.running(node.call);
  printText(generator, scope, `ctx.call(${callee}, ${args}, ${kwargs}${site})`);
}

/** The expression that makes a macro object out of a macro or call block, and the scope of its body. */
function macroValue(
  generator: Emitter,
  node: Macro | CallBlock,
  name: string | null,
  scope: Scope,
): { readonly code: string; readonly inner: Scope } {
  const { release } = generator;
  const inner = scope.inner();
  inner.requireOutputCheck = false;
  inner.analyze(node);
  refuseClosure(generator, node, inner);
  const special = specials(generator, node);
  const parameters = node.args.map((arg) => inner.parameter(arg.name).variable);
  for (const key of ['caller', 'kwargs', 'varargs'] as const)
    if (special[key]) parameters.push(inner.declareSpecial(key));
  inner.analyzeAgain(node);
  refuseDoubles(generator, node.args, inner);
  const captures = inner.captured().map((key) => {
    const held = generator.temporary();
    generator.writer.assign(held, inner.read(key, generator.writer));
    return { key, held };
  });
  generator.writer.named();
  const code = generator.function(parameters, node, () => {
    const { writer } = generator;
    writer.write(writer.suspended());
    buffered(generator, inner);
    for (const arg of node.args) writer.mention(arg.name, inner.parameter(arg.name).variable);
    for (const { key, held } of captures) writer.assign(inner.target(key, writer), held);
    inner.enter(writer);
    if (!release.settlesMacros) defaults(generator, node, inner);
    generator.statements(node.body, inner);
    writer.atLast(node);
    joined(generator, inner.buffer);
    const weight = weightOf(node.body);
    if (weight > 1) writer.write(`run.step(${weight});`);
    const text = release.settlesMacros ? captured(inner) : inner.buffer;
    writer.write(`run.written(${inner.buffer});\nreturn ${text};`);
  });
  const names = node.args.map((arg) => quoted(arg.name)).join(', ');
  const flags = `{ kwargs: ${special.kwargs}, varargs: ${special.varargs}, caller: ${special.caller} }`;
  const values = release.settlesMacros
    ? `[${node.defaults.map((value) => generator.expression(value, inner)).join(', ')}]`
    : 'null';
  const title = name === null ? 'null' : quoted(name);
  return { code: `new Macro(ctx, ${code}, ${title}, [${names}], ${flags}, ${values})`, inner };
}

/** Two parameters of one name: Python refuses the function, and names Jinja's variable. */
function refuseDoubles(generator: Emitter, args: readonly Name[], scope: Scope): void {
  const names = new Set<string>();
  const doubled = args.find(({ name }) => names.size === names.add(name).size);
  if (doubled === undefined) return;
  const { inPython } = scope.parameter(doubled.name);
  generator.refuseCode(`duplicate argument '${inPython}' in function definition`, doubled, true);
}

function specials(generator: Emitter, node: Macro | CallBlock): Special {
  const used = findUndeclared(node.body, ['caller', 'kwargs', 'varargs']);
  const names = node.args.map((arg) => arg.name);
  const explicitCaller = names.indexOf('caller');
  if (
    !generator.release.settlesMacros &&
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

/** Gives arguments that were not handed in their defaults, in order: a default may name the arguments before it. */
function defaults(generator: Emitter, node: Macro | CallBlock, scope: Scope): void {
  const { writer } = generator;
  const targets = node.args.map(({ name }) => scope.parameter(name).variable);
  writer.unbound = new Set(targets);
  node.args.forEach(({ name }, at) => {
    const target = targets[at] ?? '';
    const value = node.defaults[at - (node.args.length - node.defaults.length)];
    const code =
      value === undefined
        ? `ctx.undefinedHint(${quoted(`parameter '${name}' was not provided`)}, ${quoted(name)})`
        : generator.expression(value, scope);
    writer.write(`if (${target} === undefined) ${target} = ${code};`);
    writer.unbound?.delete(target);
  });
  writer.unbound = undefined;
}
