/** The code of assignments, and of what they tell the template's context. */
import type { Expr, Target } from '../syntax/nodes.ts';
import { findAll } from '../analysis/queries.ts';
import { quoted } from './constants.ts';
import type { Emitter } from './emitter.ts';
import type { Scope } from './scope.ts';

/** Assigns the value of an expression to a name, a namespace's attribute or a tuple of them. */
export function assignTo(
  generator: Emitter,
  target: Target | Expr,
  value: string,
  scope: Scope,
): void {
  const { writer } = generator;
  switch (target.typename) {
    case 'Name': {
      const variable = storeName(generator, target.name, scope);
      writer.write(`${variable} = ${value};`);
      writer.gain(variable);
      return;
    }
    case 'NSRef':
      writer.write(`${scope.read(target.name, writer)}.set(${quoted(target.attr)}, ${value});`);
      return;
    case 'Tuple': {
      const items = generator.temporary();
      const size = target.items.length;
      writer.assign(items, `unpack(${value}, ${size}${writer.running(target)})`);
      target.items.forEach((item, at) => assignTo(generator, item, `${items}[${at}]`, scope));
      return;
    }
    default:
      throw new Error(`cannot assign to ${target.typename}`);
  }
}

/** Writes the check that what a `set` assigns attributes of are namespaces. */
export function checkNamespaces(generator: Emitter, target: Target, scope: Scope): void {
  const { writer } = generator;
  for (const node of findAll([target], 'NSRef'))
    writer.write(`R.namespace(${scope.read(node.name, writer)}${writer.running(node)});`);
}

/** The variable of a name that is about to be assigned. */
function storeName(generator: Emitter, name: string, scope: Scope): string {
  if (scope.toplevel || scope.loopFrame || scope.blockFrame)
    generator.assignStack.at(-1)?.add(name);
  return scope.target(name, generator.writer);
}

/** Writes assignments; on the top level the context learns of them, and names without `_` in front are exported. */
export function assigning(generator: Emitter, scope: Scope, write: () => void): void {
  generator.assignStack.push(new Set());
  write();
  const names = generator.assignStack.pop() ?? new Set<string>();
  if (!scope.toplevel || scope.loopFrame || scope.blockFrame) return;
  for (const name of names) exportName(generator, name, scope);
}

/** Tells the context the value of a top-level name, where anything can ask it for that. */
export function exportName(generator: Emitter, name: string, scope: Scope): void {
  const { writer } = generator;
  const target = scope.target(name, writer);
  writer.context.exported.add(name);
  const code = `ctx.setVariable(${quoted(name)}, ${target}, ${!name.startsWith('_')});`;
  writer.write(`if (ctx.isRead) ${code}`);
}
