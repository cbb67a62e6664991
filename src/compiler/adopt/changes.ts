import type { ast } from '../../jinja/syntax/index.ts';
import { plainText, type MappingPart } from './parts.ts';
import { keywordEntries, placeOf, type Scope } from './scope.ts';

/** A mapping with the entries of another, as `update` has it. */
export function updated(
  held: MappingPart,
  more: MappingPart | undefined,
  node: ast.Node,
): MappingPart {
  const own = more?.entries ?? [];
  const names = new Set(own.map(({ key }) => plainText(key)));
  const kept = held.entries.filter(({ key }) => !names.has(plainText(key)));
  return { kind: 'mapping', entries: [...kept, ...own], at: placeOf(node) };
}

/** A mapping with the keyword arguments of a call, as `update` has it. */
export function withKeywords(held: MappingPart, node: ast.Call, scope: Scope): MappingPart {
  const entries = keywordEntries(node, scope);
  return updated(held, { kind: 'mapping', entries, at: placeOf(node) }, node);
}

/** The variables outside of a loop that its body changes: attributes of a namespace, mappings and lists. */
export function changedBy(body: readonly ast.Stmt[]): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (statements: readonly ast.Stmt[]): void => {
    for (const node of statements) {
      if (node.typename === 'Assign' && node.target.typename === 'NSRef')
        names.add(`${node.target.name}.${node.target.attr}`);
      const call =
        node.typename === 'ExprStmt'
          ? node.node
          : node.typename === 'Assign'
            ? node.node
            : undefined;
      if (
        call?.typename === 'Call' &&
        call.node.typename === 'Getattr' &&
        call.node.node.typename === 'Name'
      )
        names.add(call.node.node.name);
      if ('body' in node) look(node.body);
      if (node.typename === 'If') look([...node.else_, ...node.elif_]);
    }
  };
  look(body);
  return names;
}
