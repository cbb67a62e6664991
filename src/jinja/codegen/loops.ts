/** The code of `for`. */
import type { Expr, For, Stmt } from '../syntax/nodes.ts';
import { assignTo } from './assignments.ts';
import { condition } from './expressions.ts';
import { buffered, joined, printText } from './bodies.ts';
import type { Emitter } from './emitter.ts';
import { LegacyScope } from './release-28/legacy-scope.ts';
import { ModernScope } from './modern-scope.ts';
import { findAll, findUndeclared } from '../analysis/queries.ts';
import type { Scope } from './scope.ts';
import { weightOf } from './weight.ts';

/** The scopes of a loop; 2.8 has one for all parts. */
type Scopes = { readonly body: Scope; readonly otherwise: Scope; readonly test: Scope };

const LOOP_HINT =
  "'loop' is undefined. the filter section of a loop as well as the else block don't have access to the special 'loop'" +
  " variable of the current loop.  Because there is no parent loop it's undefined.  Happened in loop on ";

export function forLoop(generator: Emitter, node: For, scope: Scope): void {
  const { writer } = generator;
  const body = scope.inner();
  body.loopFrame = true;
  const legacy = body instanceof LegacyScope;
  const scopes: Scopes = legacy
    ? { body, otherwise: body, test: body }
    : { body, otherwise: scope.inner(), test: scope.inner() };
  const usesLoop =
    node.recursive ||
    findUndeclared(node.body, ['loop']).has('loop') ||
    (!legacy && findAll([node], 'Block').some((block) => block.scoped));
  const loop = usesLoop && !legacy ? body.declareSpecial('loop') : undefined;
  body.analyze(node, 'body');
  if (!legacy) {
    if (node.else_.length > 0) scopes.otherwise.analyze(node, 'else');
    if (node.test !== null) scopes.test.analyze(node, 'test');
  }
  refuseAssignedLoop(generator, node);
  if (node.recursive) recursive(generator, node, scope, scopes, loop);
  else plain(generator, node, scope, scopes, usesLoop, loop);
  if (body instanceof ModernScope)
    for (const name of body.symbols.stores) generator.assignStack.at(-1)?.delete(name);
  writer.forgetPlace();
}

function plain(
  generator: Emitter,
  node: For,
  scope: Scope,
  scopes: Scopes,
  usesLoop: boolean,
  loop?: string,
): void {
  const { writer } = generator;
  const { body } = scopes;
  let loopVariable = loop;
  let source = scope;
  writer.at(node.iter, node.lineno);
  if (body instanceof LegacyScope) {
    body.save(writer, () => generator.temporary(), ['loop']);
    loopVariable = legacyLoop(generator, node, body, usesLoop);
    source = body;
  } else if (loopVariable !== undefined) writer.assign(loopVariable, 'undefined');
  turns(generator, node, scopes, {
    iterable: generator.expression(node.iter, source),
    loop: usesLoop ? loopVariable : undefined,
    recursion: '',
  });
  if (body instanceof LegacyScope) body.leave(writer);
}

/** 2.8: looks up what the loop reads; `loop` is a special name of the body; asked for in the test or else part without an outer loop it is undefined. */
function legacyLoop(generator: Emitter, node: For, body: LegacyScope, usesLoop: boolean): string {
  const { writer } = generator;
  const known = body.identifiers.isDeclared('loop');
  if (usesLoop) {
    body.declareSpecial('loop');
    writer.assign(body.target('loop', writer), 'MISSING');
  }
  body.enter(writer);
  const elsewhere = findUndeclared(
    [...node.else_, ...(node.test === null ? [] : [node.test])],
    ['loop'],
  );
  const target = generator.naming(0, 'loop');
  if (!known && elsewhere.has('loop')) {
    const { name } = generator.options;
    const place = `line ${node.lineno}${name === null ? '' : ` in '${name}'`}`;
    writer.assign(target, `ctx.undefinedHint(${JSON.stringify(LOOP_HINT + place)}, "loop")`);
  }
  return target;
}

/** A recursive loop is a function of its iterable, which the loop object calls again. */
function recursive(
  generator: Emitter,
  node: For,
  scope: Scope,
  scopes: Scopes,
  loop?: string,
): void {
  const outer = generator.writer;
  const { body } = scopes;
  if (body instanceof LegacyScope) refuseClosure(generator, node, body);
  const self = generator.temporary();
  outer.at(node);
  const fill = (): void => {
    const { writer } = generator;
    writer.write(writer.suspended());
    buffered(generator, body);
    scopes.otherwise.buffer = body.buffer;
    let target = loop;
    if (body instanceof LegacyScope) {
      target = legacyLoop(generator, node, body, true);
    } else if (target !== undefined) writer.assign(target, 'undefined');
    turns(generator, node, scopes, {
      iterable: 'reciter',
      loop: target,
      recursion: ', recurse, depth',
    });
    const marked = body.volatile ? 'ctx.autoescape' : String(body.autoescape);
    writer.atLast(node);
    joined(generator, body.buffer);
    writer.write(`return R.markIf(${marked}, ${body.buffer});`);
  };
  const code = generator.function(['reciter', 'recurse', 'depth'], node, fill, {
    name: 'loop',
  });
  outer.assign(self, code);
  outer.at(node.iter, node.lineno, true);
  const iterable = generator.expression(node.iter, scope);
  printText(
    generator,
    scope,
    `${self}(${outer.usedAt(node.iter, node.iter, iterable)}, ${self}, 0)`,
  );
}

type Turns = {
  readonly iterable: string;
  readonly loop: string | undefined;
  readonly recursion: string;
};

/** The turns of a loop, then its else part. */
function turns(
  generator: Emitter,
  node: For,
  scopes: Scopes,
  { iterable, loop, recursion }: Turns,
): void {
  const { writer } = generator;
  const { body } = scopes;
  const cursor = generator.temporary();
  const empty = generator.temporary();
  const item = generator.temporary();
  const filtered =
    node.test === null
      ? iterable
      : filteredBy(generator, node, scopes, iterable, loop !== undefined);
  if (node.else_.length > 0) writer.assign(empty, 'true');
  writer.declare(item);
  // The function of a recursive loop runs over other things as well.
  const place = node.recursive ? node : node.iter;
  const source = writer.usedAt(place, node.iter, filtered);
  const made = loop === undefined ? 'cursor' : 'new LoopContext';
  const rest = loop === undefined ? '' : `, ctx${recursion}`;
  writer.assign(cursor, `${made}(${source}${rest})`);
  const head = writer.head(place, node.lineno);
  writer.write(
    `while ((S = ${head}, ${item} = ${cursor}.next()) !== undefined) {\nrun.turn(${body.buffer}, ${weightOf(node.body)});`,
  );
  assignTo(generator, node.target, item, body);
  if (loop !== undefined) writer.assign(loop, cursor);
  if (node.test !== null && body instanceof LegacyScope && loop === undefined) {
    writer.write(`if (!${testCode(generator, node.test, scopes.test)}) continue;`);
  }
  generator.hit('for', node);
  if (!(body instanceof LegacyScope)) body.enter(writer);
  writer.forgetPlace();
  writer.loops += 1;
  generator.statements(node.body, body);
  writer.loops -= 1;
  // Only a turn that reaches its end counts: after `break` or `continue` the else part still runs.
  if (node.else_.length > 0) writer.write(`${empty} = false;`);
  writer.write('}');
  writer.forgetPlace();
  if (!(body instanceof LegacyScope)) body.leave(writer);
  if (node.else_.length > 0) otherwise(generator, node.else_, node, scopes.otherwise, empty);
  writer.forgetPlace();
}

function otherwise(
  generator: Emitter,
  nodes: readonly Stmt[],
  node: For,
  scope: Scope,
  empty: string,
): void {
  const { writer } = generator;
  writer.write(`if (${empty}) {`);
  generator.hit('for else', node);
  const own = !(scope instanceof LegacyScope);
  if (own) scope.enter(writer);
  generator.statements(nodes, scope);
  if (own) scope.leave(writer);
  writer.write('}');
}

/** The items that pass the loop's `if`, one by one. */
function filteredBy(
  generator: Emitter,
  node: For,
  scopes: Scopes,
  iterable: string,
  usesLoop: boolean,
): string {
  if (scopes.test instanceof LegacyScope && !usesLoop) return iterable;
  const test = node.test as Expr;
  const code = generator.function(
    ['fiter'],
    scopes.test instanceof LegacyScope ? node : test,
    () => {
      const { writer } = generator;
      const item = generator.temporary();
      const cursor = generator.temporary();
      writer.declare(item);
      if (!(scopes.test instanceof LegacyScope)) scopes.test.enter(writer);
      writer.assign(cursor, 'cursor(fiter)');
      const head = writer.head(
        node.iter,
        scopes.test instanceof LegacyScope ? node.lineno : test.lineno,
      );
      writer.write(
        `while ((S = ${head}, ${item} = ${cursor}.next()) !== undefined) {\nrun.turn("", 1);`,
      );
      assignTo(
        generator,
        node.target,
        item,
        scopes.test instanceof LegacyScope ? scopes.test : scopes.body,
      );
      writer.write(
        `if (${testCode(generator, test, scopes.test)}) yield ${packed(generator, node.target, item, scopes)};\n}`,
      );
    },
    { kind: 'function*' },
  );
  generator.writer.startAt(node.lineno);
  return `R.generator((${code})(${iterable}))`;
}

/** A tuple target is packed again, as Python's generator does. */
function packed(generator: Emitter, target: Expr, item: string, scopes: Scopes): string {
  if (target.typename !== 'Tuple') return item;
  const parts = target.items.map((part) =>
    part.typename === 'Name'
      ? scopes.body.target(part.name, generator.writer)
      : packed(generator, part, item, scopes),
  );
  return `new Tuple([${parts.join(', ')}])`;
}

function testCode(generator: Emitter, test: Expr, scope: Scope): string {
  return condition(generator, generator.folded(test, scope), scope);
}

function refuseAssignedLoop(generator: Emitter, node: For): void {
  for (const name of findAll([node], 'Name')) {
    if (name.ctx === 'store' && name.name === 'loop') {
      generator.refuse("Can't assign to special loop variable in for-loop target", name);
    }
  }
}

/** 2.8 cannot assign, in a function of its own, a name that the function also reads from outside. */
export function refuseClosure(generator: Emitter, node: Stmt, scope: LegacyScope): void {
  const names = scope.closeOver();
  if (names.length === 0) return;
  const message = `It's not possible to set and access variables derived from an outer scope! (affects: ${names.join(', ')})`;
  generator.refuse(message, node);
}
