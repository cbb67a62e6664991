/** The code of `for` in Jinja 2.8: one scope for all parts of a loop. */
import { findUndeclared } from '../../analysis/queries.ts';
import type { Expr, For } from '../../syntax/nodes.ts';
import { quoted } from '../constants.ts';
import type { Emitter } from '../emitter.ts';
import { filteredBy, recursiveLoop, refuseAssignedLoop, refuseClosure, turns } from '../loops.ts';
import type { Scope } from '../scope.ts';
import type { LegacyScope } from './legacy-scope.ts';

const LOOP_HINT =
  "'loop' is undefined. the filter section of a loop as well as the else block don't have access to the special 'loop'" +
  " variable of the current loop.  Because there is no parent loop it's undefined.  Happened in loop on ";

export function forLoop28(generator: Emitter, node: For, scope: Scope): void {
  const body = scope.inner() as LegacyScope;
  body.analyze(node);
  const usesLoop = node.recursive || findUndeclared(node.body, ['loop']).has('loop');
  const part = { scope: body, opens: false };
  const parts = { body: part, otherwise: part, test: part };
  const loop = usesLoop ? body.parameter('loop').variable : undefined;
  if (node.recursive) {
    refuseClosure(generator, node, body);
    refuseAssignedLoop(generator, node);
    recursiveLoop(generator, node, scope, parts, (iterable, recursion) => {
      begin(generator, node, body, usesLoop);
      const code = filtered(generator, node, parts, iterable);
      turns(generator, node, parts, { iterable: code, loop, recursion });
    });
    return;
  }
  const { writer } = generator;
  writer.at(node.iter, node.lineno);
  body.save(writer, () => generator.temporary(), ['loop']);
  refuseAssignedLoop(generator, node);
  begin(generator, node, body, usesLoop);
  const iterable = generator.expression(node.iter, body);
  if (usesLoop) {
    const code = filtered(generator, node, parts, iterable);
    turns(generator, node, parts, { iterable: code, loop, recursion: '' });
  } else {
    const skips = node.test ?? undefined;
    turns(generator, node, parts, { iterable, loop, recursion: '', skips });
  }
  body.leave(writer);
  writer.forgetPlace();
}

function filtered(
  generator: Emitter,
  node: For,
  parts: Parameters<typeof filteredBy>[2],
  iterable: string,
): string {
  return node.test === null ? iterable : filteredBy(generator, node, parts, iterable, node);
}

/** Looks up what the loop reads; `loop` in its test or else part is undefined where no other loop is around. */
function begin(generator: Emitter, node: For, body: LegacyScope, usesLoop: boolean): void {
  const { writer } = generator;
  const isKnown = !node.recursive && body.identifiers.isDeclared('loop');
  if (usesLoop) {
    body.declareSpecial('loop');
    writer.assign(body.local('loop', writer), 'MISSING');
  }
  body.enter(writer);
  const elsewhere: readonly Expr[] = node.test === null ? [] : [node.test];
  if (isKnown || !findUndeclared([...node.else_, ...elsewhere], ['loop']).has('loop')) return;
  const { name } = generator.options;
  const place = `line ${node.lineno}${name === null ? '' : ` in '${name}'`}`;
  const hint = quoted(LOOP_HINT + place);
  writer.assign(body.local('loop', writer), `ctx.undefinedHint(${hint}, "loop")`);
}
