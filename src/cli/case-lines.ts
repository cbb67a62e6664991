import { Dict, parseJson, type Value } from '../jinja/index.ts';
import { InvalidCaseError } from './cases.ts';

const KEY = Buffer.from('"template"');
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** So many bytes of a template are compared before its end is looked for. */
const FIRST = 64;

const UTF8 = new TextDecoder('utf-8', { fatal: true });
/** For what is not the start of a line: U+FEFF is no mark of its encoding there. */
const UTF8_INSIDE = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The template of a line: where its key begins, and what it says. `end` is behind it once it was looked for. */
type Known = {
  readonly line: Buffer;
  readonly start: number;
  readonly text: string;
  end: number | undefined;
};

/**
 * Reads the lines of a stream of cases as JSON. Most streams repeat one template: where the bytes of a line are those of the last
 * template, that is neither decoded nor parsed again. It is cut out, and counts where the rest has its mark as the template.
 */
export class CaseLines {
  readonly #mark: string = `template ${crypto.randomUUID()}`;
  #known: Known | undefined;

  /** The object of a line. Throws an InvalidCaseError for what is none. */
  read(bytes: Uint8Array): Dict {
    const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = line.indexOf(KEY);
    return this.#withoutTemplate(line, start) ?? this.#whole(line, start);
  }

  #whole(line: Buffer, start: number): Dict {
    const dict = parse(line);
    const text = dict.getString('template');
    this.#known = typeof text === 'string' ? { line, start, text, end: undefined } : undefined;
    return dict;
  }

  /** The object of a line whose template is the known one; undefined where it is not. */
  #withoutTemplate(line: Buffer, start: number): Dict | undefined {
    const known = this.#known;
    if (known === undefined || start < 0) return undefined;
    const first = Math.min(FIRST, KEY.length + known.text.length);
    if (!isSame(line, start, known, first)) return undefined;
    known.end ??= endOf(known);
    const length = known.end - known.start;
    if (length === 0 || !isSame(line, start, known, length)) return undefined;
    try {
      const before = UTF8.decode(line.subarray(0, start));
      const after = UTF8_INSIDE.decode(line.subarray(start + length));
      const dict = parseJson(`${before}"template":"${this.#mark}"${after}`);
      if (!(dict instanceof Dict) || dict.getString('template') !== this.#mark) return undefined;
      return dict.set('template', known.text);
    } catch {
      // What is wrong with the line is told with its own places.
      return undefined;
    }
  }
}

/** Whether so many bytes of a line are those of the known template. */
function isSame(line: Buffer, start: number, known: Known, length: number): boolean {
  const there = line.subarray(start, start + length);
  return there.equals(known.line.subarray(known.start, known.start + length));
}

/** Where the known template ends, behind its quote; its start where what is there is not the template of the case. */
function endOf({ line, start, text }: Known): number {
  const colon = line.indexOf(':', start);
  const open = line.indexOf(QUOTE, colon);
  if (open < 0 || line.toString('latin1', start + KEY.length, open).trim() !== ':') return start;
  for (let end = line.indexOf(QUOTE, open + 1); end >= 0; end = line.indexOf(QUOTE, end + 1)) {
    let slashes = 0;
    while (line[end - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 1) continue;
    return parseJson(line.toString('utf8', open, end + 1)) === text ? end + 1 : start;
  }
  return start;
}

function parse(line: Buffer): Dict {
  let value: Value;
  try {
    value = parseJson(UTF8.decode(line));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InvalidCaseError(`the line is not JSON: ${why}`);
  }
  if (value instanceof Dict) return value;
  throw new InvalidCaseError('the line is JSON but no object');
}
