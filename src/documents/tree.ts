import type { Lines, Span } from '../diagnostics/index.ts';

/**
 * One value of a file with its place. `text` is a scalar as it was written, so that `10.0` and 20 digits stay; of a quoted one
 * it is what the quotes hold. `isPlain` says that a scalar has neither quotes nor a tag.
 */
export type Tree = {
  readonly kind: 'map' | 'list' | 'text' | 'number' | 'boolean' | 'null';
  readonly span: Span;
  readonly text: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly items: readonly Tree[];
  readonly isPlain?: boolean;
};

/** A key with its place, and its value. */
export type Entry = { readonly keySpan: Span; readonly tree: Tree };

/** A path into a file: keys, and positions in lists counted from 0. */
export type DataPath = readonly (string | number)[];

/** UTF-16 offsets of a text: the first, and the one after the last. */
export type Range = readonly [start: number, end: number];

/** A key that was read from a file, and its value. The place of the key is worked out when it is asked for. */
export class FileEntry implements Entry {
  readonly tree: FileTree;
  readonly #lines: Lines;
  readonly #range: Range;
  #span: Span | undefined;

  constructor(lines: Lines, range: Range, tree: FileTree) {
    this.tree = tree;
    this.#lines = lines;
    this.#range = range;
  }

  get keySpan(): Span {
    this.#span ??= this.#lines.spanOf(...this.#range);
    return this.#span;
  }
}

/** What most values do not have, which is not made for each of them. */
const NO_ENTRIES: FileTree['entries'] = new Map();
const NO_ITEMS: FileTree['items'] = [];

/** A value that was read from a file. Its place is worked out when it is asked for. */
export class FileTree implements Tree {
  readonly kind: Tree['kind'];
  readonly text: string;
  readonly isPlain: boolean;
  readonly entries: ReadonlyMap<string, FileEntry>;
  readonly items: readonly FileTree[];
  /** How many levels of values it has, itself one of them. */
  readonly levels: number;
  /** How many values it is made of, those of aliases counted wherever they are named. */
  readonly parts: number;
  readonly #lines: Lines;
  readonly #range: Range;
  #span: Span | undefined;

  constructor(
    lines: Lines,
    range: Range,
    held: Pick<FileTree, 'kind'> &
      Partial<Pick<FileTree, 'text' | 'isPlain' | 'entries' | 'items'>>,
  ) {
    const { kind, text = '', isPlain = false, entries = NO_ENTRIES, items = NO_ITEMS } = held;
    this.kind = kind;
    this.text = text;
    this.isPlain = isPlain;
    this.entries = entries;
    this.items = items;
    this.#lines = lines;
    this.#range = range;
    const inner = kind === 'map' ? Array.from(entries.values(), ({ tree }) => tree) : items;
    let levels = 0;
    let parts = 1;
    for (const one of inner) {
      levels = Math.max(levels, one.levels);
      parts += one.parts;
    }
    this.levels = levels + 1;
    this.parts = parts;
  }

  /** Where it is, without the white space after it. */
  get span(): Span {
    this.#span ??= this.#trimmed();
    return this.#span;
  }

  #trimmed(): Span {
    const [start, rangeEnd] = this.#range;
    const { text } = this.#lines;
    let end = rangeEnd;
    while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
    return this.#lines.spanOf(start, end);
  }

  /** The same value at another place of the file, where an alias names it. */
  at(range: Range): FileTree {
    return new FileTree(this.#lines, range, this);
  }
}
