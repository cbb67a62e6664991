import { ast } from '../jinja/syntax/index.ts';

/**
 * What a template mentions by a name: variables, filters, tests, and what it calls, in the order of `ast.walk`; `defined` are the names of
 * its macros and imports.
 */
export type Mentions = {
  readonly nodes: readonly (ast.Name | ast.Filter | ast.Test | ast.Call)[];
  readonly defined: readonly string[];
};

/** What a tree mentions by a name. */
export function mentionsOf(root: ast.Root): Mentions {
  const nodes: (ast.Name | ast.Filter | ast.Test | ast.Call)[] = [];
  const defined: string[] = [];
  const add = (node: (typeof nodes)[number]): void => void nodes.push(node);
  ast.visit(root, {
    Name: add,
    Filter: add,
    Test: add,
    Call: add,
    Macro: ({ name }) => void defined.push(name),
    Import: ({ target }) => void defined.push(target),
    FromImport: ({ names }) => void defined.push(...names.map(([, alias]) => alias)),
  });
  return { nodes, defined };
}
