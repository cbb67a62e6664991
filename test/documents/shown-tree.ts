import type { Tree } from '../../src/documents/index.ts';

/** A tree with its places as plain data, to be compared. */
export function shown({ kind, text, isPlain, span, entries, items }: Tree): unknown {
  return {
    kind,
    text,
    isPlain,
    span,
    entries: Array.from(entries, ([key, { keySpan, tree }]) => [key, keySpan, shown(tree)]),
    items: items.map(shown),
  };
}
