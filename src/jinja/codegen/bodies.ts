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
  generator.writer.passing(() => write(inner));
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
  writer.write(writer.later(() => (writer.counted.has(buffer) ? `${countOf(buffer)} = 0;` : '')));
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
  const { buffer } = scope;
  const { writer } = generator;
  generator.mixed.add(buffer);
  writer.counted.add(buffer);
  writer.declare(countOf(buffer));
  writer.write(`${buffer} += R.outputText(${value}, run, ${countOf(buffer)} ?? 0, S, template);`);
  counting(generator, buffer, 1);
}

/** Counts the pieces of a buffer, where something that is no text can be among them. */
export function counting(generator: Emitter, buffer: string, pieces: number): void {
  const { writer } = generator;
  const name = countOf(buffer);
  const code = `${name} = (${name} ?? 0) + ${pieces};`;
  writer.write(writer.later(() => (writer.counted.has(buffer) ? code : '')));
}

function countOf(buffer: string): string {
  return `${buffer}_pieces`;
}

/** Collected text as a value: safe where autoescape is on. */
export function captured(scope: Scope): string {
  if (scope.volatile) return `(ctx.autoescape ? new Markup(${scope.buffer}) : ${scope.buffer})`;
  return scope.autoescape ? `new Markup(${scope.buffer})` : scope.buffer;
}
