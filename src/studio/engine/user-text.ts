import { readTree, treeAt, type Tree } from '../../documents/index.ts';
import { jsonIn, Lines } from '../../diagnostics/index.ts';
import type { CellChange } from '../protocol.ts';

const CODES = { syntax: 'fixture/syntax', duplicate: 'fixture/duplicate-key' } as const;

/** A fixture file of one user, read with the place of each value. */
export class UserText {
  readonly #lines: Lines;
  readonly #tree: Tree | undefined;

  constructor(text: string, file: string) {
    this.#lines = new Lines(text);
    this.#tree = text.startsWith('\uFEFF') ? undefined : readTree(text, file, CODES).tree;
  }

  /** The names of the values of a section. */
  names(section: string): readonly string[] {
    const tree = this.#tree && treeAt(this.#tree, section);
    return [...(tree?.entries.keys() ?? [])];
  }

  /** A value as it is written, null where it is absent. */
  cell(section: string, name: string): string | null {
    const tree = this.#tree && treeAt(this.#tree, section)?.entries.get(name)?.tree;
    return tree === undefined ? null : this.#slice(tree) || 'null';
  }

  /** The text with one value changed; undefined where it is no mapping. */
  changed({ section, name, value }: CellChange): string | undefined {
    const root = this.#tree;
    if (root?.kind !== 'map') return undefined;
    const inner = root.entries.get(section);
    const map = inner?.tree.kind === 'map' ? inner.tree : undefined;
    const entry = map?.entries.get(name);
    if (value === null) return map && entry ? this.#without(map, name) : this.#lines.text;
    const isFlow = this.#isFlow(map ?? root);
    const written = this.#isFlow(root) ? jsonText(value) : valueText(value, isFlow);
    if (entry !== undefined) return this.#replaced(entry.tree, written);
    const line = `${keyText(name, isFlow)}: ${written}`;
    if (map !== undefined && map.entries.size > 0) return this.#added(map, line);
    const whole = isFlow ? `{ ${line} }` : `\n  ${line}`;
    if (inner !== undefined) return this.#replaced(inner.tree, whole);
    return this.#added(root, `${keyText(section, isFlow)}:${isFlow ? ' ' : ''}${whole}`);
  }

  #replaced(tree: Tree, text: string): string {
    const [from, to] = this.#range(tree);
    const isBound = /[:\s{[,]$/.test(this.#lines.text.slice(0, from)) && text.startsWith('\n');
    const space = this.#lines.text[from - 1] === ':' && !isBound ? ' ' : '';
    return this.#spliced(from, to, `${space}${text}`);
  }

  /** With one more line or item behind those that a mapping has. */
  #added(map: Tree, line: string): string {
    const last = [...map.entries.values()].at(-1);
    if (last === undefined) return this.#replaced(map, `{ ${line} }`);
    const end = this.#range(last.tree)[1];
    if (this.#isFlow(map)) return this.#spliced(end, end, `, ${line}`);
    const { text } = this.#lines;
    const lineEnd = text.indexOf('\n', end);
    const at = lineEnd < 0 ? text.length : lineEnd;
    const [first] = map.entries.values();
    const indent = ' '.repeat((first?.keySpan.start.column ?? 1) - 1);
    return this.#spliced(at, at, `\n${indent}${line.replaceAll('\n', `\n${indent}`)}`);
  }

  #without(map: Tree, name: string): string {
    const { text } = this.#lines;
    const entries = [...map.entries];
    const at = entries.findIndex(([key]) => key === name);
    const entry = entries[at]?.[1];
    if (entry === undefined) return text;
    if (entries.length === 1) return this.#replaced(map, '{}');
    const start = this.#lines.offsetOf(entry.keySpan.start);
    const end = this.#range(entry.tree)[1];
    if (!this.#isFlow(map)) {
      const lineEnd = text.indexOf('\n', end);
      const lineStart = text.lastIndexOf('\n', start - 1) + 1;
      return this.#spliced(lineStart, lineEnd < 0 ? text.length : lineEnd + 1, '');
    }
    const next = entries[at + 1]?.[1];
    if (next !== undefined)
      return this.#spliced(start, this.#lines.offsetOf(next.keySpan.start), '');
    const before = entries[at - 1]?.[1];
    return this.#spliced(before === undefined ? start : this.#range(before.tree)[1], end, '');
  }

  #spliced(from: number, to: number, text: string): string {
    const whole = this.#lines.text;
    return `${whole.slice(0, from)}${text}${whole.slice(to)}`;
  }

  #range({ span }: Tree): readonly [from: number, to: number] {
    return [this.#lines.offsetOf(span.start), this.#lines.offsetOf(span.end)];
  }

  #slice(tree: Tree): string {
    return this.#lines.text.slice(...this.#range(tree));
  }

  #isFlow(tree: Tree): boolean {
    return this.#slice(tree).startsWith('{');
  }
}

/** A value as it can be written: what is one YAML value on a line as it is, anything else as a quoted text. */
function valueText(value: string, isFlow: boolean): string {
  const typed = value.trim();
  const inFlow = `{ "x": ${typed} }`;
  const read = readTree(isFlow ? inFlow : `"x": ${typed}`, '', CODES);
  const isOne =
    typed !== '' &&
    !/[\r\n#&*!|>%@`]/.test(typed.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '')) &&
    read.findings.length === 0 &&
    read.tree?.entries.size === 1 &&
    treeAt(read.tree, 'x') !== undefined;
  return isOne ? typed : JSON.stringify(value);
}

/** A value as it can be written in JSON: what is JSON as it is, anything else as a text. */
function jsonText(value: string): string {
  return jsonIn(value) === undefined ? JSON.stringify(value) : value.trim();
}

/** A key as it can be written. */
function keyText(name: string, isFlow: boolean): string {
  const isPlain =
    !isFlow &&
    /^[A-Za-z_][\w ()./-]*$/.test(name) &&
    !/^(?:null|true|false|y|n|yes|no|on|off)$/i.test(name) &&
    !name.endsWith(' ');
  return isPlain ? name : JSON.stringify(name);
}
