/**
 * The layout of the Python code that Jinja 2.8 writes, as far as it counts for Python's bounds on nesting: see layout.ts.
 * `elif` is an `if` inside an `else` here, and a scope saves and restores what it shadows.
 */
import type { Expr, NodeOf, Root, Stmt } from '../../syntax/nodes.ts';
import type { LegacyScope } from '../release-28/legacy-scope.ts';
import { findAll, findUndeclared } from '../../analysis/queries.ts';
import { Layout, type Table } from './frame-28.ts';
import { BUFFERED, piecesOf, type LaidOut, type LayoutSource, type Piece } from './tree.ts';

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
  Output: (layout, node, scope) =>
    printed(layout, piecesOf(layout.source, node.nodes, scope), scope),
  ExtensionTag: (layout, _, scope) => printed(layout, [{ node: undefined }], scope),
  For: forLoop,
  If: (layout, node, scope) => {
    const inner = scope.soft();
    layout.lines.write();
    layout.holds(inner, [node.test]);
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
    layout.holds(scope, node.defaults, 2);
    scope.assigned(node.name);
  },
  CallBlock: (layout, node, scope) => {
    layout.macro(node, scope);
    layout.lines.write();
    layout.holds(scope, node.defaults, 2);
    layout.lines.write();
    layout.holds(scope, [node.call]);
  },
  FilterBlock: (layout, node, scope) =>
    layout.nested(node, scope, (inner) => {
      layout.buffer(inner);
      layout.body(node.body, inner);
      layout.lines.write();
      layout.holds(inner, [node.filter]);
    }),
  With: (layout, node, scope) =>
    layout.nested(node, scope, (inner) => {
      layout.lines.write();
      node.targets.forEach((target, at) => {
        layout.lines.write();
        layout.holds(inner, [node.values[at] ?? null]);
        assigned(inner, namesIn(target));
      });
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
  Extends: (layout, node, scope) => {
    layout.refuseExtends();
    layout.extend(node.template, scope);
  },
  Include: (layout, node, scope) => {
    layout.include(node, scope, () => layout.lines.block(() => layout.lines.write()));
  },
  Import: (layout, node, scope) => {
    layout.lines.write();
    layout.holds(scope, [node.template], 1);
    if (scope.toplevel && !node.target.startsWith('_')) layout.lines.write();
    scope.assigned(node.target);
  },
  FromImport: (layout, node, scope) => {
    const names = node.names.map(([, alias]) => alias);
    layout.lines.write();
    layout.holds(scope, [node.template], 1);
    layout.lines.write(3 * names.length);
    layout.told(names, scope);
    assigned(scope, names);
  },
  ExprStmt: (layout, node, scope) => {
    layout.lines.write();
    layout.holds(scope, [node.node]);
  },
  Assign: (layout, node, scope) => {
    layout.lines.write();
    layout.holds(scope, [node.node]);
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
  Break: (layout, node) => layout.jump(node),
  Continue: (layout, node) => layout.jump(node),
  Autoescape: (layout, node, scope) =>
    layout.nested(node, scope, (inner) => {
      layout.lines.write(3);
      layout.holds(inner, [node.value]);
      for (const child of node.body) layout.statement(child, inner);
      layout.lines.write();
    }),
};

function printed(layout: Layout, pieces: readonly Piece[], scope: LegacyScope): void {
  const { lines } = layout;
  if (scope.requireOutputCheck && layout.hasKnownExtends) return;
  const isFormatted = scope.buffer !== BUFFERED && pieces.length >= FORMATTED;
  const write = (): void => {
    if (scope.buffer !== BUFFERED && !isFormatted) return layout.pieces(pieces, scope, 1);
    const inside = isFormatted ? pieces.filter(({ node }) => node !== undefined) : pieces;
    lines.write();
    const brackets = isFormatted || pieces.length === 1 ? 1 : 2;
    lines.bracketed(() => layout.pieces(inside, scope, 1), brackets);
    lines.write();
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
    const head = (): void => {
      layout.holds(body, [node.recursive ? null : node.iter, isExtended ? node.test : null], 3);
    };
    const turn = (): void => {
      if (!isExtended && node.test !== null) {
        lines.write();
        layout.holds(body, [node.test]);
        lines.write();
      }
      layout.body(node.body, body);
      if (node.else_.length > 0) lines.write();
    };
    lines.block(turn, 1, head);
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
  layout.holds(scope, [node.iter], 1);
}

/** Lays a template out as Jinja 2.8 does. */
export function layOut28(root: Root, source: LayoutSource): LaidOut {
  const layout = new Layout(source, STATEMENTS);
  const { lines } = layout;
  return { lines, ...lines.failures(() => layout.template(root)) };
}
