import { readTree, type Entry, type ReadTree, type Tree } from '../documents/index.ts';
import { closest, type Finding, type Span } from '../diagnostics/index.ts';
import {
  FIXTURE,
  isYamlFile,
  KINDS,
  type FileKind,
  type FileName,
  type KindSpec,
} from './kind-table.ts';

/** The hint for a file that is nothing of what it should be. */
export const EXAMPLE_HINT: string = 'smartpass init writes an example of each file';

/** A kind of file that is YAML or JSON. */
export type ReadableKind = Exclude<FileKind, 'table' | 'template' | 'package'>;

/**
 * Which kind of file a YAML or JSON file is: by its name where it has one by which files of a kind are found, else by the keys at
 * its top, of two kinds the one with more of them. In a broken file these are the keys at the start of a line. Undefined for
 * other files, among them those whose keys may be anything.
 */
export function kindOf(text: string, file: string): FileKind | undefined {
  if (!isYamlFile(file)) return undefined;
  const byName = [...KINDS].find(([, { name }]) => name !== undefined && isNamed(file, name))?.[0];
  if (byName !== undefined) return byName;
  const keys = keysAt(text, readTree(text, file, FIXTURE).tree);
  let most: FileKind | undefined;
  let count = 0;
  for (const [kind, { keys: own, alone = 0 }] of KINDS) {
    const found = keysOf(keys, kind).length;
    const isClear = found > 1 || keysOf(keys, kind, own.slice(0, alone)).length > 0;
    if (isClear && found > count) [most, count] = [kind, found];
  }
  return most;
}

/** Whether a YAML or JSON file of no known kind is most likely a fixture user whose keys are wrong: its attributes at the top, or `user:` misspelt. */
export function isLikelyUser(text: string, file: string): boolean {
  const { tree } = readTree(text, file, FIXTURE);
  return Array.from(tree?.entries ?? []).some(
    ([key, { tree: value }]) =>
      (value.kind !== 'map' && value.kind !== 'list') || closest(key, ['user']) !== undefined,
  );
}

/** The patterns by which files of a kind are found below a folder, which is any folder unless one is given, with `/` at its end. */
export function patternsOfKind(kind: 'map' | 'campaign', folder = '**/'): readonly string[] {
  const { stem, endings } = KINDS.get(kind)?.name ?? { stem: kind, endings: ['yaml'] };
  return [stem, `*.${stem}`].map((name) => `${folder}${name}.{${endings.join(',')}}`);
}

function isNamed(file: string, { stem, endings, exact }: FileName): boolean {
  const name = file.split(/[\\/]/).at(-1) ?? '';
  return endings.some((ending) => {
    const own = `${stem}.${ending}`;
    return name === own || (exact !== true && name.endsWith(`.${own}`));
  });
}

/**
 * Reads a file that should be of a kind. One that is of another kind by its keys, or is no such file at all, is that one finding;
 * a broken one its errors of syntax. Keys that are given twice come with the tree.
 */
export function readKind(text: string, file: string, kind: ReadableKind): ReadTree {
  const read = readTree(text, file, KINDS.get(kind)?.codes ?? FIXTURE);
  const other = otherKind(text, read.tree, kind);
  return other === undefined ? read : { findings: [told(other, kind, file)] };
}

/** Says of a file that should be a table of CSV that it is YAML, JSON or HTML of some kind; undefined where it may be one. */
export function otherThanTable(text: string, file: string): Finding | undefined {
  if (!/^\s*(?:[<{[]|[\w"' -]+:(?:\s|$))/.test(text)) return undefined;
  const { tree } = readTree(text, file, FIXTURE);
  const other = otherKind(text, tree, 'table');
  return other && told(other, 'table', file);
}

/** Says of a file that should be a template that it is a field map, a campaign or such, by its name and keys; undefined where it may be one. */
export function otherThanTemplate(text: string, file: string): Finding | undefined {
  const kind = kindOf(text, file);
  return kind && told([kind, START], 'template', file);
}

type Found = readonly [kind: FileKind, span: Span];

function told([found, span]: Found, expected: FileKind, file: string): Finding {
  const [is, wanted] = [KINDS.get(found), KINDS.get(expected)];
  const message = `this is ${is?.what}, not ${wanted?.what}`;
  const hint = `${wanted?.looks}; ${is?.use}`;
  const code = wanted?.codes.other ?? FIXTURE.other;
  return { code, severity: 'error', message, hint, file, span };
}

/** Two lines of cells. */
const TABLE = /^[^\n:]*,[^\n:]*\n[^\n:]*,/;

const START: Span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Which other kind a file is of, and by what; undefined where it may be of the kind that is expected. */
function otherKind(text: string, tree: Tree | undefined, expected: FileKind): Found | undefined {
  const own = KINDS.get(expected)?.keys ?? [];
  const keys = keysAt(text, tree);
  if (tree?.kind !== 'map') {
    if (own.some(([key]) => keys.get(key) !== undefined)) return undefined;
    if (looksLikeTemplate(text, own.length > 0)) return ['template', START];
    return tree?.kind === 'text' && TABLE.test(text) ? ['table', START] : undefined;
  }
  if (keysOf(keys, expected).length > 0) return undefined;
  // Where any key may be meant, one that another kind has as well says nothing yet.
  const least = own.length === 0 && expected !== 'table' ? 2 : 1;
  for (const kind of KINDS.keys()) {
    const [first, ...more] = keysOf(keys, kind);
    if (first !== undefined && more.length + 1 >= least) return [kind, first.span];
  }
  return undefined;
}

/** A key at the top of a file: where it is, and what its value is as far as that is known. */
type TopKey = { readonly span: Span; readonly value: Tree['kind'] };

/** The keys at the top of a file by their names. */
type TopKeys = { get(key: string): TopKey | undefined };

/** A key at the start of a line, or behind the brace of a mapping in one, and what follows it on the line. */
const LINE_KEY = /^([ \t]*)(\{[ \t]*)?(["']?)([\w .-]+?)\3[ \t]*:(?=\s|$|["'{[]|\d)[ \t]*(.*)$/gm;

/** The keys at the top of a file: those of its mapping; of a broken file those that begin a line and are indented least. */
function keysAt(text: string, tree: Tree | undefined): TopKeys {
  if (tree !== undefined)
    return {
      get: (key) => {
        const entry = tree.entries.get(key);
        return entry && new EntryKey(entry);
      },
    };
  const lines = [...text.replace(/^\uFEFF/, '').matchAll(LINE_KEY)];
  const indents = lines.flatMap(([, indent = '', brace]) =>
    brace === undefined ? indent.length : [],
  );
  const least = Math.min(...indents.slice(0, MOST_KEYS));
  return new Map(
    lines
      .filter(([, indent = '', brace]) => brace !== undefined || indent.length === least)
      .map(([, , , , key = '', rest = '']) => [key, { span: START, value: valueOf(rest) }]),
  );
}

/** A key whose place is worked out where it is asked for: that takes longer than all else here. */
class EntryKey implements TopKey {
  readonly #entry: Entry;

  constructor(entry: Entry) {
    this.#entry = entry;
  }

  get span(): Span {
    return this.#entry.keySpan;
  }

  get value(): Tree['kind'] {
    return this.#entry.tree.kind;
  }
}

/** So many lines of a broken file are compared by their indentation. */
const MOST_KEYS = 1000;

/** What the value of a key is, by what follows it on its line. */
function valueOf(rest: string): Tree['kind'] {
  if (rest === '' || rest.startsWith('{') || rest.startsWith('#')) return 'map';
  return rest.startsWith('[') ? 'list' : 'text';
}

/** The keys of a file that tell a kind. */
function keysOf(
  keys: TopKeys,
  kind: FileKind,
  wanted: KindSpec['keys'] = KINDS.get(kind)?.keys ?? [],
): readonly TopKey[] {
  return wanted.flatMap(([key, value]) => {
    const found = keys.get(key);
    return found !== undefined && (value === undefined || found.value === value) ? [found] : [];
  });
}

/** Whether a text is HTML, or holds Jinja where a file of the kind that is expected would rather not. */
function looksLikeTemplate(text: string, isPlain: boolean): boolean {
  return /^\s*</.test(text) || (isPlain && /\{%|\{\{[^{}]*\}\}/.test(text.slice(0, 2000)));
}
