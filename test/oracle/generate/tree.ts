/** What a node of a generated template is, as far as making it smaller goes. */
export type Sort =
  /** Any number of statements: each may go. */
  | 'body'
  /** May go, or be replaced by a body inside it. */
  | 'statement'
  /** May be replaced by an expression inside it, or by a literal. */
  | 'expression'
  /** May go: an argument with its comma, an `else`, a filter. */
  | 'optional';

/** A generated template as a tree of text. */
export type Tree = { readonly sort: Sort; readonly parts: readonly Part[] };

/** Text, or a node. */
export type Part = string | Tree;

/** A node: parts that are lists are laid flat. */
export function tree(sort: Sort, ...parts: readonly (Part | readonly Part[])[]): Tree {
  return { sort, parts: parts.flat() };
}

/** The text of a tree. */
export function print(part: Part): string {
  return typeof part === 'string' ? part : part.parts.map(print).join('');
}

/** The parts with a separator between them. */
export function separated(parts: readonly Part[], separator: string): Part[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
}

/** Trees that are a step smaller, the most promising first: whole branches go before their twigs. */
export function smallerTrees(whole: Tree): Tree[] {
  const places = placesIn(whole).sort((a, b) => print(b.node).length - print(a.node).length);
  return places.flatMap(({ node, path }) =>
    replacements(node).map((replacement) => replaced(whole, path, replacement) as Tree),
  );
}

type Place = { readonly node: Tree; readonly path: readonly number[] };

function placesIn(node: Tree, path: readonly number[] = []): Place[] {
  const inner = node.parts.flatMap((part, index) =>
    typeof part === 'string' ? [] : placesIn(part, [...path, index]),
  );
  return [{ node, path }, ...inner];
}

function replacements(node: Tree): Part[] {
  switch (node.sort) {
    case 'body':
      return node.parts.length > 3 ? halves(node) : [];
    case 'optional':
      return print(node) === '' ? [] : [''];
    case 'statement':
      return print(node) === '' ? [] : ['', ...below(node, 'body')];
    case 'expression':
      return [...below(node, 'expression'), ...literals(print(node))];
    default:
      return node.sort satisfies never;
  }
}

function halves(node: Tree): Part[] {
  const middle = node.parts.length >> 1;
  return [tree('body', node.parts.slice(0, middle)), tree('body', node.parts.slice(middle))];
}

function literals(text: string): string[] {
  if (text.length <= 2) return [];
  return ['1', "''", '[]'].filter((literal) => literal.length < text.length);
}

/** The nearest nodes of a sort inside a node. */
function below(node: Tree, sort: Sort): Tree[] {
  return node.parts.flatMap((part) => {
    if (typeof part === 'string') return [];
    return part.sort === sort ? [part] : below(part, sort);
  });
}

function replaced(node: Part, path: readonly number[], replacement: Part): Part {
  const [index, ...rest] = path;
  if (index === undefined) {
    return typeof replacement === 'string' ? tree('body', replacement) : replacement;
  }
  if (typeof node === 'string') return node;
  const parts = node.parts.map((part, at) =>
    at === index ? (rest.length === 0 ? replacement : replaced(part, rest, replacement)) : part,
  );
  return { sort: node.sort, parts };
}
