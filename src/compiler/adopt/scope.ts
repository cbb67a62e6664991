import type { ast } from '../../jinja/syntax/index.ts';
import type { MappingPart, Parts, Place } from './parts.ts';

/** What an expression is read with: the template's text, and what its variables and macros hold. */
export type Scope = {
  readonly text: string;
  readonly variables: Pick<ReadonlyMap<string, Parts>, 'get'>;
  readonly macros: ReadonlyMap<string, ast.Macro>;
  /** Reads an expression, such as an argument of a call. */
  readonly read: (node: ast.Expr, scope: Scope) => Parts;
  /** What a body prints, with some variables of its own. */
  readonly printed: (body: readonly ast.Stmt[], own: ReadonlyMap<string, Parts>) => Parts;
};

/** Where a node is in the template. */
export function placeOf({ start, end }: ast.Node): Place {
  return [start, end];
}

/** The part of what was not understood. */
export function unread(node: ast.Node): Parts {
  return [{ kind: 'unread', at: placeOf(node) }];
}

/** The keyword arguments of a call as the entries of a mapping. */
export function keywordEntries(node: ast.Call, scope: Scope): MappingPart['entries'] {
  return node.kwargs.map(({ key, value }) => ({
    key: [{ kind: 'text', text: key, at: placeOf(node) }],
    value: scope.read(value, scope),
  }));
}
