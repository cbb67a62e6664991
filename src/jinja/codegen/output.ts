/** The code of what a template prints. */
import { str } from '../values/print.ts';
import { escape } from '../values/concat.ts';
import type { Expr, Output } from '../syntax/nodes.ts';
import type { Meter } from '../values/meter.ts';
import type { Value } from '../values/types.ts';
import { counting } from './bodies.ts';
import { quoted } from './constants.ts';
import type { Emitter } from './emitter.ts';
import { filterCall } from './expressions.ts';
import type { Scope } from './scope.ts';

/** Prints text and values; neighbouring constants become one string. */
export function output(generator: Emitter, node: Output, scope: Scope): void {
  const { writer } = generator;
  if (scope.requireOutputCheck) {
    if (generator.hasKnownExtends) return;
    writer.write('if (parent === undefined) {');
  }
  let text: string | undefined;
  let pieces = 0;
  const flush = (): void => {
    if (text === undefined) return;
    if (text !== '') writer.write(`${scope.buffer} += ${quoted(text)};`);
    text = undefined;
    pieces += 1;
  };
  for (const child of node.nodes) {
    const constant = constantText(generator, child, scope);
    if (constant !== undefined) {
      text = `${text ?? ''}${constant}`;
      continue;
    }
    flush();
    pieces += 1;
    writer.at(child);
    writer.write(`${scope.buffer} += ${printed(generator, child, scope)};`);
  }
  flush();
  counting(generator, scope.buffer, generator.release.pieces(pieces, scope));
  if (scope.requireOutputCheck) {
    writer.write('}');
    writer.forgetPlace();
  }
}

/** The longest text of a value that is in the code; a longer one is made by each render. */
const MOST_TEXT = 200_000;

/** The text of a constant, or undefined where it has to wait for the render. */
function constantText(generator: Emitter, node: Expr, scope: Scope): string | undefined {
  try {
    const value = generator.constantValue(node, scope);
    if (value === undefined || (value === null && reports(generator))) return undefined;
    const text = textOf(value, scope, generator.options.state.meter);
    return text.length > MOST_TEXT && node.typename !== 'TemplateData' ? undefined : text;
  } catch {
    return undefined;
  }
}

function reports({ options }: Emitter): boolean {
  return options.trace || options.watch;
}

function textOf(value: Value, scope: Scope, meter: Meter): string {
  return scope.autoescape ? escape(value, meter).text : str(value, meter);
}

function printed(generator: Emitter, node: Expr, scope: Scope): string {
  const folded = generator.folded(node, scope);
  const value =
    folded.typename === 'Filter'
      ? filterCall(generator, folded, scope)
      : generator.unfolded(folded, scope);
  const site = generator.writer.running(node);
  if (reports(generator)) {
    const mode = scope.volatile ? 'ctx.autoescape' : String(scope.autoescape);
    const print = generator.options.trace ? 'run.trace.print' : 'R.watched';
    return `${print}(${generator.site('print', '', node)}, ${value}, ${mode}, ctx${site})`;
  }
  if (scope.volatile) return `R.printed(${value}, ctx.autoescape, run${site})`;
  return scope.autoescape ? `escape(${value}, run${site}).text` : `str(${value}, run${site})`;
}
