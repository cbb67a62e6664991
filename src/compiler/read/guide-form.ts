import { spanOf, type Finding, type Span } from '../../diagnostics/index.ts';
import type { Entry, Tree } from '../../documents/index.ts';

/** Whether a text is a payload as the guide writes it, and no field map: `{ "person.forename": "UserAttribute['First Name']" }`. */
export function isGuideForm(text: string): boolean {
  return /^\uFEFF?\s*\{\s*"(?!(?:\$schema|smartpass|project|identity|missing|fields|link)")[^"]*"\s*:\s*"/.test(
    text,
  );
}

/** A guide's payload as the tree of a field map; the project is to be put in by the caller. */
type GuideForm = { readonly fields: Tree; readonly findings: readonly Finding[] };

/**
 * Reads the payload form of the guide: an object whose values are strings, each an attribute (`UserAttribute['Last Name']`,
 * with spaces around it or a `|default('…')` behind) or plain text, and several of them with `+` between.
 */
export function readGuideForm(text: string, file: string): GuideForm {
  return new GuideReader(text, file).read();
}

type Part = { readonly text: string; readonly start: number; readonly end: number };

const ATTRIBUTE =
  /^\s*(User|Event)Attribute\[\s*'((?:[^'\\]|\\.)+)'\s*\]\s*(?:\|\s*default\(\s*'([^']*)'\s*(?:,\s*true\s*)?\)\s*)?$/;

class GuideReader {
  readonly #text: string;
  readonly #file: string;
  readonly #findings: Finding[] = [];
  #at = 0;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  read(): GuideForm {
    const entries = new Map<string, Entry>();
    this.#at = this.#text.indexOf('{') + 1;
    const start = this.#at - 1;
    for (;;) {
      this.#skip();
      if (this.#take('}')) break;
      if (!this.#entry(entries)) break;
      this.#skip();
      if (this.#take(',')) continue;
      if (this.#take('}')) break;
      this.#fail('expected a comma or }');
      break;
    }
    this.#skip();
    if (this.#findings.length === 0 && this.#at < this.#text.length)
      this.#fail('expected nothing after the payload');
    return {
      fields: mapTree(spanOf(this.#text, start, this.#at), entries),
      findings: this.#findings,
    };
  }

  #entry(entries: Map<string, Entry>): boolean {
    const key = this.#string();
    if (key === undefined) return this.#fail('expected a field name in double quotes');
    this.#skip();
    if (!this.#take(':')) return this.#fail('expected a colon');
    const parts: Part[] = [];
    do {
      this.#skip();
      const part = this.#string();
      if (part === undefined) return this.#fail('expected a value in double quotes');
      parts.push(part);
      this.#skip();
    } while (this.#take('+'));
    const keySpan = spanOf(this.#text, key.start, key.end);
    if (entries.has(key.text)) {
      this.#report(
        'map/duplicate-key',
        `the key "${key.text}" is given twice`,
        'keep one of them',
        keySpan,
      );
    } else entries.set(key.text, { keySpan, tree: this.#field(parts) });
    return true;
  }

  #field(parts: readonly Part[]): Tree {
    const [first] = parts;
    const span = spanOf(this.#text, first?.start ?? 0, parts.at(-1)?.end ?? 0);
    const attribute = parts.length === 1 ? ATTRIBUTE.exec(first?.text ?? '') : null;
    if (attribute !== null) {
      const [, root, name = '', fallback] = attribute;
      const source: [string, Tree] = [root === 'Event' ? 'event' : 'user', textTree(span, name)];
      if (fallback === undefined) return fieldTree(span, [source]);
      const policy = fieldTree(span, [['default', textTree(span, fallback)]]);
      return fieldTree(span, [source, ['missing', policy]]);
    }
    const text = parts.map(({ text }) => placeholder(text)).join('');
    return fieldTree(span, [['text', textTree(span, text)]]);
  }

  #string(): Part | undefined {
    const start = this.#at;
    const found = /^"((?:[^"\\\n]|\\.)*)"/.exec(this.#text.slice(start));
    if (found === null) return undefined;
    this.#at += found[0].length;
    return { text: unescaped(found[0]), start, end: this.#at };
  }

  #skip(): void {
    this.#at += /^\s*/.exec(this.#text.slice(this.#at))?.[0].length ?? 0;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #fail(expected: string): false {
    const found = this.#text[this.#at];
    const message = `this is no payload as the guide writes it: ${expected}, found ${found === undefined ? 'the end' : `'${found}'`}`;
    const span = spanOf(this.#text, this.#at, this.#at + 1);
    this.#report(
      'map/syntax',
      message,
      'a field map is written as YAML, or as JSON with the keys smartpass, project and fields',
      span,
    );
    return false;
  }

  #report(code: string, message: string, hint: string, span: Span): void {
    this.#findings.push({ code, severity: 'error', message, hint, file: this.#file, span });
  }
}

function unescaped(quoted: string): string {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}

function placeholder(text: string): string {
  const attribute = ATTRIBUTE.exec(text);
  if (attribute !== null)
    return `{${attribute[1] === 'Event' ? 'event' : 'user'}:${attribute[2] ?? ''}}`;
  return text.replaceAll(/[\\{}]/g, (character) => `\\${character}`);
}

const noEntries: ReadonlyMap<string, Entry> = new Map();

/** A scalar of a tree that is in no file by itself. */
export function textTree(span: Span, text: string): Tree {
  return { kind: 'text', span, text, entries: noEntries, items: [] };
}

/** A mapping of a tree. */
function mapTree(span: Span, entries: ReadonlyMap<string, Entry>): Tree {
  return { kind: 'map', span, text: '', entries, items: [] };
}

/** A mapping whose keys are where its value is. */
export function fieldTree(span: Span, entries: readonly (readonly [string, Tree])[]): Tree {
  return mapTree(span, new Map(entries.map(([key, tree]) => [key, { keySpan: span, tree }])));
}
