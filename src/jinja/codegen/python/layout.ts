/**
 * The layout of the Python code that Jinja 3.1 writes: a port of `jinja2/compiler.py` that counts lines instead of writing
 * them. Only templates with deep nesting need it, for the two bounds that Python sets to such code.
 */
import type { Expr, NodeOf, Root, Stmt } from '../../syntax/nodes.ts';
import type { ModernScope } from '../modern-scope.ts';
import { findStatements, findUndeclared } from '../../analysis/queries.ts';
import { Exit, Layout, type Table } from './frame.ts';
import { BUFFERED, piecesOf, type LaidOut, type LayoutSource, type Piece } from './tree.ts';

const STATEMENTS: Table = {
  Output: (layout, node, scope) =>
    printed(layout, piecesOf(layout.source, node.nodes, scope), scope),
  ExtensionTag: (layout, _, scope) => printed(layout, [{ node: undefined }], scope),
  For: forLoop,
  If: (layout, node, scope) => {
    const inner = scope.soft();
    const branch = (test: Expr | null, body: readonly Stmt[]): void => {
      layout.lines.write();
      layout.holds(inner, [test]);
      layout.lines.indented(() => layout.body(body, inner));
    };
    branch(node.test, node.body);
    for (const next of node.elif_) branch(next.test, next.body);
    if (node.else_.length > 0) branch(null, node.else_);
  },
  Macro: (layout, node, scope) => {
    layout.macro(node, scope);
    layout.lines.write(scope.toplevel && !node.name.startsWith('_') ? 2 : 1);
  },
  CallBlock: (layout, node, scope) => {
    layout.macro(node, scope);
    layout.lines.write(2);
    layout.holds(scope, [node.call]);
  },
  FilterBlock: (layout, node, scope) => {
    const inner = scope.inner();
    inner.analyze(node);
    layout.enter(inner);
    layout.buffer(inner);
    layout.body(node.body, inner);
    layout.lines.write();
    layout.holds(inner, [node.filter]);
    layout.leave(inner);
  },
  With: (layout, node, scope) => {
    const inner = scope.inner();
    inner.analyze(node);
    layout.enter(inner);
    node.targets.forEach((target, at) => {
      layout.target(target, inner);
      layout.lines.write();
      layout.holds(scope, [node.values[at] ?? null]);
    });
    layout.body(node.body, inner);
    layout.leave(inner);
  },
  Block: block,
  Extends: (layout, node, scope) => {
    layout.refuseExtends();
    if (layout.isExtended && layout.hasKnownExtends) throw new Exit();
    layout.extend(node.template, scope);
  },
  Include: (layout, node, scope) => {
    const { lines } = layout;
    layout.include(node, scope, () => {
      if (node.with_context) lines.block(() => lines.write());
      else lines.write();
    });
  },
  Import: (layout, node, scope) => {
    layout.lines.write();
    layout.holds(scope, [node.template], 1);
    if (scope.toplevel && !node.target.startsWith('_')) layout.lines.write();
  },
  FromImport: (layout, node, scope) => {
    const { lines } = layout;
    lines.write();
    layout.holds(scope, [node.template], 1);
    for (const _ of node.names) {
      lines.write(2);
      lines.indented(() => lines.write());
    }
    if (!scope.toplevel || node.names.length === 0) return;
    lines.write(node.names.some(([, alias]) => !alias.startsWith('_')) ? 2 : 1);
  },
  ExprStmt: (layout, node, scope) => {
    layout.lines.write();
    layout.holds(scope, [node.node]);
  },
  Assign: (layout, node, scope) => {
    layout.assigning(scope, () => {
      layout.target(node.target, scope);
      layout.lines.write();
      layout.holds(scope, [node.node]);
    });
  },
  AssignBlock: (layout, node, scope) => {
    const inner = scope.inner();
    layout.assigning(scope, () => {
      inner.requireOutputCheck = false;
      inner.analyze(node);
      layout.enter(inner);
      layout.buffer(inner);
      layout.body(node.body, inner);
      layout.target(node.target, scope);
      layout.lines.write();
      layout.holds(inner, [node.filter], 1);
    });
    layout.leave(inner);
  },
  Break: (layout, node) => layout.jump(node),
  Continue: (layout, node) => layout.jump(node),
  Autoescape: autoescape,
};

function block(layout: Layout, node: NodeOf<'Block'>, scope: ModernScope): void {
  const { lines } = layout;
  if (scope.toplevel && layout.hasKnownExtends) return;
  const guarded = scope.toplevel && layout.isExtended;
  if (guarded) lines.write();
  const write = (): void => {
    if (node.required) {
      lines.write();
      lines.indented(() => lines.write());
    }
    if (scope.buffer === BUFFERED) lines.block(() => lines.write());
    else lines.write();
  };
  if (guarded) lines.indented(write);
  else write();
}

function autoescape(layout: Layout, node: NodeOf<'Autoescape'>, scope: ModernScope): void {
  const inner = scope.inner();
  inner.analyze(node);
  layout.enter(inner);
  layout.lines.write(3);
  layout.holds(inner, [node.value]);
  const known = layout.source.constantValue(node.value, inner);
  if (known === undefined) inner.volatile = true;
  else inner.autoescape = known === true;
  for (const child of node.body) layout.statement(child, inner);
  layout.lines.write();
  layout.leave(inner);
}

function printed(layout: Layout, pieces: readonly Piece[], scope: ModernScope): void {
  const { lines } = layout;
  if (scope.requireOutputCheck && layout.hasKnownExtends) return;
  const write = (): void => {
    if (scope.buffer !== BUFFERED) return layout.pieces(pieces, scope, 1);
    lines.write();
    lines.bracketed(() => layout.pieces(pieces, scope, 1), pieces.length === 1 ? 1 : 2);
    lines.write();
  };
  if (scope.requireOutputCheck) {
    lines.write();
    lines.indented(write);
  } else write();
}

function forLoop(layout: Layout, node: NodeOf<'For'>, scope: ModernScope): void {
  const { lines } = layout;
  const [body, test, otherwise] = [scope.inner(), scope.inner(), scope.inner()];
  body.loopFrame = true;
  const isExtended =
    node.recursive ||
    findUndeclared(node.body, ['loop']).has('loop') ||
    findStatements([node], 'Block').some(({ scoped }) => scoped);
  if (isExtended) body.declareSpecial('loop');
  body.analyze(node, 'body');
  if (node.else_.length > 0) otherwise.analyze(node, 'else');
  if (node.test !== null) {
    test.analyze(node, 'test');
    lines.function(() => {
      layout.enter(test);
      layout.target(node.target, body);
      lines.block(() => {
        lines.write();
        layout.holds(test, [node.test]);
        lines.indented(() => lines.write());
      });
    });
  }
  const turns = (): void => {
    if (isExtended) lines.write();
    if (node.else_.length > 0) lines.write();
    layout.target(node.target, body);
    const heads = (): void => {
      if (!node.recursive)
        layout.holds(scope, [node.iter], Number(isExtended) + Number(node.test !== null));
    };
    lines.block(
      () => {
        layout.enter(body);
        lines.write();
        layout.body(node.body, body);
        if (node.else_.length > 0) lines.write();
      },
      1,
      heads,
    );
    if (!node.recursive || node.else_.length > 0) layout.leave(body);
    if (node.else_.length === 0) return;
    lines.write();
    lines.indented(() => {
      layout.enter(otherwise);
      layout.body(node.else_, otherwise);
      layout.leave(otherwise);
    });
  };
  if (node.recursive) {
    lines.function(() => {
      layout.buffer(body);
      otherwise.buffer = body.buffer;
      turns();
      lines.write(body.volatile ? 4 : 1);
    });
    lines.write();
    layout.holds(scope, [node.iter], 1);
  } else turns();
  for (const name of body.symbols.stores) layout.assignStack.at(-1)?.delete(name);
}

/** Lays a template out as Jinja 3.1 does. */
export function layOut(root: Root, source: LayoutSource): LaidOut {
  const layout = new Layout(source, STATEMENTS);
  const { lines } = layout;
  return { lines, ...lines.failures(() => layout.template(root)) };
}
