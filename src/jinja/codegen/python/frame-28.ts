import type { Node, NodeOf, Root, Stmt } from '../../syntax/nodes.ts';
import { LegacyScope } from '../release-28/legacy-scope.ts';
import { findStatements, findDependencies, findUndeclared } from '../../analysis/queries.ts';
import { BaseLayout, type Table as StatementTable } from './base.ts';
import type { Nested } from './tree.ts';

/** What each kind of statement writes. */
export type Table = StatementTable<Layout, LegacyScope>;

const naming = (level: number, name: string): string => `l_${level}_${name}`;

/** The code of one template while it is laid out, by Jinja 2.8. */
export class Layout extends BaseLayout<Layout, LegacyScope> {
  protected override parentheses(): Nested {
    return { comparison: 0, name: () => 0 };
  }

  template(root: Root): void {
    const { lines } = this;
    const haveExtends = findStatements(root.body, 'Extends').length > 0;
    lines.write(3);
    this.function(root, root.body, (scope) => {
      scope.toplevel = scope.rootlevel = true;
      scope.requireOutputCheck = haveExtends;
      if (haveExtends) lines.write();
    });
    if (haveExtends) {
      if (!this.hasKnownExtends) lines.indented(() => lines.write());
      lines.indented(() => lines.block(() => lines.write()));
    }
    for (const block of findStatements(root.body, 'Block')) {
      this.function(block, block.body, (scope) => {
        scope.blockFrame = true;
        this.special(block.body, 'super', scope);
      });
    }
  }

  private function(node: Node, body: readonly Stmt[], prepare: (scope: LegacyScope) => void): void {
    this.lines.function(() => {
      const scope = new LegacyScope(naming, this.source.options.autoescape);
      this.special(body, 'self', scope);
      prepare(scope);
      scope.analyze(node);
      this.enter(scope);
      this.lines.write(findDependencies(body).length);
      this.body(body, scope);
    }, 1);
  }

  enter(scope: LegacyScope): void {
    this.lines.write(scope.identifiers.undeclared.size);
  }

  body(nodes: readonly Stmt[], scope: LegacyScope): void {
    this.lines.write();
    for (const node of nodes) this.statement(node, scope);
  }

  /** What a scope saves at its beginning, and puts back at its end: one line each, and one for all that it brings. */
  saving(scope: LegacyScope, extra: readonly string[], write: () => void): void {
    const { declared, outerUndeclared, declaredLocally, declaredParameter } = scope.identifiers;
    const saved = new Set(
      [...declaredLocally, ...declaredParameter].filter(
        (name) => declared.has(name) || outerUndeclared.has(name),
      ),
    );
    for (const name of extra) if (scope.identifiers.isDeclared(name)) saved.add(name);
    const count = saved.size + ([...declaredLocally].some((name) => !saved.has(name)) ? 1 : 0);
    this.lines.write(count);
    write();
    this.lines.write(count);
  }

  /** A scope inside another, its body opened by one line. */
  nested(node: Stmt, scope: LegacyScope, write: (inner: LegacyScope) => void): void {
    const inner = scope.inner();
    inner.analyze(node);
    this.saving(inner, [], () => {
      this.enter(inner);
      write(inner);
    });
  }

  macro(node: NodeOf<'Macro'> | NodeOf<'CallBlock'>, scope: LegacyScope): void {
    const inner = scope.inner();
    inner.requireOutputCheck = false;
    inner.analyze(node);
    const names = node.args.map(({ name }) => name);
    for (const name of findUndeclared(node.body, ['caller', 'kwargs', 'varargs']))
      if (!names.includes(name)) inner.declareSpecial(name);
    inner.closeOver();
    this.lines.function(() => {
      for (const arg of node.args) this.lines.holds(arg);
      this.buffer(inner);
      this.enter(inner);
      this.body(node.body, inner);
      this.lines.write();
    });
    for (const name of names) scope.assigned(name);
  }

  /** What tells the context of the names that were assigned on the top level. */
  told(names: readonly string[], scope: LegacyScope): void {
    if (!scope.toplevel || names.length === 0) return;
    this.lines.write(names.some((name) => !name.startsWith('_')) ? 2 : 1);
  }
}
