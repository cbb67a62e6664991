import type { Node, NodeOf, Stmt } from '../../syntax/nodes.ts';
import { findUndeclared } from '../../analysis/queries.ts';
import type { Scope } from '../scope.ts';
import { PythonLines } from './lines.ts';
import { BUFFERED, type LayoutSource } from './tree.ts';

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
  private readonly statements: Table<Self, S>;

  constructor(source: LayoutSource, statements: Table<Self, S>) {
    this.source = source;
    this.statements = statements;
  }

  statement(node: Stmt, scope: S): void {
    const write: (layout: Self, node: never, scope: S) => void = this.statements[node.typename];
    write(this as unknown as Self, node as never, scope);
  }

  buffer(scope: S): void {
    scope.buffer = BUFFERED;
    this.lines.write();
  }

  /** Whether an `extends` stands before this place. */
  get isExtended(): boolean {
    return this.extendsSoFar > 0;
  }

  /** What refuses a second `extends`, where there was one. */
  refuseExtends(): void {
    if (!this.isExtended) return;
    if (!this.hasKnownExtends) this.lines.write();
    this.lines.indented(() => this.lines.write());
  }

  extend(scope: S): void {
    this.lines.write();
    this.lines.block(() => this.lines.write());
    if (scope.rootlevel) this.hasKnownExtends = true;
    this.extendsSoFar += 1;
  }

  /** An `include`; `events` writes what goes through the pieces of the other template. */
  include({ ignore_missing: ignoresMissing }: NodeOf<'Include'>, events: () => void): void {
    const { lines } = this;
    if (!ignoresMissing) {
      lines.write();
      events();
      return;
    }
    lines.block(() => lines.write());
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
