import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { FindingsError, type Finding, type Span } from '../diagnostics/index.ts';
import { toValue, type ReadValue } from './lossless-yaml.ts';

/** A path into a YAML document: keys and list positions. */
export type DataPath = readonly (string | number)[];

/** A YAML file with the places of its parts. JSON is YAML too. */
export class YamlSource {
  readonly #document: Document;
  readonly #counter: LineCounter;
  readonly #text: string;
  readonly file: string;

  constructor(text: string, file: string) {
    this.file = file;
    this.#text = text;
    this.#counter = new LineCounter();
    this.#document = parseDocument(text, { lineCounter: this.#counter, prettyErrors: false });
  }

  /** What is wrong with the YAML itself: syntax, a key given twice. */
  get errors(): readonly Finding[] {
    const { errors } = this.#document;
    const tooDeep = errors.find(({ message }) => /call stack/i.test(message));
    return (tooDeep === undefined ? errors : [tooDeep]).map((error) => {
      const isTwice = error.code === 'DUPLICATE_KEY';
      const key = isTwice ? keyAt(this.#text, error.pos[0]) : '';
      return {
        code: isTwice ? 'campaign/duplicate-key' : 'campaign/not-yaml',
        severity: 'error',
        message: isTwice
          ? `the key ${JSON.stringify(key)} is given twice`
          : `the file is not YAML: ${inWords(error.message)}`,
        file: this.file,
        span: this.#span(error.pos[0], isTwice ? error.pos[0] + key.length : error.pos[1]),
      };
    });
  }

  /** The data as plain JavaScript values. Throws a FindingsError where aliases make them too large. */
  get data(): unknown {
    try {
      return this.#document.toJS();
    } catch {
      throw new FindingsError([
        {
          code: 'campaign/not-yaml',
          severity: 'error',
          message: 'the aliases (*name) of the file stand for more than a campaign can hold',
          hint: 'write the values out',
          file: this.file,
          span: this.#span(0, 1),
        },
      ]);
    }
  }

  /** The Python value of a path without loss, as fixtures are read; undefined where nothing stands there. */
  valueOf(path: DataPath): ReadValue {
    const node = this.#document.getIn(path, true);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return { findings: [] };
    const spanOf = (at: Node | null | undefined): Span => this.#nodeSpan(at ?? null);
    const document = this.#document as Document.Parsed;
    return toValue({ document, file: this.file, findings: [], spanOf }, node);
  }

  /** Where the value of a path stands; the nearest outer value where there is none. */
  spanOf(path: DataPath): Span {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isScalar(node) || isMap(node) || isSeq(node)) return this.#nodeSpan(node);
    }
    return this.#nodeSpan(this.#document.contents);
  }

  /** Where the key of a path stands. */
  keySpanOf(path: DataPath): Span {
    const parent = path.length > 1 ? this.#document.getIn(path.slice(0, -1), true) : undefined;
    const map = path.length > 1 ? parent : this.#document.contents;
    if (isMap(map))
      for (const { key } of map.items)
        if (isScalar(key) && key.value === path.at(-1)) return this.#nodeSpan(key);
    return this.spanOf(path);
  }

  #nodeSpan(node: Node | null): Span {
    const [start, end] = node?.range ?? [0, 0];
    return this.#span(start, end);
  }

  #span(start: number, end: number): Span {
    const from = this.#counter.linePos(start);
    const to = this.#counter.linePos(Math.max(start, end));
    return {
      start: { line: Math.max(1, from.line), column: Math.max(1, from.col) },
      end: { line: Math.max(1, to.line), column: Math.max(1, to.col) },
    };
  }
}

/** The key that begins at a place, as it is written. */
function keyAt(text: string, start: number): string {
  const found = /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^:\n]*)/.exec(text.slice(start));
  return found?.[0].trim() ?? '';
}

function inWords(message: string): string {
  if (message.includes('multiple documents'))
    return 'a second document begins here, one is expected';
  if (/call stack/i.test(message)) return 'lists and mappings stand in one another too deeply';
  const line = message.split('\n')[0] ?? message;
  return line.charAt(0).toLowerCase() + line.slice(1);
}
