/** The code of statements that Jinja 2.8 compiles in a way of its own. */
import type { NodeOf } from '../../syntax/nodes.ts';
import { assigning, assignTo } from '../assignments.ts';
import { buffered, joined, nested } from '../bodies.ts';
import type { Emitter } from '../emitter.ts';
import type { Scope } from '../scope.ts';

/** To 2.8 a `with` begins with assignments: a later one sees the earlier ones (S12). */
export function withBlock28(generator: Emitter, node: NodeOf<'With'>, scope: Scope): void {
  nested(generator, node, scope, (inner) => {
    node.targets.forEach((target, at) => {
      const value = node.values[at];
      if (value === undefined) return;
      generator.writer.at(value, node.lineno);
      assignTo(generator, target, generator.expression(value, inner), inner);
    });
    generator.statements(node.body, inner);
  });
}

/** The text is assigned when its scope has ended, and is plain text whatever autoescape says. */
export function assignBlock28(generator: Emitter, node: NodeOf<'AssignBlock'>, scope: Scope): void {
  const { writer } = generator;
  let text = '';
  nested(generator, node, scope, (inner) => {
    buffered(generator, inner);
    text = inner.buffer;
    generator.statements(node.body, inner);
  });
  writer.at(node, node.lineno, true);
  writer.write(`run.written(${text});`);
  joined(generator, text);
  assigning(generator, scope, () => assignTo(generator, node.target, text, scope));
}
