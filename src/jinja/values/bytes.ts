import { raise, type PyError } from '../errors.ts';
import { BoundMethod } from './call.ts';
import { typeName } from './protocol.ts';
import { codePoints, escapeCodePoint } from './strings.ts';
import { PyObject, type Callable, type CallState, type Value } from './types.ts';

/** How Python names the codecs that templates can use, by what they may be called. */
const CODECS: ReadonlyMap<string, Codec> = new Map([
  ...['utf_8', 'utf8', 'u8', 'utf', 'cp65001'].map((name) => [name, 'utf-8'] as const),
  ...['ascii', 'us_ascii', '646'].map((name) => [name, 'ascii'] as const),
  ...['latin_1', 'latin1', 'latin', 'l1', 'iso_8859_1', 'iso8859_1', '8859', 'cp819'].map(
    (name) => [name, 'latin-1'] as const,
  ),
]);
type Codec = 'utf-8' | 'ascii' | 'latin-1';

/** A Python bytes object, as `str.encode` makes it: it prints as `b'…'` and can be decoded. */
export class Bytes extends PyObject {
  readonly typeName = 'bytes';
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }

  override repr(): string {
    const text = String.fromCodePoint(...this.bytes);
    const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
    const body = text.replaceAll(/[^ -~]|[\\'"]/g, (char) => escaped(char, quote));
    return `b${quote}${body}${quote}`;
  }

  override length(): number {
    return this.bytes.length;
  }

  override plus(other: Value): Value {
    if (other instanceof Bytes) return new Bytes(Uint8Array.from([...this.bytes, ...other.bytes]));
    throw raise('TypeError', `can't concat ${typeName(other)} to bytes`);
  }

  override times(count: number): Value {
    const bytes = new Uint8Array(this.bytes.length * count);
    for (let at = 0; at < bytes.length; at += this.bytes.length) bytes.set(this.bytes, at);
    return new Bytes(bytes);
  }

  override iterate(): Iterator<Value> {
    return this.bytes.values();
  }

  override item(key: Value): Value {
    const index = typeof key === 'boolean' ? Number(key) : key;
    if (typeof index !== 'number') {
      throw raise('TypeError', 'byte indices must be integers or slices, not other types');
    }
    const byte = this.bytes.at(index);
    if (byte === undefined) throw raise('IndexError', 'index out of range');
    return byte;
  }

  override equals(other: Value): boolean {
    return other instanceof Bytes && other.repr() === this.repr();
  }

  override hashKey(): unknown {
    return `\0b${this.repr()}`;
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    const method = BYTES_METHODS.get(name);
    return method === undefined ? undefined : new BoundMethod(method, this);
  }
}

const BYTES_METHODS: ReadonlyMap<string, Callable> = new Map([
  [
    'decode',
    {
      name: 'bytes.decode',
      params: ['self', 'encoding?', 'errors?'],
      style: 'c',
      run: (_state: CallState, self: Bytes, encoding?: string, errors?: string): Value =>
        decode(self.bytes, encoding, errors),
    },
  ],
  [
    'hex',
    {
      name: 'bytes.hex',
      params: ['self'],
      style: 'c',
      run: (_state: CallState, self: Bytes): Value =>
        Array.from(self.bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
    },
  ],
]);

function escaped(char: string, quote: string): string {
  const known = new Map([
    ['\\', '\\\\'],
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\t', '\\t'],
  ]).get(char);
  if (known !== undefined) return known;
  if (char === "'" || char === '"') return char === quote ? `\\${char}` : char;
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function codecOf(encoding: string): Codec {
  const codec = CODECS.get(encoding.toLowerCase().replaceAll(/[- ]/g, '_'));
  if (codec === undefined) throw raise('LookupError', `unknown encoding: ${encoding}`);
  return codec;
}

/**
 * `text.encode(encoding, errors)` in UTF-8, ASCII or Latin-1, with the handlers strict, ignore, replace, xmlcharrefreplace and
 * backslashreplace; raises UnicodeEncodeError, and LookupError for any other encoding or handler.
 */
export function encode(text: string, encoding: string = 'utf-8', errors: string = 'strict'): Bytes {
  const codec = codecOf(encoding);
  const chars = codePoints(text);
  const bytes: number[] = [];
  for (let at = 0; at < chars.length; at += 1) {
    const code = (chars[at] as string).codePointAt(0) ?? 0;
    if (fits(code, codec)) {
      if (codec === 'utf-8') pushUtf8(bytes, code);
      else bytes.push(code);
    } else {
      let end = at + 1;
      while (end < chars.length && !fits((chars[end] as string).codePointAt(0) ?? 0, codec))
        end += 1;
      for (const char of substitute(chars, at, end, codec, errors)) bytes.push(char.charCodeAt(0));
      at = end - 1;
    }
  }
  return new Bytes(Uint8Array.from(bytes));
}

function fits(code: number, codec: Codec): boolean {
  if (codec === 'utf-8') return code < 0xd8_00 || code > 0xdf_ff;
  return code < (codec === 'ascii' ? 0x80 : 0x1_00);
}

function pushUtf8(bytes: number[], code: number): void {
  if (code < 0x80) {
    bytes.push(code);
    return;
  }
  const size = code < 0x8_00 ? 1 : code < 0x1_00_00 ? 2 : 3;
  bytes.push(((0xff_00 >> (size + 1)) & 0xff) | (code >> (6 * size)));
  for (let left = size - 1; left >= 0; left -= 1) bytes.push(0x80 | ((code >> (6 * left)) & 0x3f));
}

/** What an error handler puts in the place of characters that do not fit, as ASCII. */
function substitute(
  chars: readonly string[],
  start: number,
  end: number,
  codec: Codec,
  errors: string,
): string {
  const part = chars.slice(start, end);
  switch (errors) {
    case 'strict':
      throw encodeError(part, start, codec);
    case 'ignore':
      return '';
    case 'replace':
      return '?'.repeat(part.length);
    case 'xmlcharrefreplace':
      return part.map((char) => `&#${char.codePointAt(0)};`).join('');
    case 'backslashreplace':
      return part.map(escapeCodePoint).join('');
    default:
      throw raise('LookupError', `unknown error handler name '${errors}'`);
  }
}

function encodeError(part: readonly string[], start: number, codec: Codec): PyError {
  const reason =
    codec === 'utf-8'
      ? 'surrogates not allowed'
      : `ordinal not in range(${codec === 'ascii' ? 128 : 256})`;
  const what =
    part.length === 1
      ? `character '${escapeCodePoint(part[0] as string)}' in position ${start}`
      : `characters in position ${start}-${start + part.length - 1}`;
  return raise('UnicodeEncodeError', `'${codec}' codec can't encode ${what}: ${reason}`);
}

function decode(bytes: Uint8Array, encoding: string = 'utf-8', errors: string = 'strict'): string {
  const codec = codecOf(encoding);
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const step = codec === 'utf-8' ? utf8At(bytes, at) : singleAt(bytes[at] as number, codec);
    if (step.fault === undefined) text += String.fromCodePoint(step.code);
    else if (errors === 'strict') throw decodeError(bytes, at, step.size, codec, step.fault);
    else if (errors === 'replace') text += '\ufffd';
    else if (errors !== 'ignore') {
      throw raise('LookupError', `unknown error handler name '${errors}'`);
    }
    at += step.size;
  }
  return text;
}

/** One decoded character, or what is wrong with that many bytes. */
type Step = { readonly code: number; readonly size: number; readonly fault?: string };

function singleAt(byte: number, codec: Codec): Step {
  if (codec === 'latin-1' || byte < 0x80) return { code: byte, size: 1 };
  return { code: 0, size: 1, fault: 'ordinal not in range(128)' };
}

function utf8At(bytes: Uint8Array, at: number): Step {
  const lead = bytes[at] as number;
  if (lead < 0x80) return { code: lead, size: 1 };
  if (lead < 0xc2 || lead > 0xf4) return { code: 0, size: 1, fault: 'invalid start byte' };
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let code = lead & (0xff >> (size + 1));
  for (let index = 1; index < size; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return { code: 0, size: index, fault: 'unexpected end of data' };
    if (!isContinuation(lead, byte, index)) {
      return { code: 0, size: index, fault: 'invalid continuation byte' };
    }
    code = (code << 6) | (byte & 0x3f);
  }
  return { code, size };
}

/** Whether a byte may follow: the second one also keeps out overlong forms, surrogates and what lies beyond Unicode. */
function isContinuation(lead: number, byte: number, index: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false;
  if (index > 1) return true;
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte < 0xa0;
  if (lead === 0xf0) return byte >= 0x90;
  return lead !== 0xf4 || byte < 0x90;
}

function decodeError(
  bytes: Uint8Array,
  at: number,
  size: number,
  codec: Codec,
  fault: string,
): PyError {
  const what =
    size === 1
      ? `byte 0x${(bytes[at] as number).toString(16)} in position ${at}`
      : `bytes in position ${at}-${at + size - 1}`;
  return raise('UnicodeDecodeError', `'${codec}' codec can't decode ${what}: ${fault}`);
}
