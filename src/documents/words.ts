import type { Span } from '../diagnostics/index.ts';
import type { DataPath, Tree } from './tree.ts';

/** A value of a file and the place of its key. */
export type Place = { readonly key: Span; readonly tree: Tree };

/** The key and value under a path of a file; the nearest outer one where there is none. */
export function placeOf(root: Tree, path: DataPath): Place {
  let place: Place = { key: root.span, tree: root };
  for (const step of path) {
    const { kind, items, entries } = place.tree;
    const item = kind === 'list' ? items[Number(step)] : undefined;
    const entry = item === undefined ? entries.get(String(step)) : undefined;
    if (item !== undefined) place = { key: item.span, tree: item };
    else if (entry !== undefined) place = { key: entry.keySpan, tree: entry.tree };
    else return place;
  }
  return place;
}

/** The value under some keys; undefined where there is none. */
export function treeAt(tree: Tree | undefined, ...path: DataPath): Tree | undefined {
  return path.reduce<Tree | undefined>(
    (at, step) =>
      at?.kind === 'list' ? at.items[Number(step)] : at?.entries.get(String(step))?.tree,
    tree,
  );
}

/** A path as people read it: `tests, item 1, expect`. */
export function namedPath(path: DataPath): string {
  return path
    .map((step) => (/^\d+$/.test(String(step)) ? `item ${Number(step) + 1}` : step))
    .join(', ');
}

/** A value in the words of a message. */
export function shown(tree: Tree): string {
  switch (tree.kind) {
    case 'map':
      return tree.entries.size === 0
        ? 'empty'
        : `a mapping with ${[...tree.entries.keys()].slice(0, 3).join(', ')}`;
    case 'list':
      return tree.items.length === 0 ? 'an empty list' : 'a list';
    case 'null':
      return 'nothing';
    case 'text':
      return quoted(tree.text);
    case 'number':
    case 'boolean':
    default:
      return tree.text;
  }
}

/** A text in quotes, cut where it is long. */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, 100).replaceAll(/[\u0000-\u001f\u007f]/g, '\u00b7'));
  return `'${characters.length > 40 ? `${characters.slice(0, 37).join('')}...` : characters.join('')}'`;
}

/** Texts that YAML reads as texts without quotes. */
const PLAIN =
  /^(?!(?:true|false|null|yes|no|on|off)$)[A-Za-z](?:[^\s:#{}[\],'"]|:(?=\S)| (?=[^\s#]))*$/i;

/** A value as it is written in one line of a file, which is YAML unless its name says that it is JSON. */
export function flowText(value: unknown, file: string): string {
  if (file.endsWith('.json')) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item, file)).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${flowText(key, file)}: ${flowText(item, file)}`)
      .join(', ')} }`;
  return typeof value === 'string' && !PLAIN.test(value) ? JSON.stringify(value) : String(value);
}

/** `a, b or c`, or with another word before the last. */
export function list(names: readonly string[], word = 'or'): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1) ?? ''}`;
}
