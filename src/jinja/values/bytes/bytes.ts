import { raise } from '../../errors.ts';
import { backwards, type PyIterator } from '../iterator.ts';
import type { Meter } from '../meter.ts';
import { toArray } from '../ops.ts';
import { textsHold } from '../order.ts';
import { position, sliceBounds } from '../positions.ts';
import { isInt, typeName } from '../protocol.ts';
import { joinText, repeatText } from '../repeat.ts';
import { indexIn } from '../search.ts';
import { sliceText } from '../strings.ts';
import { escapeChar, PyObject, type CallState, type Order, type Value } from '../types.ts';
import { bytesFormat } from './bytes-format.ts';

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
    const shown = (char: string): string => escapeChar(char, quote, () => false);
    return `b${quote}${this.text.replaceAll(/[^ -~]|[\\'"]/g, shown)}${quote}`;
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

  override reversed(meter: Meter): PyIterator {
    return backwards('reversed', toArray(this, meter));
  }

  override item(key: Value): Value {
    const at = position(key, this.text.length, 'byte');
    if (at >= 0 && at < this.text.length) return this.text.charCodeAt(at);
    throw raise('IndexError', 'index out of range');
  }

  override slice(start: Value, stop: Value, step: Value, meter?: Meter): Bytes {
    return again(this, sliceText(this.text, ...sliceBounds(start, stop, step), meter));
  }

  override contains(value: Value, meter?: Meter): boolean {
    meter?.scan(this.text.length);
    return indexIn(this.text, isInt(value) ? byteChar(value) : bytesText(value)) !== -1;
  }

  override equals(other: Value): boolean {
    return other instanceof Bytes && other.text === this.text;
  }

  override ordered(other: Value, order: Order, meter?: Meter): boolean | undefined {
    if (!(other instanceof Bytes)) return undefined;
    return textsHold(this.text, other.text, order, meter);
  }

  override plus(other: Value, state?: CallState): Bytes {
    if (other instanceof Bytes) return new Bytes(joinText(this.text, other.text, state));
    throw raise('TypeError', `can't concat ${typeName(other)} to bytes`);
  }

  override repeat(times: number | bigint | boolean, state?: CallState): Bytes {
    return new Bytes(repeatText(this.text, times, state));
  }

  override percent(args: Value, meter?: Meter): Bytes {
    return new Bytes(bytesFormat(this.text, args, (text) => new Bytes(text), meter));
  }

  /** No byte outside ASCII is white space or a digit. */
  override numeral(): string {
    return this.text.replaceAll(/[^\0-\x7f]/g, '?');
  }

  /** So many fours of bytes on a line as fit. */
  override prettyLines(width: number, last: number): string[] {
    const { text } = this;
    if (text.length <= 4) return [this.repr()];
    const chunks: string[] = [];
    let current = '';
    for (let at = 0; at < text.length; at += 4) {
      const part = text.slice(at, at + 4);
      const most = at + 4 > text.length ? last : width;
      if (new Bytes(current + part).repr().length > most) {
        if (current !== '') chunks.push(new Bytes(current).repr());
        current = part;
      } else current += part;
    }
    if (current !== '') chunks.push(new Bytes(current).repr());
    return chunks;
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

/** The byte of an int; raises ValueError for one out of range. */
export function byteChar(value: number | bigint | boolean): string {
  const code = Number(value);
  if (code < 0 || code > 255) throw raise('ValueError', 'byte must be in range(0, 256)');
  return String.fromCharCode(code);
}

function* walk(text: string): Generator<Value, void> {
  for (let at = 0; at < text.length; at += 1) yield text.charCodeAt(at);
}
