import { ast } from '../jinja/syntax/index.ts';
import type { Value } from '../jinja/values/index.ts';
import type { Read, Reads } from './reads.ts';
import { ATTRIBUTE_FIRST } from './shape-filters.ts';

/** What a template does with a value, which says of which type it is meant to be; `order`: items are sorted by it. */
export type ShapeUse = 'text' | 'number' | 'date' | 'list' | 'dict' | 'order' | 'truth';

/**
 * What a template expects of a value that it reads: what it does with it, the literals that it compares it with, the members
 * that it looks up in it, and what it expects of the items of a list.
 */
export type Shape = {
  readonly uses: Set<ShapeUse>;
  readonly literals: Value[];
  readonly members: Map<string, Shape>;
  item: Shape | undefined;
};

/** Something of the account that a template reads, with what it expects of it. */
export type ShapedRead = Pick<Read, 'kind' | 'name'> & { readonly shape: Shape };

/** What a loop goes through, and where it begins and ends. */
export type Loop = { readonly iter: ast.Expr; readonly start: number; readonly end: number };

/** A shape of which nothing is known yet. */
export function shape(): Shape {
  return { uses: new Set(), literals: [], members: new Map(), item: undefined };
}

/** The member of a shape by its name. */
export function memberOf(owner: Shape, name: string): Shape {
  const known = owner.members.get(name) ?? shape();
  owner.members.set(name, known);
  return known;
}

/** Whether an expression is a text that is written out, or one joined of such. */
export function isText(node: ast.Node): boolean {
  if (node.typename === 'Const') return typeof node.value === 'string';
  return node.typename === 'Add' && (isText(node.left) || isText(node.right));
}

/** The member that a filter takes of each item, and the member of that, where they are written out: `address.city`. */
export function attributeOf({ name, args, kwargs }: ast.Filter): readonly string[] | undefined {
  const given = kwargs.find(({ key }) => key === 'attribute')?.value;
  const attribute = given ?? (ATTRIBUTE_FIRST.has(name) ? args[0] : undefined);
  return attribute?.typename === 'Const' && typeof attribute.value === 'string'
    ? attribute.value.split('.')
    : undefined;
}

/** Whether an index is one that texts are hardly asked for: the second item, not the first letter. */
export function isLaterIndex(arg: ast.Getitem['arg']): boolean {
  return arg.typename === 'Const' && typeof arg.value === 'number' && arg.value > 0;
}

/** An expression, or where it is a variable what that is set to. */
function sourcesOf(node: ast.Node, { bindings }: Reads): readonly ast.Node[] {
  return node.typename === 'Name' ? (bindings.get(node.name) ?? []) : [node];
}

/** The items of a list, or keys of a dict, that a template writes out. */
export function writtenIn(node: ast.Node, reads: Reads): readonly ast.Node[] {
  return sourcesOf(node, reads).flatMap((source): readonly ast.Node[] => {
    if (source.typename === 'List' || source.typename === 'Tuple') return source.items;
    return source.typename === 'Dict' ? source.items.map(({ key }) => key) : [];
  });
}

/** What finds something in a dict or list that a template writes out: the keys of the one, the last place of the other. */
export function placesIn(node: ast.Node, reads: Reads): readonly ConstValue[] {
  return sourcesOf(node, reads).flatMap((source): readonly ConstValue[] => {
    if (source.typename === 'List' || source.typename === 'Tuple')
      return source.items.length === 0 ? [] : [source.items.length - 1];
    if (source.typename !== 'Dict') return [];
    return source.items.flatMap(({ key }) =>
      key.typename === 'Const' && key.value !== null ? [key.value] : [],
    );
  });
}

type ConstValue = NonNullable<ast.Const['value']>;

/** Notes a loop under the variable that it sets. */
export function addLoop(loops: Map<string, Loop[]>, node: ast.For): void {
  const { target, iter, start } = node;
  if (target.typename !== 'Name') return;
  let { end } = node;
  ast.walk(node, (inner) => void (end = Math.max(end, inner.end)));
  const known = loops.get(target.name);
  if (known === undefined) loops.set(target.name, [{ iter, start, end }]);
  else known.push({ iter, start, end });
}
