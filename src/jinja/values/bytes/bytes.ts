import { raise } from '../../errors.ts';
import type { Meter } from '../meter.ts';
import { position, sliceBounds } from '../positions.ts';
import { isInt, typeName } from '../protocol.ts';
import { Slice } from '../range.ts';
import { indexIn } from '../search.ts';
import { sliceText } from '../strings.ts';
import { PyObject, type Value } from '../types.ts';

/** A Python bytes object, as `str.encode` makes it: it prints as `b'…'`, gives ints and slices, and can be decoded. */
export class Bytes extends PyObject {
  readonly typeName = 'bytes';
  /** The bytes, each as the character of that number (Latin-1). */
  override readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  override repr(): string {
    const quote = this.text.includes("'") && !this.text.includes('"') ? '"' : "'";
    const body = this.text.replaceAll(/[^ -~]|[\\'"]/g, (char) => escaped(char, quote));
    return `b${quote}${body}${quote}`;
  }

  override weight(): number {
    return this.text.length;
  }

  override length(): number {
    return this.text.length;
  }

  override iterate(): Iterator<Value> {
    return walk(this.text);
  }

  override item(key: Value, meter?: Meter): Value {
    if (key instanceof Slice) {
      const { start, stop, step } = key;
      return again(this, sliceText(this.text, ...sliceBounds(start, stop, step), meter));
    }
    const at = position(key, this.text.length, 'byte');
    if (at < 0 || at >= this.text.length) throw raise('IndexError', 'index out of range');
    return this.text.charCodeAt(at);
  }

  override contains(value: Value, meter?: Meter): boolean {
    meter?.scan(this.text.length);
    return indexIn(this.text, isInt(value) ? byteChar(value) : bytesText(value)) !== -1;
  }

  override equals(other: Value): boolean {
    return other instanceof Bytes && other.text === this.text;
  }

  override hashKey(): unknown {
    return `\0b${this.text}`;
  }
}

/** Bytes of that text: the same object where it has that text already, as Python gives back what it need not change. */
export function again(bytes: Bytes, text: string): Bytes {
  return text === bytes.text ? bytes : new Bytes(text);
}

/** The text of a value that has to be bytes: `a bytes-like object is required, not 'str'`. */
export function bytesText(value: Value): string {
  if (value instanceof Bytes) return value.text;
  throw raise('TypeError', `a bytes-like object is required, not '${typeName(value)}'`);
}

/** The one byte that an int stands for; raises ValueError for what is none. */
export function byteChar(value: number | bigint | boolean): string {
  const code = Number(value);
  if (code < 0 || code > 255) throw raise('ValueError', 'byte must be in range(0, 256)');
  return String.fromCharCode(code);
}

function* walk(text: string): Generator<Value, void> {
  for (let at = 0; at < text.length; at += 1) yield text.charCodeAt(at);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escaped(char: string, quote: string): string {
  const known = ESCAPES.get(char);
  if (known !== undefined) return known;
  if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
