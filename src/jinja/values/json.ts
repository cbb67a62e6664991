import { Dict } from './dict.ts';
import { int, PyFloat, type Value } from './types.ts';

const NUMBER = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][+-]?\d+)?/y;
const WORD = /null|true|false|NaN|Infinity|-Infinity/y;
/** What may be in a string as it is, then the escape or the end. */
const PLAIN = /[^"\\\x00-\x1f]*/y;
/** What a string that can be taken as it is does not hold. */
const SPECIAL = /[\\\x00-\x1f]/;
const HEX = /[0-9a-fA-F]{4}/y;
const DEEPEST = 2000;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

const WORDS: ReadonlyMap<string, () => Value> = new Map([
  ['null', (): Value => null],
  ['true', (): Value => true],
  ['false', (): Value => false],
  ['NaN', (): Value => new PyFloat(Number.NaN)],
  ['Infinity', (): Value => new PyFloat(Infinity)],
  ['-Infinity', (): Value => new PyFloat(-Infinity)],
]);

/**
 * Reads JSON without loss, as Python's `json.loads`: `1` an int of any size, `1.0` a float, NaN and Infinity too; objects are
 * dicts in the order written, the last of equal keys wins. Raises a SyntaxError that names line, column and offset.
 */
export function parseJson(text: string): Value {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.space();
  if (reader.at < text.length) throw reader.error('Extra data');
  return value;
}

class Reader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  error(message: string, at: number = this.at): SyntaxError {
    const before = this.text.slice(0, at).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    return new SyntaxError(`${message}: line ${before.length} column ${column} (char ${at})`);
  }

  /** The match of a sticky pattern at this place, which is then passed. */
  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match !== null) this.at += match[0].length;
    return match;
  }

  space(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at++;
    }
  }

  private passes(char: string): boolean {
    this.space();
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  value(depth: number): Value {
    if (depth > DEEPEST) throw this.error('Nested too deeply');
    this.space();
    const first = this.text[this.at];
    if (first === '"' || first === '{' || first === '[') {
      this.at++;
      if (first === '"') return this.string();
      return first === '{' ? this.object(depth) : this.array(depth);
    }
    const word = this.take(WORD);
    if (word !== null) return WORDS.get(word[0])?.() ?? null;
    const number = this.take(NUMBER);
    if (number === null) throw this.error('Expecting value');
    const [all, whole = '', fraction, exponent] = number;
    if (fraction !== undefined || exponent !== undefined) return new PyFloat(Number(all));
    return whole.length < 16 ? Number(whole) + 0 : int(BigInt(whole));
  }

  private array(depth: number): Value[] {
    const items: Value[] = [];
    if (this.passes(']')) return items;
    for (;;) {
      items.push(this.value(depth + 1));
      if (this.passes(']')) return items;
      if (!this.passes(',')) throw this.error("Expecting ',' delimiter");
    }
  }

  private object(depth: number): Dict {
    const dict = new Dict();
    if (this.passes('}')) return dict;
    for (;;) {
      if (!this.passes('"')) {
        throw this.error('Expecting property name enclosed in double quotes');
      }
      const key = this.string();
      if (!this.passes(':')) throw this.error("Expecting ':' delimiter");
      dict.set(key, this.value(depth + 1));
      if (this.passes('}')) return dict;
      if (!this.passes(',')) throw this.error("Expecting ',' delimiter");
    }
  }

  private string(): string {
    const start = this.at - 1;
    const end = this.text.indexOf('"', this.at);
    const plain = end < 0 ? '\\' : this.text.slice(this.at, end);
    if (!SPECIAL.test(plain)) {
      this.at = end + 1;
      return plain;
    }
    let text = '';
    for (;;) {
      text += this.take(PLAIN)?.[0] ?? '';
      const next = this.text[this.at];
      if (next === undefined) throw this.error('Unterminated string starting at', start);
      if (next !== '"' && next !== '\\') throw this.error('Invalid control character at');
      this.at++;
      if (next === '"') return text;
      text += this.escape(start);
    }
  }

  private escape(start: number): string {
    const char = this.text[this.at];
    if (char === undefined) throw this.error('Unterminated string starting at', start);
    this.at++;
    if (char === 'u') {
      const hex = this.take(HEX);
      if (hex === null) throw this.error('Invalid \\uXXXX escape');
      return String.fromCharCode(Number.parseInt(hex[0], 16));
    }
    const plain = ESCAPES.get(char);
    if (plain === undefined) throw this.error('Invalid \\escape', this.at - 2);
    return plain;
  }
}
