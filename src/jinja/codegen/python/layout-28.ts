/**
 * The layout of the Python code that Jinja 2.8 writes, as far as it counts for Python's bounds on nesting: see layout.ts.
 * `elif` is an `if` inside an `else` here, and a scope saves and restores what it shadows.
 */
import type { Expr, NodeOf, Root, Stmt } from '../../syntax/nodes.ts';
import type { LegacyScope } from '../release-28/legacy-scope.ts';
import { findAll, findUndeclared } from '../../analysis/queries.ts';
import { Layout, type Table } from './frame-28.ts';
import { BUFFERED, pieces, type LaidOut, type LayoutSource } from './tree.ts';

/** From so many pieces on, unbuffered output is one formatted string. */
const FORMATTED = 3;

function namesIn(target: Expr): string[] {
  return findAll([target], 'Name').map(({ name }) => name);
}

/** Names that a scope has assigned so far shadow those outside of the scopes inside it. */
function assigned(scope: LegacyScope, names: readonly string[]): void {
  for (const name of names) scope.assigned(name);
}

const STATEMENTS: Table = {
  Output: (layout, node, scope) => {
    const { count, values } = pieces(layout.source, node.nodes, scope);
    printed(layout, count, values, scope);
  },
  ExtensionTag: (layout, _, scope) => printed(layout, 1, 1, scope),
  For: forLoop,
  If: (layout, node, scope) => {
    const inner = scope.soft();
    layout.lines.write();
    layout.lines.indented(() => layout.body(node.body, inner));
    const [next, ...rest] = node.elif_;
    const otherwise: readonly Stmt[] =
      next === undefined
        ? node.else_
        : [{ ...next, typename: 'If', elif_: rest, else_: node.else_ }];
    if (otherwise.length === 0) return;
    layout.lines.write();
    layout.lines.indented(() => layout.body(otherwise, inner));
  },
  Macro: (layout, node, scope) => {
    layout.macro(node, scope);
    layout.lines.write(scope.toplevel && !node.name.startsWith('_') ? 2 : 1);
    scope.assigned(node.name);
  },
  CallBlock: (layout, node, scope) => {
    layout.macro(node, scope);
    layout.lines.write(2);
  },
  FilterBlock: (layout, node, scope) =>
    layout.nested(node, scope, (inner) => {
      layout.buffer(inner);
      layout.body(node.body, inner);
      layout.lines.write();
    }),
  With: (layout, node, scope) =>
    layout.nested(node, scope, (inner) => {
      layout.lines.write(1 + node.targets.length);
      for (const target of node.targets) assigned(inner, namesIn(target));
      for (const child of node.body) layout.statement(child, inner);
    }),
  Block: (layout, _, scope) => {
    const { lines } = layout;
    if (scope.toplevel && layout.hasKnownExtends) return;
    const write = (): void => lines.block(() => lines.write());
    if (scope.toplevel && layout.isExtended) {
      lines.write();
      lines.indented(write);
    } else write();
  },
  Extends: (layout, _, scope) => {
    layout.refuseExtends();
    layout.extend(scope);
  },
  Include: (layout, node) => {
    layout.include(node, () => layout.lines.block(() => layout.lines.write()));
  },
  Import: (layout, node, scope) => {
    layout.lines.write(scope.toplevel && !node.target.startsWith('_') ? 2 : 1);
    scope.assigned(node.target);
  },
  FromImport: (layout, node, scope) => {
    const names = node.names.map(([, alias]) => alias);
    layout.lines.write(1 + 3 * names.length);
    layout.told(names, scope);
    assigned(scope, names);
  },
  ExprStmt: (layout) => layout.lines.write(),
  Assign: (layout, node, scope) => {
    layout.lines.write();
    layout.told(namesIn(node.target), scope);
    assigned(scope, namesIn(node.target));
  },
  AssignBlock: (layout, node, scope) => {
    layout.nested(node, scope, (inner) => {
      layout.buffer(inner);
      layout.body(node.body, inner);
    });
    layout.lines.write();
    layout.told(namesIn(node.target), scope);
    assigned(scope, namesIn(node.target));
  },
  Break: (layout) => layout.lines.write(),
  Continue: (layout) => layout.lines.write(),
  Autoescape: (layout, node, scope) =>
    layout.nested(node, scope, (inner) => {
      layout.lines.write(3);
      for (const child of node.body) layout.statement(child, inner);
      layout.lines.write();
    }),
};

function printed(layout: Layout, count: number, values: number, scope: LegacyScope): void {
  const { lines } = layout;
  if (scope.requireOutputCheck && layout.hasKnownExtends) return;
  const write = (): void => {
    if (scope.buffer === BUFFERED) {
      lines.write();
      lines.bracketed(() => lines.write(count + 1));
    } else if (count < FORMATTED) lines.write(count);
    else {
      lines.write();
      lines.bracketed(() => lines.write(values + 1));
    }
  };
  if (scope.requireOutputCheck) {
    lines.write();
    lines.indented(write);
  } else write();
}

function forLoop(layout: Layout, node: NodeOf<'For'>, scope: LegacyScope): void {
  const { lines } = layout;
  const body = scope.inner();
  body.analyze(node);
  const isExtended = node.recursive || findUndeclared(node.body, ['loop']).has('loop');
  const knowsLoop = body.identifiers.isDeclared('loop');
  const outside = [...node.else_, ...(node.test === null ? [] : [node.test])];
  const turns = (): void => {
    if (isExtended) {
      lines.write();
      body.declareSpecial('loop');
    }
    layout.enter(body);
    if (node.else_.length > 0) lines.write();
    if (!knowsLoop && findUndeclared(outside, ['loop']).has('loop')) lines.write();
    assigned(body, namesIn(node.target));
    lines.block(() => {
      if (!isExtended && node.test !== null) lines.write(2);
      layout.body(node.body, body);
      if (node.else_.length > 0) lines.write();
    });
    if (node.else_.length === 0) return;
    lines.write();
    lines.indented(() => layout.body(node.else_, body));
  };
  if (!node.recursive) {
    layout.saving(body, ['loop'], turns);
    return;
  }
  body.closeOver();
  lines.function(() => {
    layout.buffer(body);
    turns();
    lines.write();
  });
  lines.write();
}

/** Lays a template out as Jinja 2.8 does. */
export function layOut28(root: Root, source: LayoutSource): LaidOut {
  const layout = new Layout(source, STATEMENTS);
  const error = layout.lines.error(() => layout.template(root));
  return { lines: layout.lines.line, error };
}
