/** The code of `for`. */
import { findAll, findStatements, findUndeclared } from '../analysis/queries.ts';
import type { Expr, For, Place, Stmt } from '../syntax/nodes.ts';
import { assignTo } from './assignments.ts';
import { buffered, joined, printText } from './bodies.ts';
import type { Emitter } from './emitter.ts';
import { condition } from './expressions.ts';
import type { Scope } from './scope.ts';
import { weightOf } from './weight.ts';

/** A part of a loop: its scope, and whether that scope opens and ends with it. */
type Part = { readonly scope: Scope; readonly opens: boolean };
type Parts = { readonly body: Part; readonly otherwise: Part; readonly test: Part };

export function forLoop(generator: Emitter, node: For, scope: Scope): void {
  const { writer } = generator;
  const body = scope.inner();
  body.loopFrame = true;
  const otherwise = scope.inner();
  const test = scope.inner();
  const usesLoop =
    node.recursive ||
    findUndeclared(node.body, ['loop']).has('loop') ||
    findStatements([node], 'Block').some((block) => block.scoped);
  const loop = usesLoop ? body.declareSpecial('loop') : undefined;
  body.analyze(node, 'body');
  if (node.else_.length > 0) otherwise.analyze(node, 'else');
  if (node.test !== null) test.analyze(node, 'test');
  refuseAssignedLoop(generator, node);
  const parts: Parts = {
    body: { scope: body, opens: true },
    otherwise: { scope: otherwise, opens: true },
    test: { scope: test, opens: true },
  };
  const write = (iterable: string, recursion: string): void => {
    if (loop !== undefined) generator.writer.assign(loop, 'undefined');
    const code =
      node.test === null ? iterable : filteredBy(generator, node, parts, iterable, node.test);
    turns(generator, node, parts, { iterable: code, loop, recursion });
  };
  if (node.recursive) recursiveLoop(generator, node, scope, parts, write);
  else {
    writer.at(node.iter, node.lineno);
    write(generator.expression(node.iter, scope), '');
  }
  for (const name of body.stored()) generator.assignStack.at(-1)?.delete(name);
  writer.forgetPlace();
}

/** A recursive loop is a function of its iterable, which the loop object calls again; `write` fills it. */
export function recursiveLoop(
  generator: Emitter,
  node: For,
  scope: Scope,
  { body: { scope: body }, otherwise }: Parts,
  write: (iterable: string, recursion: string) => void,
): void {
  const outer = generator.writer;
  const self = generator.temporary();
  outer.at(node);
  const fill = (): void => {
    const { writer } = generator;
    writer.write(writer.suspended());
    buffered(generator, body);
    otherwise.scope.buffer = body.buffer;
    write('reciter', ', recurse, depth');
    const marked = body.volatile ? 'ctx.autoescape' : String(body.autoescape);
    writer.atLast(node);
    joined(generator, body.buffer);
    writer.write(`return R.markIf(${marked}, ${body.buffer});`);
  };
  const parameters = ['reciter', 'recurse', 'depth'];
  outer.assign(self, generator.function(parameters, node, fill, { name: 'loop' }));
  outer.at(node.iter, node.lineno, true);
  const iterable = generator.expression(node.iter, scope);
  const code = outer.usedAt(node.iter, node.iter, iterable);
  printText(generator, scope, `${self}(${code}, ${self}, 0)`);
  outer.forgetPlace();
}

type Turns = {
  readonly iterable: string;
  readonly loop: string | undefined;
  readonly recursion: string;
  /** A condition without which a turn is skipped. */
  readonly skips?: Expr | undefined;
};

/** The turns of a loop, then its else part. */
export function turns(
  generator: Emitter,
  node: For,
  { body: { scope: body, opens }, otherwise, test }: Parts,
  { iterable, loop, recursion, skips }: Turns,
): void {
  const { writer } = generator;
  const cursor = generator.temporary();
  const empty = generator.temporary();
  const item = generator.temporary();
  if (node.else_.length > 0) writer.assign(empty, 'true');
  writer.declare(item);
  // The function of a recursive loop runs over other things as well.
  const place = node.recursive ? node : node.iter;
  const source = writer.usedAt(place, node.iter, iterable);
  const made = loop === undefined ? 'cursor' : `new ${generator.release.loop}`;
  const rest = loop === undefined ? '' : `, ctx${recursion}`;
  writer.assign(cursor, `${made}(${source}${rest})`);
  const head = writer.head(place, node.lineno);
  writer.write(
    `while ((S = ${head}, ${item} = ${cursor}.next()) !== undefined) {\nrun.turn(${body.buffer}, ${weightOf(node.body)});`,
  );
  writer.passing(() => {
    assignTo(generator, node.target, item, body);
    if (loop !== undefined) writer.assign(loop, cursor);
    if (skips !== undefined)
      writer.write(`if (!${testCode(generator, skips, test.scope)}) continue;`);
    generator.hit('for', node);
    if (opens) body.enter(writer);
    writer.forgetPlace();
    writer.loops += 1;
    generator.statements(node.body, body);
    writer.loops -= 1;
  });
  // Only a turn that reaches its end counts: after `break` or `continue` the else part still runs.
  if (node.else_.length > 0) writer.write(`${empty} = false;`);
  writer.write('}');
  writer.forgetPlace();
  if (opens) body.leave(writer);
  if (node.else_.length > 0) elsePart(generator, node.else_, node, otherwise, empty);
  writer.forgetPlace();
}

function elsePart(
  generator: Emitter,
  nodes: readonly Stmt[],
  node: For,
  { scope, opens }: Part,
  empty: string,
): void {
  const { writer } = generator;
  writer.write(`if (${empty}) {`);
  generator.hit('for else', node);
  if (opens) scope.enter(writer);
  writer.passing(() => generator.statements(nodes, scope));
  if (opens) scope.leave(writer);
  writer.write('}');
}

/** The items that pass the loop's `if`, one by one; `place` is what the function belongs to. */
export function filteredBy(
  generator: Emitter,
  node: For,
  { body, test }: Parts,
  iterable: string,
  place: Place,
): string {
  const fill = (): void => {
    const { writer } = generator;
    const item = generator.temporary();
    const cursor = generator.temporary();
    writer.declare(item);
    if (test.opens) test.scope.enter(writer);
    writer.at(node.iter, place.lineno);
    writer.assign(cursor, 'cursor(fiter)');
    const head = writer.head(node.iter, place.lineno);
    writer.write(
      `while ((S = ${head}, ${item} = ${cursor}.next()) !== undefined) {\nrun.turn("", 1);`,
    );
    assignTo(generator, node.target, item, body.scope);
    const passes = testCode(generator, node.test as Expr, test.scope);
    writer.write(`if (${passes}) yield ${packed(generator, node.target, item, body.scope)};\n}`);
  };
  const code = generator.function(['fiter'], place, fill, { kind: 'function*' });
  generator.writer.startAt(node.lineno);
  return `R.generator((${code})(${iterable}))`;
}

/** A tuple target is packed again, as Python's generator does. */
function packed(generator: Emitter, target: Expr, item: string, scope: Scope): string {
  if (target.typename !== 'Tuple') return item;
  const parts = target.items.map((part) =>
    part.typename === 'Name'
      ? scope.target(part.name, generator.writer)
      : packed(generator, part, item, scope),
  );
  return `new Tuple([${parts.join(', ')}])`;
}

function testCode(generator: Emitter, test: Expr, scope: Scope): string {
  return condition(generator, generator.folded(test, scope), scope);
}

/** Raises where anything in a loop assigns to `loop`. */
export function refuseAssignedLoop(generator: Emitter, node: For): void {
  for (const name of findAll([node], 'Name')) {
    if (name.ctx === 'store' && name.name === 'loop') {
      generator.refuse("Can't assign to special loop variable in for-loop target", name);
    }
  }
}

/** Raises where a function of its own cannot assign a name that it also reads from outside, as in 2.8. */
export function refuseClosure(generator: Emitter, node: Stmt, scope: Scope): void {
  const names = scope.closeOver();
  if (names.length === 0) return;
  const message = `It's not possible to set and access variables derived from an outer scope! (affects: ${names.join(', ')})`;
  generator.refuse(message, node);
}
