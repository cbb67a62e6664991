import type { Expr, Node, NodeOf, Stmt } from '../../syntax/nodes.ts';
import { findUndeclared } from '../../analysis/queries.ts';
import type { Scope } from '../scope.ts';
import { PythonLines } from './lines.ts';
import { BUFFERED, nesting, type LayoutSource, type Nested, type Piece } from './tree.ts';

/** What each kind of statement writes into a layout. */
export type Table<Layout, S> = {
  readonly [K in Stmt['typename']]: (layout: Layout, node: NodeOf<K>, scope: S) => void;
};

/** What the layouts of all releases have in common. `Self` is the release's own class. */
export abstract class BaseLayout<Self, S extends Scope> {
  readonly lines: PythonLines = new PythonLines();
  readonly source: LayoutSource;
  hasKnownExtends = false;
  protected extendsSoFar = 0;
  /** The parentheses of a name and of a comparison. */
  protected abstract parentheses(scope: S): Nested;
  private readonly statements: Table<Self, S>;

  constructor(source: LayoutSource, statements: Table<Self, S>) {
    this.source = source;
    this.statements = statements;
  }

  statement(node: Stmt, scope: S): void {
    this.lines.place = node;
    const write: (layout: Self, node: never, scope: S) => void = this.statements[node.typename];
    write(this as unknown as Self, node as never, scope);
  }

  /** Notes that the last line holds expressions, each with so many parentheses around it. */
  holds(scope: S, nodes: readonly (Expr | null)[], around = 0): void {
    for (const node of nodes) {
      if (node === null) continue;
      const within = nesting(this.source.folded(node, scope), this.parentheses(scope));
      this.lines.holds(node, around + within);
    }
  }

  /** What is printed: each piece a line of its own, with so many parentheses around it. */
  pieces(all: readonly Piece[], scope: S, around: number): void {
    for (const { node } of all) {
      this.lines.write();
      if (node !== undefined) this.holds(scope, [node], around);
    }
  }

  /** `break` or `continue`. */
  jump(node: Stmt): void {
    this.lines.write();
    this.lines.holds(node);
  }

  buffer(scope: S): void {
    scope.buffer = BUFFERED;
    this.lines.write();
  }

  /** Whether an `extends` comes before this place. */
  get isExtended(): boolean {
    return this.extendsSoFar > 0;
  }

  /** What refuses a second `extends`, where there was one. */
  refuseExtends(): void {
    if (!this.isExtended) return;
    if (!this.hasKnownExtends) this.lines.write();
    this.lines.indented(() => this.lines.write());
  }

  extend(template: Expr, scope: S): void {
    this.lines.write();
    this.holds(scope, [template], 1);
    this.lines.block(() => this.lines.write());
    if (scope.rootlevel) this.hasKnownExtends = true;
    this.extendsSoFar += 1;
  }

  /** An `include`; `events` writes what goes through the pieces of the other template. */
  include({ template, ignore_missing }: NodeOf<'Include'>, scope: S, events: () => void): void {
    const { lines } = this;
    const load = (): void => {
      lines.write();
      this.holds(scope, [template], 1);
    };
    if (!ignore_missing) {
      load();
      events();
      return;
    }
    lines.block(load);
    lines.block(() => lines.write(), 2);
    lines.write();
    lines.indented(events);
  }

  protected special(body: readonly Node[], name: string, scope: S): void {
    if (!findUndeclared(body, [name]).has(name)) return;
    scope.declareSpecial(name);
    this.lines.write();
  }
}
