/** Questions about a tree that the generator asks before it writes code. */
import {
  children,
  walk,
  type Filter,
  type Kind,
  type Node,
  type Root,
  type NodeOf,
  type Stmt,
  type Test,
} from '../syntax/nodes.ts';

/**
 * Which of `names` the nodes read before they bind them, scopes inside included (Jinja's `find_undeclared`). Blocks are left
 * out: they have a scope of their own.
 */
export function findUndeclared(nodes: readonly Node[], names: readonly string[]): Set<string> {
  const candidates = new Set(names);
  const undeclared = new Set<string>();
  for (const top of nodes)
    walk(top, (node) => {
      if (node.typename !== 'Name') return node.typename !== 'Block';
      if (node.ctx === 'load' && candidates.has(node.name)) undeclared.add(node.name);
      else candidates.delete(node.name);
      return false;
    });
  return undeclared;
}

/** Every node of a kind at or below the given nodes. */
export function findAll<K extends Kind>(nodes: readonly Node[], kind: K): NodeOf<K>[] {
  const found: NodeOf<K>[] = [];
  for (const root of nodes) {
    walk(root, (node) => {
      if (node.typename === kind) found.push(node as NodeOf<K>);
    });
  }
  return found;
}

/** Every statement of a kind at or below the given nodes: expressions hold none. */
export function findStatements<K extends Stmt['typename']>(
  nodes: readonly Node[],
  kind: K,
): NodeOf<K>[] {
  const found: NodeOf<K>[] = [];
  const visit = (node: Node): void => {
    if (node.typename === kind) found.push(node as NodeOf<K>);
    if ('body' in node) node.body.forEach(visit);
    if ('elif_' in node) node.elif_.forEach(visit);
    if ('else_' in node) node.else_.forEach(visit);
  };
  nodes.forEach(visit);
  return found;
}

/** The filters and tests that nodes name, blocks left out: each once. */
export function findDependencies(nodes: readonly Node[]): (Filter | Test)[] {
  const found = new Map<string, Filter | Test>();
  const visit = (node: Node): void => {
    if (node.typename === 'Block') return;
    if (node.typename === 'Filter' || node.typename === 'Test')
      found.set(`${node.typename} ${node.name}`, node);
    for (const child of children(node)) visit(child);
  };
  for (const node of nodes) visit(node);
  return [...found.values()];
}

/** Whether evaluating an expression can neither raise nor change anything. */
export function isHarmless(node: Node | null): boolean {
  return node?.typename === 'Const' || node?.typename === 'Name';
}

/** Tags that hand what a template assigns to another one. */
const SHARING = ['Extends', 'Include', 'Import', 'FromImport'] as const;

/** Whether a template hands what it assigns to another one. */
export function sharesNames(root: Root): boolean {
  return SHARING.some((kind) => findStatements(root.body, kind).length > 0);
}
