import type { Lines } from '../diagnostics/index.ts';
import { plainKind } from './plain-scalars.ts';
import { MOST_LEVELS } from './syntax-errors.ts';
import { MOST_IN_KEY, Scanner } from './scanner.ts';
import { FileEntry, FileTree, type Range } from './tree.ts';

/** Letters of most scripts: nothing that is white space, a mark of order or half of a pair. */
const LETTERS = '\\u00A1-\\u167F\\u2C00-\\u2DFF\\u3040-\\uD7FF';

/** What is in quotes as it is: besides ASCII all but marks of order and halves of a pair. */
const QUOTED = '\\u00A0-\\uD7FF\\uE000-\\uFEFE\\uFF00-\\uFFFD';
const DOUBLE = `[ !#-[\\]-~${QUOTED}]`;
const SINGLE = `[ -&(-~${QUOTED}]`;
const PAIR = '[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]';

/** The escapes that YAML and JSON have alike. */
const ESCAPE = '\\\\(?:["\\\\/bfnrt]|u[0-9A-Fa-f]{4})';

/** What a plain text begins with: nothing that YAML may read as a mark. */
const FIRST = `(?:[A-Za-z0-9_+./~$(${LETTERS}]|-(?=[A-Za-z0-9.]))`;

/** What it goes on with besides letters; a colon before white space, and a number sign behind it, end it. */
const BLOCK_TEXT = `${FIRST}(?:[!"$-9;-~${LETTERS}]|:(?=[!-~${LETTERS}])|(?<! )#| (?! *(?:#|\\n|$)))*`;
const FLOW_TEXT = `${FIRST}(?:[!"$-+\\--9;-Z\\\\^-z|~${LETTERS}]|:(?=[!-+\\--Z\\\\^-z|~${LETTERS}])|(?<! )#| (?! *(?:[#,[\\]{}\\n]|$)))*`;

const PATTERNS = {
  head: new RegExp(`(?:#[ -~${LETTERS}]*\\n|\\n)*`, 'y'),
  key: /[A-Za-z_](?:[\w.()/-]| (?=[\w.()/-]))*(?=:(?: |\n|$))/y,
  double: new RegExp(`"${DOUBLE}*(?:(?:${ESCAPE}|${PAIR})${DOUBLE}*)*"`, 'y'),
  single: new RegExp(`'${SINGLE}*(?:(?:''|${PAIR})${SINGLE}*)*'`, 'y'),
  block: new RegExp(BLOCK_TEXT, 'y'),
  flow: new RegExp(FLOW_TEXT, 'y'),
  spaces: / */y,
  rest: new RegExp(`(?: +(?:#[ -~${LETTERS}]*)?)?(?=\\n|$)`, 'y'),
  lines: /(?:\n *(?=\n|$))*(?:\n|$)/y,
} as const;

/**
 * Reads YAML as most people write it, in a tenth of the time and with the same tree: a mapping of plain keys, each in a line of its
 * own with a value in the same line, or with an indented mapping or list below. Undefined for every other text, among them what has
 * comments between lines, escapes of YAML alone, anchors, tags, texts of several lines or keys without a value.
 */
export function readPlain(lines: Lines): FileTree | undefined {
  return new PlainReader(lines).read();
}

/** Each method that reads a value gives undefined where the text is another one. */
class PlainReader extends Scanner {
  /** Where the line begins, and how far the first line that is not read yet is indented; -1 behind the last one. */
  #lineStart = 0;
  #indent = 0;
  /** Where the last value ends, with the comment behind it. */
  #end = 0;

  read(): FileTree | undefined {
    this.match(PATTERNS.head);
    this.#lineStart = this.at;
    const tree = this.#map(0, 1);
    return this.#indent === -1 ? tree : undefined;
  }

  /** A mapping whose keys are in the column of the place. */
  #map(indent: number, depth: number): FileTree | undefined {
    const start = this.at;
    const entries = new Map<string, FileEntry>();
    do {
      const entry = this.#key(entries);
      const tree = entry && this.#valueOf(indent, depth + 1);
      if (entry === undefined || tree === undefined) return undefined;
      entries.set(entry.key, new FileEntry(this.lines, entry.range, tree));
    } while (this.#indent === indent);
    return this.#closed(start, indent, depth, { kind: 'map', entries });
  }

  /** A list whose dashes are in the column of the place; the keys around it may be in the same. */
  #list(indent: number, depth: number): FileTree | undefined {
    const start = this.at;
    const items: FileTree[] = [];
    do {
      this.at += 2;
      this.match(PATTERNS.spaces);
      const tree = this.#isAt(PATTERNS.key)
        ? this.#map(this.at - this.#lineStart, depth + 1)
        : this.#inLine(depth + 1);
      if (tree === undefined) return undefined;
      items.push(tree);
    } while (this.#indent === indent && this.text.startsWith('- ', this.at));
    return this.#closed(start, indent, depth, { kind: 'list', items });
  }

  /** A mapping or list behind which the text is indented no further. */
  #closed(
    start: number,
    indent: number,
    depth: number,
    held: ConstructorParameters<typeof FileTree>[2],
  ): FileTree | undefined {
    if (this.#indent > indent || depth > MOST_LEVELS) return undefined;
    return new FileTree(this.lines, [start, this.#end], held);
  }

  /** A key with the colon behind it. */
  #key(
    entries: ReadonlyMap<string, unknown>,
  ): { readonly key: string; readonly range: Range } | undefined {
    const start = this.at;
    const key = this.match(PATTERNS.key);
    if (key === undefined || key.length > MOST_IN_KEY || entries.has(key)) return undefined;
    const range: Range = [start, this.at];
    this.at += 1;
    return { key, range };
  }

  /** The value of a key: in its line, else what is below it. */
  #valueOf(indent: number, depth: number): FileTree | undefined {
    this.match(PATTERNS.spaces);
    const next = this.text.charAt(this.at);
    if (next !== '\n') return this.#inLine(depth);
    this.#nextLine();
    const isList = this.text.startsWith('- ', this.at);
    if (this.#indent < indent || (this.#indent === indent && !isList)) return undefined;
    return isList ? this.#list(this.#indent, depth) : this.#map(this.#indent, depth);
  }

  /** A value behind which the line holds nothing but a comment. */
  #inLine(depth: number): FileTree | undefined {
    const tree = this.#value(PATTERNS.block, depth);
    if (tree === undefined || this.match(PATTERNS.rest) === undefined) return undefined;
    this.#end = this.at;
    this.#nextLine();
    return tree;
  }

  #value(plain: RegExp, depth: number): FileTree | undefined {
    const start = this.at;
    const first = this.text.charAt(start);
    if (first === '{' || first === '[')
      return depth > MOST_LEVELS ? undefined : this.#braces(start, first, depth);
    if (first === '"' || first === "'") {
      const text =
        first === '"'
          ? this.string(PATTERNS.double)
          : this.match(PATTERNS.single)?.slice(1, -1).replaceAll("''", "'");
      return text === undefined ? undefined : this.tree(start, { kind: 'text', text });
    }
    const text = this.match(plain);
    if (text === undefined) return undefined;
    const kind = plainKind(text);
    return this.tree(start, { kind, text, isPlain: true });
  }

  /** A mapping in braces or a list in brackets, in one line. */
  #braces(start: number, open: '{' | '[', depth: number): FileTree | undefined {
    const entries = new Map<string, FileEntry>();
    const items: FileTree[] = [];
    const close = open === '{' ? '}' : ']';
    do {
      this.at += 1;
      this.match(PATTERNS.spaces);
      // Nothing in them at all.
      if (entries.size + items.length === 0 && this.text.charAt(this.at) === close) break;
      const entry = open === '{' ? this.#key(entries) : undefined;
      if (open === '{' && (entry === undefined || this.match(PATTERNS.spaces) === ''))
        return undefined;
      const tree = this.#value(PATTERNS.flow, depth + 1);
      if (tree === undefined) return undefined;
      if (entry === undefined) items.push(tree);
      else entries.set(entry.key, new FileEntry(this.lines, entry.range, tree));
      this.match(PATTERNS.spaces);
    } while (this.text.charAt(this.at) === ',');
    if (this.text.charAt(this.at) !== close) return undefined;
    this.at += 1;
    const held =
      open === '{' ? ({ kind: 'map', entries } as const) : ({ kind: 'list', items } as const);
    return this.tree(start, held);
  }

  /** Goes from the end of a line to the first text of the next one that is not empty. */
  #nextLine(): void {
    this.match(PATTERNS.lines);
    this.#lineStart = this.at;
    this.match(PATTERNS.spaces);
    this.#indent = this.at === this.text.length ? -1 : this.at - this.#lineStart;
  }

  #isAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }
}
