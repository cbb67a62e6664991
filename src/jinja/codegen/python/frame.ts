import type { Expr, NodeOf, Root, Stmt } from '../../syntax/nodes.ts';
import { ModernScope } from '../modern-scope.ts';
import { findStatements, findDependencies, findUndeclared } from '../../analysis/queries.ts';
import type { Scope } from '../scope.ts';
import { Symbols } from '../../analysis/symbols.ts';
import { BaseLayout, type Table as StatementTable } from './base.ts';
import type { Nested } from './tree.ts';

/** What each kind of statement writes. */
export type Table = StatementTable<Layout, ModernScope>;

/** Jinja's CompilerExit: what follows in the block is not written. */
export class Exit extends Error {}

const naming = (level: number, name: string): string => `l_${level}_${name}`;

/** The code of one template while it is laid out, by Jinja 3.1. */
export class Layout extends BaseLayout<Layout, ModernScope> {
  protected override parentheses(scope: ModernScope): Nested {
    return { comparison: 1, name: (name) => (scope.isBound(name) ? 0 : 2) };
  }

  readonly assignStack: Set<string>[] = [];

  template(root: Root): void {
    const { lines } = this;
    const haveExtends = findStatements(root.body, 'Extends').length > 0;
    lines.write(2);
    lines.function(() => {
      lines.write(5);
      const scope = this.frame();
      this.special(root.body, 'self', scope);
      scope.analyze(root);
      scope.toplevel = scope.rootlevel = true;
      scope.requireOutputCheck = haveExtends;
      if (haveExtends) lines.write();
      this.enter(scope);
      lines.write(findDependencies(root.body).length * 6);
      this.body(root.body, scope);
    }, 1);
    if (haveExtends) {
      lines.indented(() => {
        if (!this.hasKnownExtends) lines.write();
        lines.indented(() => lines.write());
      });
    }
    for (const block of findStatements(root.body, 'Block')) this.block(block);
  }

  private block(block: NodeOf<'Block'>): void {
    const { lines } = this;
    lines.function(() => {
      lines.write(5);
      const scope = this.frame();
      scope.blockFrame = true;
      this.special(block.body, 'self', scope);
      this.special(block.body, 'super', scope);
      scope.analyze(block);
      lines.write();
      this.enter(scope);
      lines.write(findDependencies(block.body).length * 6);
      this.body(block.body, scope);
    }, 1);
  }

  private frame(): ModernScope {
    const { options } = this.source;
    return new ModernScope(
      new Symbols(naming, options.state.environment.version),
      options.autoescape,
    );
  }

  enter(scope: ModernScope): void {
    const kinds = [...scope.symbols.loads.values()].map(({ kind }) => kind);
    this.lines.write(kinds.filter((kind) => kind === 'resolve' || kind === 'alias').length);
    if (kinds.includes('undefined')) this.lines.write();
  }

  leave(scope: ModernScope): void {
    if (scope.symbols.loads.size > 0) this.lines.write();
  }

  /** A body of statements, opened by `pass`. */
  body(nodes: readonly Stmt[], scope: ModernScope): void {
    this.lines.write();
    try {
      for (const node of nodes) this.statement(node, scope);
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
    }
  }

  /** Binds the names of a target; a namespace's attribute takes a check of two lines before its own. */
  target(node: Expr, scope: Scope): void {
    if (node.typename === 'NSRef') this.lines.write(2);
    else if (node.typename === 'Tuple') for (const item of node.items) this.target(item, scope);
    else if (node.typename === 'Name') this.stored(node.name, scope);
  }

  private stored(name: string, scope: Scope): void {
    if (scope.toplevel || scope.loopFrame || scope.blockFrame) this.assignStack.at(-1)?.add(name);
  }

  /** Writes an assignment, then what tells the context of it. */
  assigning(scope: Scope, write: () => void): void {
    this.assignStack.push(new Set());
    write();
    const names = this.assignStack.pop() ?? new Set<string>();
    if (!(scope.blockFrame || scope.loopFrame || scope.toplevel) || names.size === 0) return;
    this.lines.write();
    const isPublic = [...names].some((name) => !name.startsWith('_'));
    if (!scope.blockFrame && !scope.loopFrame && isPublic) this.lines.write();
  }

  /** The function of a macro or call block. */
  macro(node: NodeOf<'Macro'> | NodeOf<'CallBlock'>, scope: ModernScope): void {
    const inner = scope.inner();
    inner.analyze(node);
    const names = node.args.map(({ name }) => name);
    for (const name of findUndeclared(node.body, ['caller', 'kwargs', 'varargs']))
      if (!names.includes(name)) inner.declareSpecial(name);
    inner.requireOutputCheck = false;
    inner.analyze(node);
    this.lines.function(() => {
      for (const arg of node.args) this.lines.holds(arg);
      this.buffer(inner);
      this.enter(inner);
      node.args.forEach((_, at) => {
        this.lines.write();
        this.lines.indented(() => this.lines.write());
        this.holds(inner, [node.defaults[at - (node.args.length - node.defaults.length)] ?? null]);
      });
      this.body(node.body, inner);
      this.lines.write();
    });
  }
}
