import type { Span } from '../../diagnostics/index.ts';
import type { Tree } from '../../documents/index.ts';

/** A value of the file and the place of its key. */
export type Place = { readonly key: Span; readonly tree: Tree };

/** The key and value under a path of the file; the nearest that is there. */
export function placeOf(root: Tree, path: readonly string[]): Place {
  let place: Place = { key: root.span, tree: root };
  for (const step of path) {
    const entry = place.tree.entries.get(step);
    const item = place.tree.kind === 'list' ? place.tree.items[Number(step)] : undefined;
    if (entry !== undefined) place = { key: entry.keySpan, tree: entry.tree };
    else if (item !== undefined) place = { key: item.span, tree: item };
  }
  return place;
}

/** A path as people read it: `fields` is left out, for the names of its keys say enough. */
export function named(path: readonly string[]): string {
  const shorter = path[0] === 'fields' && path.length > 1 ? path.slice(1) : path;
  return shorter.map((step) => (/^\d+$/.test(step) ? `item ${Number(step) + 1}` : step)).join(', ');
}

/** A value in the words of a message. */
export function shown(tree: Tree): string {
  switch (tree.kind) {
    case 'map':
      return tree.entries.size === 0
        ? 'empty'
        : `a mapping with ${[...tree.entries.keys()].slice(0, 3).join(', ')}`;
    case 'list':
      return 'a list';
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
  const characters = Array.from(text.replaceAll(/[\u0000-\u001f\u007f]/g, '\u00b7'));
  return `'${characters.length > 40 ? `${characters.slice(0, 37).join('')}...` : characters.join('')}'`;
}

/** `a, b or c`. */
export function list(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}

/** A step of a JSON Pointer. */
export function unescapePointer(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}
