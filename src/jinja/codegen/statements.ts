/** The code of statements, one function a node kind. Loops, macros and templates have files of their own. */
import type { Expr, If, NodeOf, Stmt } from '../syntax/nodes.ts';
import { truthy } from '../values/protocol.ts';
import { assigning, assignTo, checkNamespaces } from './assignments.ts';
import { condition } from './expressions.ts';
import type { Emitter, StatementTable } from './emitter.ts';
import { buffered, joined, nested, printText } from './bodies.ts';
import { callBlock, macro } from './macros.ts';
import { forLoop } from './loops.ts';
import { output } from './output.ts';
import type { Scope } from './scope.ts';
import { block, extend, fromImport, importTemplate, include } from './templates.ts';

const STATEMENTS: StatementTable = {
  Output: output,
  For: forLoop,
  If: branches,
  Macro: macro,
  CallBlock: callBlock,
  FilterBlock: filterBlock,
  With: withBlock,
  Block: block,
  Extends: extend,
  Include: include,
  Import: importTemplate,
  FromImport: fromImport,
  ExprStmt: (generator, node, scope) => {
    generator.writer.at(node.node, node.lineno);
    generator.writer.write(`${generator.expression(node.node, scope)};`);
  },
  Assign: (generator, node, scope) => {
    generator.writer.at(node.node, node.lineno);
    assigning(generator, scope, () => {
      checkNamespaces(generator, node.target, scope);
      assignTo(generator, node.target, generator.expression(node.node, scope), scope);
    });
  },
  AssignBlock: assignBlock,
  Break: (generator, node) => {
    if (generator.writer.loops === 0) generator.refuseCode("'break' outside loop", node);
    generator.writer.at(node);
    generator.writer.jump('break;');
  },
  Continue: (generator, node) => {
    if (generator.writer.loops === 0) generator.refuseCode("'continue' not properly in loop", node);
    generator.writer.at(node);
    generator.writer.jump('continue;');
  },
  Autoescape: autoescape,
  ExtensionTag: (generator, node, scope) => {
    const { writer } = generator;
    writer.at(node);
    const args = node.args.map((arg) => generator.expression(arg, scope)).join(', ');
    const site = generator.site('print', node.name, node);
    writer.write(
      `${scope.buffer} += R.tag(ctx, ${JSON.stringify(node.name)}, [${args}], ${site}${writer.running(node)});`,
    );
  },
};

/** Writes a statement. */
export function statement(generator: Emitter, node: Stmt, scope: Scope): void {
  const own = generator.release.statements[node.typename];
  const write = (own ?? STATEMENTS[node.typename]) as (
    generator: Emitter,
    node: Stmt,
    scope: Scope,
  ) => void;
  write(generator, node, scope);
}

function branches(generator: Emitter, node: If, scope: Scope): void {
  const { writer } = generator;
  const inner = scope.soft();
  const branch = (
    test: Expr | null,
    body: readonly Stmt[],
    label: string,
    place: NodeOf<'If'>,
  ): void => {
    if (test !== null) writer.write(`if (${conditionOf(generator, test, inner)}) {`);
    generator.hit(label, place);
    writer.passing(() => generator.statements(body, inner));
    writer.forgetPlace();
  };
  // A chain is a block that each branch leaves: JavaScript engines read `else if` by recursion.
  const chain = node.elif_.length === 0 ? undefined : generator.temporary();
  if (chain !== undefined) writer.write(`${chain}: {`);
  writer.at(node.test, node.lineno);
  branch(node.test, node.body, 'if', node);
  for (const next of node.elif_) {
    writer.write(`break ${chain}; }`);
    writer.at(next.test, next.lineno);
    branch(next.test, next.body, 'elif', next);
  }
  if (node.else_.length > 0 || generator.options.trace) {
    writer.write(chain === undefined ? '} else {' : `break ${chain}; } {`);
    branch(null, node.else_, 'else', node);
  }
  writer.write(chain === undefined ? '}' : '}}');
  writer.forgetPlace();
}

/** A condition of a statement: folded as any expression. */
function conditionOf(generator: Emitter, test: Expr, scope: Scope): string {
  return condition(generator, generator.folded(test, scope), scope);
}

function filterBlock(generator: Emitter, node: NodeOf<'FilterBlock'>, scope: Scope): void {
  nested(generator, node, scope, (inner) => {
    const { writer } = generator;
    buffered(generator, inner);
    generator.statements(node.body, inner);
    writer.at(node, node.lineno, true);
    writer.write(`run.written(${inner.buffer});`);
    joined(generator, inner.buffer);
    printText(generator, scope, generator.expression(node.filter, inner));
  });
}

function withBlock(generator: Emitter, node: NodeOf<'With'>, scope: Scope): void {
  nested(generator, node, scope, (inner) => {
    node.targets.forEach((target, at) => {
      const value = node.values[at] as Expr;
      generator.writer.atLast(value);
      assignTo(generator, target, generator.expression(value, scope), inner);
    });
    generator.statements(node.body, inner);
  });
}

function assignBlock(generator: Emitter, node: NodeOf<'AssignBlock'>, scope: Scope): void {
  assigning(generator, scope, () => {
    nested(generator, node, scope, (inner) => {
      // A block set of a child template collects its text.
      inner.requireOutputCheck = false;
      buffered(generator, inner);
      generator.statements(node.body, inner);
      generator.writer.at(node, node.lineno, true);
      generator.writer.write(`run.written(${inner.buffer});`);
      joined(generator, inner.buffer);
      checkNamespaces(generator, node.target, scope);
      const text = node.filter === null ? inner.buffer : generator.expression(node.filter, inner);
      assignTo(generator, node.target, `R.markIf(ctx.autoescape, ${text})`, scope);
    });
  });
}

/** Autoescape holds for what is inside; if it depends on a value, only the render knows whether it is on. */
function autoescape(generator: Emitter, node: NodeOf<'Autoescape'>, scope: Scope): void {
  nested(generator, node, scope, (inner) => {
    const { writer } = generator;
    const before = generator.temporary();
    writer.atLast(node.value);
    writer.assign(before, 'ctx.escaping.on');
    writer.write(`ctx.escaping.on = ${generator.expression(node.value, inner)};`);
    const known = generator.constantValue(node.value, inner);
    const { autoescape, volatile } = inner;
    if (known === undefined) inner.volatile = true;
    else inner.autoescape = truthy(known);
    generator.statements(node.body, inner);
    Object.assign(inner, { autoescape, volatile });
    writer.write(`ctx.escaping.on = ${before};`);
  });
}
