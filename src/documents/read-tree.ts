import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Parser,
  YAMLParseError,
  type Alias,
  type CST,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { Lines, type Finding } from '../diagnostics/index.ts';
import { plainKind } from './plain-scalars.ts';
import { readJson } from './read-json.ts';
import { readPlain } from './read-plain.ts';
import {
  BRACES,
  MOST_LEVELS,
  NEST_LESS,
  QUOTE_ALL,
  syntaxFindings,
  TOO_DEEP,
} from './syntax-errors.ts';
import { FileEntry, FileTree, type Range, type Tree } from './tree.ts';

/** The codes that a kind of file has for text that is neither YAML nor JSON, and for a key that is given twice. */
export type DocumentCodes = { readonly syntax: string; readonly duplicate: string };

/** What was read: no tree where the file holds nothing, or cannot be read. */
export type ReadTree = { readonly tree?: Tree; readonly findings: readonly Finding[] };

/** How many values the aliases of a file may expand to: some, and some for each character of the file. */
const MOST_PARTS = 1000;
const MOST_PARTS_PER_CHARACTER = 10;

/**
 * Reads a text of YAML 1.2 or JSON with the place of everything, in linear time: a later key of the same name is a finding and
 * the first counts, aliases share what they name. Refused, each at its place: broken syntax, tags that are not YAML's own,
 * keys that are not text, merge keys, `b: c` in a list, aliases that expand to too much, values that nest too deeply.
 */
export function readTree(text: string, file: string, codes: DocumentCodes): ReadTree {
  const lines = new Lines(text.replace(/^\uFEFF/, ''));
  const plain = readJson(lines) ?? readPlain(lines);
  if (plain !== undefined) return { tree: plain, findings: [] };
  const document = parseYaml(lines.text);
  const broken = syntaxFindings(document, { lines, file, code: codes.syntax });
  if (broken.length > 0) return { findings: broken };
  if (document.contents === null) return { findings: [] };
  const reader = new Reader(lines, file, codes);
  const tree = reader.read(document.contents, 1);
  const most = MOST_PARTS + MOST_PARTS_PER_CHARACTER * lines.text.length;
  if (tree.parts > most && reader.isSound) {
    const message = `the aliases (*name) of the file expand to more than ${most} values`;
    reader.report([0, 1], message, 'write the values out');
  }
  return reader.isSound ? { tree, findings: reader.findings } : { findings: reader.findings };
}

/**
 * The one place where `yaml` parses. By itself every scalar is text, since what it means is decided by how it is written; a file
 * that is to be written again is read with the schema that is written with.
 * @internal
 */
export function parseYaml(text: string, schema: 'failsafe' | 'core' = 'failsafe'): Document.Parsed {
  const composer = new Composer({
    schema,
    version: '1.2',
    prettyErrors: false,
    // It compares each key with each other: 40,000 keys take half a minute. The reader counts them itself.
    uniqueKeys: false,
    merge: false,
    logLevel: 'error',
  });
  const tokens = [...new Parser().parse(text)];
  const deep = tooDeepAt(tokens);
  const range: [number, number] = [deep ?? 0, (deep ?? 0) + 1];
  const [first, second] = composer.compose(deep === undefined ? tokens : [], true, text.length);
  if (first === undefined) throw new Error('yaml gives a document for every text');
  if (deep !== undefined) first.errors.push(new YAMLParseError(range, 'RESOURCE_EXHAUSTION', ''));
  if (second !== undefined)
    first.errors.push(new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', ''));
  return first;
}

/**
 * The place of a collection that nests so deeply that functions which call themselves do not come back. The composer is one:
 * near the end of the stack a regular expression cannot be compiled any more, which ends the process and cannot be caught.
 */
function tooDeepAt(tokens: readonly CST.Token[]): number | undefined {
  const open = tokens.map((token): [CST.Token, number] => [token, 0]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [token, depth] = next;
    if (depth > 2 * MOST_LEVELS) return token.offset;
    if (token.type === 'document') {
      if (token.value !== undefined) open.push([token.value, depth]);
    } else if ('items' in token)
      for (const { key, value } of token.items)
        for (const inner of [key, value])
          if (inner !== undefined && inner !== null) open.push([inner, depth + 1]);
  }
  return undefined;
}

/** YAML's own tags of scalars, and what each makes of the text. `!` alone keeps it a text. */
const SCALAR_TAGS: ReadonlyMap<string, Tree['kind']> = new Map([
  ['!', 'text'],
  ['tag:yaml.org,2002:str', 'text'],
  ['tag:yaml.org,2002:int', 'number'],
  ['tag:yaml.org,2002:float', 'number'],
  ['tag:yaml.org,2002:bool', 'boolean'],
  ['tag:yaml.org,2002:null', 'null'],
]);

const COLLECTION_TAGS: ReadonlySet<string> = new Set([
  '!',
  'tag:yaml.org,2002:map',
  'tag:yaml.org,2002:seq',
]);

const NO_PROPERTIES: { readonly anchor?: string; readonly tag?: string } = {};

/** Makes trees of YAML's nodes, in the order of the file. */
class Reader {
  readonly findings: Finding[] = [];
  /** Whether there is nothing against the file but keys that are given twice. */
  isSound = true;
  readonly #lines: Lines;
  readonly #file: string;
  readonly #codes: DocumentCodes;
  /** The last value of each anchor so far; null while that value is being read. */
  readonly #anchors: Map<string, FileTree | null> = new Map();

  constructor(lines: Lines, file: string, codes: DocumentCodes) {
    this.#lines = lines;
    this.#file = file;
    this.#codes = codes;
  }

  read(node: Node | null, depth: number): FileTree {
    const range = rangeOf(node);
    if (isAlias(node)) return this.#alias(node, range, depth);
    const { anchor, tag } = isScalar(node) || isMap(node) || isSeq(node) ? node : NO_PROPERTIES;
    const known = isScalar(node) ? SCALAR_TAGS : COLLECTION_TAGS;
    if (tag !== undefined && !known.has(tag)) this.#reportTag(range);
    if (anchor !== undefined) this.#anchors.set(anchor, null);
    const tree = this.#value(node, range, depth);
    if (anchor !== undefined) this.#anchors.set(anchor, tree);
    return tree;
  }

  /** Reports what makes the file one that is not read. */
  report(range: Range, message: string, hint: string): void {
    this.isSound = false;
    this.#add(this.#codes.syntax, range, message, hint);
  }

  #value(node: Node | null, range: Range, depth: number): FileTree {
    if (isScalar(node)) return this.#scalar(node, range);
    if (depth > MOST_LEVELS) return this.#tooDeep(range);
    if (isMap(node)) {
      return new FileTree(this.#lines, range, { kind: 'map', entries: this.#entries(node, depth) });
    }
    if (isSeq(node)) {
      return new FileTree(this.#lines, range, { kind: 'list', items: this.#items(node, depth) });
    }
    return new FileTree(this.#lines, range, { kind: 'null', isPlain: true });
  }

  #scalar(node: Scalar, range: Range): FileTree {
    const text = String(node.value);
    const isPlain = node.type === 'PLAIN' && node.tag === undefined;
    if (isPlain) {
      const kind = plainKind(text);
      return new FileTree(this.#lines, range, { kind, text, isPlain });
    }
    if (node.tag === undefined) return new FileTree(this.#lines, range, { kind: 'text', text });
    const kind = SCALAR_TAGS.get(node.tag) ?? 'text';
    if (kind !== 'text' && plainKind(text) !== kind)
      this.report(
        range,
        `'${cut(text)}' does not fit its tag, expected a ${kind}`,
        'take the tag out',
      );
    const isWhole = node.tag.endsWith(':float') && /^[-+]?\d+$/.test(text);
    return new FileTree(this.#lines, range, { kind, text: isWhole ? `${text}.0` : text });
  }

  #items(list: YAMLSeq, depth: number): readonly FileTree[] {
    return list.items.map((item) => {
      const node = item as Node | null;
      const [start] = rangeOf(node);
      // Inside [ ] a mapping without braces is one pair: [a, b: c].
      if (list.flow === true && isMap(node) && this.#lines.text.charAt(start) !== '{')
        this.#reportPair(node);
      return this.read(node, depth + 1);
    });
  }

  #reportPair(map: YAMLMap): void {
    const [start, end] = rangeOf(map);
    const pair = cut(this.#lines.text.slice(start, end));
    const hint = `write ${JSON.stringify(pair)} for a text, { ${pair} } for a mapping`;
    this.report([start, end], `'${pair}' in a list is a mapping, not a text`, hint);
  }

  #entries(map: YAMLMap, depth: number): FileTree['entries'] {
    const entries = new Map<string, FileEntry>();
    for (const pair of map.items) {
      const range = rangeOf(pair.key as Node | null);
      const name = this.#keyOf(pair, range, map, depth);
      if (entries.has(name)) {
        const message = `the key ${cut(this.#lines.text.slice(...range))} is given twice`;
        this.#add(this.#codes.duplicate, range, message, 'keep one of them');
      }
      if (name === '<<' && (isAlias(pair.value) || isMap(pair.value))) this.#reportMerge(range);
      const tree = this.read(pair.value as Node | null, depth + 1);
      const value = pair.value === null ? tree.at(range) : tree;
      if (!entries.has(name)) entries.set(name, new FileEntry(this.#lines, range, value));
    }
    return entries;
  }

  #keyOf({ key }: Pair, range: Range, map: YAMLMap, depth: number): string {
    if (isScalar(key) || isAlias(key)) {
      const { kind, text } = this.read(key, depth);
      if (kind !== 'map' && kind !== 'list') return text;
    }
    const [start] = rangeOf(map);
    if (this.#lines.text.startsWith('{{', start))
      this.report([start, start + 2], BRACES, QUOTE_ALL);
    else
      this.report(
        range,
        'a key of the mapping is itself a list or mapping, expected a text',
        'put the key in quotes',
      );
    return '';
  }

  #reportTag([start]: Range): void {
    const { text } = this.#lines;
    const at = Math.max(0, text.lastIndexOf('!', start - 1));
    const from = text.charAt(at - 1) === '!' ? at - 1 : at;
    const [written = '!'] = /^\S+/.exec(text.slice(from, from + 100)) ?? [];
    const hint = 'take it out, or put a text that begins with ! in quotes';
    this.report([from, from + written.length], `the tag ${written} is not read here`, hint);
  }

  #reportMerge(range: Range): void {
    const message = 'merge keys (<<) are not read: they are no part of YAML 1.2';
    this.report(range, message, 'write the keys out');
  }

  #alias(alias: Alias, range: Range, depth: number): FileTree {
    const known = this.#anchors.get(alias.source);
    if (known === undefined) {
      const written = cut(this.#lines.text.slice(...range));
      const message = `'${written}' is read as an alias, and no anchor &${cut(alias.source)} is above it`;
      this.report(range, message, `for a text that begins with * put it in quotes: "${written}"`);
    }
    if (known === null && this.isSound) {
      const message = `the alias *${cut(alias.source)} is inside the value that it names`;
      this.report(range, message, 'write out what is meant in its place');
    }
    if ((known?.levels ?? 0) + depth - 1 > MOST_LEVELS) this.#tooDeep(range);
    return known?.at(range) ?? new FileTree(this.#lines, range, { kind: 'null' });
  }

  #tooDeep(range: Range): FileTree {
    const [start] = range;
    if (this.isSound) this.report([start, start + 1], TOO_DEEP, NEST_LESS);
    return new FileTree(this.#lines, range, { kind: 'null' });
  }

  #add(code: string, range: Range, message: string, hint: string): void {
    const span = this.#lines.spanOf(...range);
    this.findings.push({ code, severity: 'error', message, hint, file: this.#file, span });
  }
}

/** The offsets of a node, without tag and anchor; those of nothing are 0. */
function rangeOf(node: Node | null): Range {
  const [start, end] = node?.range ?? [0, 0];
  return [start, end];
}

/** A stretch of the file in one line, cut where it is long. */
function cut(written: string): string {
  const line = written.slice(0, 100).replaceAll(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
