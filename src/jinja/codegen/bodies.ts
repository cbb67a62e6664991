/** Scopes and buffers that several statements open. */
import type { Stmt } from '../syntax/nodes.ts';
import type { Emitter } from './emitter.ts';
import type { Scope } from './scope.ts';

/** Opens a scope inside another, writes its body and closes it. */
export function nested(
  generator: Emitter,
  node: Stmt,
  scope: Scope,
  write: (inner: Scope) => void,
): void {
  const inner = scope.inner();
  inner.analyze(node);
  inner.open(generator.writer, () => generator.temporary());
  write(inner);
  inner.leave(generator.writer);
}

/** Gives a scope an output buffer of its own, which `joined` ends. */
export function buffered(generator: Emitter, scope: Scope): void {
  const { writer } = generator;
  const buffer = generator.temporary();
  scope.buffer = buffer;
  writer.assign(buffer, '""');
  writer.declare(heldBy(buffer));
  // What is no text was printed around the buffer: the buffer's own is kept apart from it.
  const code = `${heldBy(buffer)} = run.unprintable; run.unprintable = undefined;`;
  writer.write(writer.later(() => (generator.mixed.has(buffer) ? code : '')));
}

/** Where Python joins the pieces of a buffer, and notices what is no text. */
export function joined(generator: Emitter, buffer: string): void {
  const { writer } = generator;
  const code = `run.joined(); run.unprintable = ${heldBy(buffer)};`;
  writer.write(writer.later(() => (generator.mixed.has(buffer) ? code : '')));
}

function heldBy(buffer: string): string {
  return `${buffer}_held`;
}

/** Prints the result of a call or filter block, which has to be text. */
export function printText(generator: Emitter, scope: Scope, value: string): void {
  generator.mixed.add(scope.buffer);
  generator.writer.write(`${scope.buffer} += R.outputText(${value}, run);`);
}

/** Collected text as a value: safe where autoescape is on. */
export function captured(scope: Scope): string {
  if (scope.volatile) return `(ctx.autoescape ? new Markup(${scope.buffer}) : ${scope.buffer})`;
  return scope.autoescape ? `new Markup(${scope.buffer})` : scope.buffer;
}
