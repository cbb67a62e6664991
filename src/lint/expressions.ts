import { DEFAULT } from '../analysis/index.ts';
import { ast } from '../jinja/index.ts';

/** The nodes around each node of a tree, the innermost first. */
export type Around = (node: ast.Node) => readonly ast.Node[];

/** A node and those around it, the innermost first. */
export type Site = { readonly node: ast.Node; readonly around: readonly ast.Node[] };

const STATEMENTS: ReadonlySet<ast.Kind> = new Set<ast.Kind>([
  'Output',
  'For',
  'If',
  'Assign',
  'AssignBlock',
  'With',
  'ExprStmt',
  'CallBlock',
  'FilterBlock',
  'ExtensionTag',
  'Macro',
  'Root',
]);

/** Whether a node is a filter `default`. */
export function isDefault(node: ast.Node): node is ast.Filter {
  return node.typename === 'Filter' && DEFAULT.has(node.name);
}

/** The nodes of the same expression around a node, the innermost first. */
export function expressionAround({ around }: Pick<Site, 'around'>): readonly ast.Node[] {
  const end = around.findIndex(({ typename }) => STATEMENTS.has(typename));
  return end < 0 ? around : around.slice(0, end);
}

/** Whether an expression asks for a length as in JavaScript, `x.length`. */
export function asksLength(node: ast.Node): boolean {
  let isThere = false;
  ast.visit(node, { Getattr: ({ attr }) => void (isThere ||= attr === 'length') });
  return isThere;
}

/** What to write for it, so that it counts what is missing too. */
export const COUNTED = 'count by a filter, after a default: (…|default([], true))|length';

/** The outermost node of the expression that a node is in. */
export function outermostOf({ node, around }: Site): ast.Node {
  return expressionAround({ around }).at(-1) ?? node;
}

/** The nodes around each node of a tree. */
export function ancestry(root: ast.Root): Around {
  const parents = new Map<ast.Node, ast.Node>();
  ast.walk(root, (node) => {
    for (const child of ast.children(node)) parents.set(child, node);
  });
  return (node) => {
    const path: ast.Node[] = [];
    for (let at = parents.get(node); at !== undefined; at = parents.get(at)) path.push(at);
    return path;
  };
}
