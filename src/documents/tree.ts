import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import { spanOf, type Finding, type Span } from '../diagnostics/index.ts';

/** One value of the file with its place. `text` is a scalar as it was written: `10.0` and 20 digits stay. */
export type Tree = {
  readonly kind: 'map' | 'list' | 'text' | 'number' | 'boolean' | 'null';
  readonly span: Span;
  readonly text: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly items: readonly Tree[];
};

/** A key with its place, and its value. */
export type Entry = { readonly keySpan: Span; readonly tree: Tree };

/** What was read: nothing where the text is no YAML at all. */
export type ReadTree = { readonly tree?: Tree; readonly findings: readonly Finding[] };

const DEPTH = 40;

/** How many values aliases may add to those that are written out. */
const ALIASED = 10_000;

/** Reads YAML or JSON (which is YAML too) with the place of everything. Every syntax error and duplicate key is reported. */
export function readTree(text: string, file: string): ReadTree {
  const document = parseDocument(text, { prettyErrors: false, version: '1.2', schema: 'core' });
  if (document.errors.some(({ message }) => /call stack/i.test(message)))
    return { findings: [tooDeep(text, file)] };
  const findings = document.errors.map((error): Finding => {
    const [start, end] = error.pos;
    const duplicate = error.code === 'DUPLICATE_KEY';
    return {
      code: duplicate ? 'map/duplicate-key' : 'map/syntax',
      severity: 'error',
      message: duplicate
        ? `the key ${keyAt(text, start)} is given twice`
        : `this is not ${/\.json$/i.test(file) ? 'JSON' : 'YAML'}: ${lowerFirst(error.message)}`,
      hint: duplicate ? 'keep one of them' : syntaxHint(error.code, error.message),
      file,
      span: duplicate ? keySpan(text, start) : spanOf(text, start, end),
    };
  });
  const broken = findings.some(({ code }) => code === 'map/syntax');
  if (broken || document.contents === null) return { findings };
  const reader = new Reader(text, document);
  const tree = reader.read(document.contents, 0);
  if (!reader.isFull) return { tree, findings };
  const message = 'the aliases (*name) of the file stand for more than a field map can hold';
  const span = spanOf(text, 0, 1);
  const hint = 'write the values out';
  return { findings: [{ code: 'map/syntax', severity: 'error', message, hint, file, span }] };
}

function tooDeep(text: string, file: string): Finding {
  let at = 0;
  for (let depth = 0; at < text.length - 1 && depth <= DEPTH; at += 1)
    depth += '[{'.includes(text.charAt(at)) ? 1 : ']}'.includes(text.charAt(at)) ? -1 : 0;
  return {
    code: 'map/syntax',
    severity: 'error',
    message: `the file has lists or mappings in one another to more than ${DEPTH} levels`,
    file,
    span: spanOf(text, at, at + 1),
  };
}

function keySpan(text: string, start: number): Span {
  const length = /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^:\n]*[^:\s])/.exec(
    text.slice(start),
  )?.[0].length;
  return spanOf(text, start, start + (length ?? 1));
}

function keyAt(text: string, start: number): string {
  return (
    /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^:\n]*[^:\s])/.exec(text.slice(start))?.[0] ?? ''
  );
}

function lowerFirst(message: string): string {
  if (message.includes('multiple documents'))
    return 'a second document begins here, one is expected';
  const line = message.split('\n')[0] ?? message;
  return line.charAt(0).toLowerCase() + line.slice(1);
}

function syntaxHint(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS')
    return 'take the line --- out, or put the rest into a file of its own';
  if (code === 'TAB_AS_INDENT') return 'indent with blanks';
  if (message.includes('end with a }')) return 'close what was opened above with {';
  if (message.includes('end with a ]')) return 'close what was opened above with [';
  if (code === 'BAD_INDENT') return 'indent all keys of one mapping alike';
  if (/missing ,/i.test(message)) return 'put a comma before it';
  return 'put text that holds : # { } [ ] , or quotes into quotes';
}

class Reader {
  readonly #text: string;
  readonly #document: Document;
  #left: number;

  constructor(text: string, document: Document) {
    this.#text = text;
    this.#document = document;
    this.#left = text.length + ALIASED;
  }

  /** Whether aliases made the tree so large that reading it was given up. */
  get isFull(): boolean {
    return this.#left < 0;
  }

  read(node: Node | null, depth: number): Tree {
    const target = isAlias(node) ? (node.resolve(this.#document) ?? null) : node;
    const span = this.#spanOf(node);
    const nothing = { span, text: '', entries: new Map<string, Entry>(), items: [] };
    this.#left -= 1;
    if (depth > DEPTH || this.isFull) return { ...nothing, kind: 'null' };
    if (isMap(target))
      return { ...nothing, kind: 'map', entries: this.#entries(target.items, depth) };
    if (isSeq(target)) {
      const items = target.items.map((item) => this.read(item as Node, depth + 1));
      return { ...nothing, kind: 'list', items };
    }
    if (isScalar(target)) return { ...nothing, ...scalar(target) };
    return { ...nothing, kind: 'null' };
  }

  #entries(items: readonly { key: unknown; value: unknown }[], depth: number): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const { key, value } of items) {
      const name = isScalar(key) ? scalar(key).text : String(key);
      const keySpan = this.#spanOf(key as Node);
      const tree = this.read(value as Node | null, depth + 1);
      const placed = value === null ? { ...tree, span: keySpan } : tree;
      if (!entries.has(name)) entries.set(name, { keySpan, tree: placed });
    }
    return entries;
  }

  #spanOf(node: Node | null): Span {
    const [start, end] = node?.range ?? [0, 0];
    const text = this.#text;
    const stop = /\s$/.test(text.slice(start, end))
      ? start + text.slice(start, end).trimEnd().length
      : end;
    return spanOf(text, start, stop);
  }
}

function scalar(node: {
  value: unknown;
  source?: string | undefined;
  type?: unknown;
}): Pick<Tree, 'kind' | 'text'> {
  const { value } = node;
  if (typeof value === 'string') return { kind: 'text', text: value };
  const text = node.source ?? '';
  if (value === null || value === undefined) return { kind: 'null', text };
  return { kind: typeof value === 'boolean' ? 'boolean' : 'number', text };
}

/** The tree as plain data for a schema: maps without a prototype, numbers as JavaScript has them. */
export function plainOf(tree: Tree): unknown {
  switch (tree.kind) {
    case 'map': {
      const plain = Object.create(null) as Record<string, unknown>;
      for (const [name, { tree: inner }] of tree.entries) plain[name] = plainOf(inner);
      return plain;
    }
    case 'list':
      return tree.items.map(plainOf);
    case 'text':
      return tree.text;
    case 'number':
      return Number(tree.text);
    case 'boolean':
      return tree.text.toLowerCase() === 'true';
    case 'null':
    default:
      return null;
  }
}
