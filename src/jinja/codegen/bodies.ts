/** Scopes and buffers that several statements open. */
import type { Stmt } from '../syntax/nodes.ts';
import type { Emitter } from './emitter.ts';
import { LegacyScope } from './legacy-scope.ts';
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
  if (inner instanceof LegacyScope) inner.save(generator.writer, () => generator.temporary());
  inner.enter(generator.writer);
  write(inner);
  inner.leave(generator.writer);
}

/** Gives a scope an output buffer of its own. */
export function buffered(generator: Emitter, scope: Scope): string {
  scope.buffer = generator.temporary();
  generator.writer.assign(scope.buffer, '""');
  return scope.buffer;
}

/** Prints the result of a call or filter block, which has to be text. */
export function printText(generator: Emitter, scope: Scope, value: string): void {
  const run = scope.buffer === 'out' ? ', run' : '';
  generator.writer.write(`${scope.buffer} += R.outputText(${value}${run});`);
}

/** Collected text as a value: safe where autoescape is on. */
export function captured(scope: Scope): string {
  if (scope.volatile) return `(ctx.autoescape ? new Markup(${scope.buffer}) : ${scope.buffer})`;
  return scope.autoescape ? `new Markup(${scope.buffer})` : scope.buffer;
}
