/** The code of tags that reach other templates: blocks, extends, include, import. */
import type { Block, Extends, FromImport, Import, Include } from '../syntax/nodes.ts';
import { counting } from './bodies.ts';
import { quoted } from './constants.ts';
import { type Emitter, Unreachable } from './emitter.ts';
import type { Scope } from './scope.ts';

export function block(generator: Emitter, node: Block, scope: Scope): void {
  const { writer } = generator;
  let guarded = false;
  if (scope.toplevel) {
    if (generator.hasKnownExtends) return;
    guarded = generator.extendsSoFar > 0;
    if (guarded) writer.write('if (parent === undefined) {');
  }
  writer.at(node);
  if (node.required) writer.write(`ctx.requireBlock(${quoted(node.name)});`);
  const context = node.scoped
    ? `ctx.derived(${generator.release.shared(node, scope, writer)})`
    : 'ctx';
  generator.mixed.add(scope.buffer);
  writer.write(`${scope.buffer} += ctx.renderBlock(${quoted(node.name)}, ${context});`);
  counting(generator, scope.buffer, 1);
  if (guarded) writer.write('}');
  writer.forgetPlace();
}

export function extend(generator: Emitter, node: Extends, scope: Scope): void {
  const { writer } = generator;
  if (!scope.toplevel) generator.refuse('cannot use extend from a non top-level scope', node);
  if (generator.extendsSoFar > 0) {
    writer.atLast(node);
    if (!generator.hasKnownExtends) writer.write('if (parent !== undefined)');
    writer.write('R.extendedTwice();');
    if (generator.hasKnownExtends) throw new Unreachable();
  }
  writer.at(node.template, node.lineno);
  const template = generator.expression(node.template, scope);
  writer.write(`parent = ctx.extend(${template}${writer.running(node.template)});`);
  if (scope.rootlevel) generator.hasKnownExtends = true;
  generator.extendsSoFar += 1;
}

export function include(generator: Emitter, node: Include, scope: Scope): void {
  const { writer } = generator;
  writer.at(node.template, node.lineno);
  const template = generator.expression(node.template, scope);
  const locals = node.with_context ? generator.release.shared(node, scope, writer) : 'null';
  let { buffer } = scope;
  if (!node.with_context && !generator.release.buffersIncludes) {
    // Jinja yields the pieces to where the function's own pieces go, past the buffer.
    if (writer.isStream) buffer = 'out';
    else writer.yields = true;
  }
  generator.mixed.add(buffer);
  const site = writer.running(node.template);
  writer.write(`${buffer} += ctx.include(${template}, ${locals}, ${node.ignore_missing}${site});`);
  counting(generator, buffer, 1);
}

export function importTemplate(generator: Emitter, node: Import, scope: Scope): void {
  const { writer } = generator;
  writer.at(node.template, node.lineno);
  const locals = node.with_context ? generator.release.shared(node, scope, writer) : 'null';
  const template = generator.expression(node.template, scope);
  const module = `ctx.importModule(${template}, ${locals}${writer.running(node.template)})`;
  const target = scope.target(node.target, writer);
  writer.write(`${target} = ${module};`);
  if (scope.toplevel) writer.write(`ctx.setVariable(${quoted(node.target)}, ${target}, false);`);
  scope.assigned(node.target);
}

export function fromImport(generator: Emitter, node: FromImport, scope: Scope): void {
  const { writer } = generator;
  writer.at(node.template, node.lineno);
  const module = generator.temporary();
  const template = generator.expression(node.template, scope);
  const locals = node.with_context ? generator.release.shared(node, scope, writer) : 'null';
  const site = writer.running(node.template);
  writer.assign(module, `ctx.importModule(${template}, ${locals}${site})`);
  const { name: own } = generator.options;
  const place = `line ${node.lineno}${own === null ? '' : ` in '${own}'`}`;
  for (const [name, alias] of node.names) {
    const target = scope.target(alias, writer);
    writer.write(`${target} = ctx.imported(${module}, ${quoted(name)}, ${quoted(place)});`);
    if (scope.toplevel) writer.write(`ctx.setVariable(${quoted(alias)}, ${target}, false);`);
    scope.assigned(alias);
  }
}
