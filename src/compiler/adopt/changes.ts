import { ast } from '../../jinja/syntax/index.ts';
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

/** Methods that change a list or mapping in place. */
const CHANGING: ReadonlySet<string> = new Set(
  'append extend insert pop popitem remove clear update setdefault reverse sort'.split(' '),
);

/** The variables whose lists or mappings an expression changes in place: `l.append(x)`, `d.pop('a')`. */
export function changedIn(node: ast.Node): ReadonlySet<string> {
  const names = new Set<string>();
  ast.visit(node, {
    Call({ node: callee }) {
      if (callee.typename !== 'Getattr' || !CHANGING.has(callee.attr)) return;
      if (callee.node.typename === 'Name') names.add(callee.node.name);
    },
  });
  return names;
}

/** The variables outside of a loop that its body changes: attributes of a namespace, mappings and lists. */
export function changedBy(body: readonly ast.Stmt[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of body) {
    for (const name of changedIn(statement)) names.add(name);
    ast.visit(statement, {
      Assign({ target }) {
        if (target.typename === 'NSRef') names.add(`${target.name}.${target.attr}`);
      },
    });
  }
  return names;
}
