import { raise, type PyError } from '../../errors.ts';
import { codecError, codecOf, type CodecName } from './codec-names.ts';

/** One decoded character, or what is wrong with that many bytes. */
type Step = { readonly code: number; readonly size: number; readonly fault?: string };

/** How one encoding reads characters. */
type Decoder = {
  /** The name that errors show. */
  readonly name: string;
  readonly step: (bytes: string, at: number) => Step;
  /** Half a surrogate pair at that place, for `surrogatepass`. */
  readonly surrogate: (bytes: string, at: number) => Step | undefined;
};

/**
 * `bytes.decode(encoding, errors)` from ASCII, Latin-1, UTF-8, UTF-16 and UTF-32, with the handlers strict, ignore, replace,
 * backslashreplace, surrogateescape and surrogatepass; raises UnicodeDecodeError, and LookupError for any other encoding or
 * handler. `bytes` has one character for each byte.
 */
export function decode(
  bytes: string,
  encoding: string = 'utf-8',
  errors: string = 'strict',
): string {
  if (bytes === '') return '';
  const codec = codecOf(encoding, 'decode');
  if (codec === 'latin-1') return bytes;
  if ((codec === 'utf-8' || codec === 'ascii') && /^[\0-\x7f]*$/.test(bytes)) return bytes;
  try {
    if (codec === 'utf-8-sig') {
      return readAll(bytes.replace(/^\xef\xbb\xbf/, ''), 0, UTF_8, errors);
    }
    const [decoder, start] = decoderOf(codec, bytes);
    return readAll(bytes, start, decoder, errors);
  } catch (error) {
    throw codecError(error, 'decod', encoding);
  }
}

function readAll(bytes: string, start: number, decoder: Decoder, errors: string): string {
  let text = '';
  for (let at = start; at < bytes.length;) {
    const step = decoder.step(bytes, at);
    if (step.fault === undefined) {
      text += String.fromCodePoint(step.code);
      at += step.size;
    } else {
      const [instead, size] = recovered(bytes, at, step, decoder, errors);
      text += instead;
      at += size;
    }
  }
  return text;
}

/** What an error handler gives for bytes that are not text, and how many of them it takes. */
function recovered(
  bytes: string,
  at: number,
  { size, fault = '' }: Step,
  decoder: Decoder,
  errors: string,
): readonly [text: string, size: number] {
  const part = bytes.slice(at, at + size);
  switch (errors) {
    case 'strict':
      throw decodeError(part, at, decoder.name, fault);
    case 'ignore':
      return ['', size];
    case 'replace':
      return ['\ufffd', size];
    case 'backslashreplace':
      return [Array.from(part, (byte) => `\\x${hexOf(byte)}`).join(''), size];
    case 'surrogateescape': {
      const [high = ''] = /^[\x80-\xff]+/.exec(part) ?? [];
      if (high === '') throw decodeError(part, at, decoder.name, fault);
      const hidden = Array.from(high, (byte) => String.fromCharCode(0xdc_00 | byte.charCodeAt(0)));
      return [hidden.join(''), high.length];
    }
    case 'surrogatepass': {
      const half = decoder.surrogate(bytes, at);
      if (half === undefined) throw decodeError(part, at, decoder.name, fault);
      return [String.fromCharCode(half.code), half.size];
    }
    case 'namereplace':
    case 'xmlcharrefreplace':
      throw raise('TypeError', "don't know how to handle UnicodeDecodeError in error callback");
    default:
      throw raise('LookupError', `unknown error handler name '${errors}'`);
  }
}

function hexOf(byte: string): string {
  return byte.charCodeAt(0).toString(16).padStart(2, '0');
}

function decodeError(part: string, at: number, name: string, fault: string): PyError {
  const what =
    part.length === 1
      ? `byte 0x${hexOf(part)} in position ${at}`
      : `bytes in position ${at}-${at + part.length - 1}`;
  return raise('UnicodeDecodeError', `'${name}' codec can't decode ${what}: ${fault}`);
}

const ASCII: Decoder = {
  name: 'ascii',
  surrogate: () => undefined,
  step: (bytes, at) => {
    const code = bytes.charCodeAt(at);
    return code < 0x80 ? { code, size: 1 } : { code, size: 1, fault: 'ordinal not in range(128)' };
  },
};

const UTF_8: Decoder = {
  name: 'utf-8',
  step: utf8At,
  surrogate: (bytes, at) => {
    if (!/^\xed[\xa0-\xbf][\x80-\xbf]/.test(bytes.slice(at, at + 3))) return undefined;
    const [second, third] = [bytes.charCodeAt(at + 1), bytes.charCodeAt(at + 2)];
    return { code: 0xd0_00 | ((second & 0x3f) << 6) | (third & 0x3f), size: 3 };
  },
};

function utf8At(bytes: string, at: number): Step {
  const lead = bytes.charCodeAt(at);
  if (lead < 0x80) return { code: lead, size: 1 };
  if (lead < 0xc2 || lead > 0xf4) return { code: 0, size: 1, fault: 'invalid start byte' };
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let code = lead & (0xff >> (size + 1));
  for (let index = 1; index < size; index += 1) {
    if (at + index >= bytes.length)
      return { code: 0, size: index, fault: 'unexpected end of data' };
    const byte = bytes.charCodeAt(at + index);
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

/** Reads a number of so many bytes. */
type Order = (bytes: string, at: number, size: number) => number;

function little(bytes: string, at: number, size: number): number {
  return size === 0 ? 0 : bytes.charCodeAt(at) + 256 * little(bytes, at + 1, size - 1);
}

function big(bytes: string, at: number, size: number): number {
  return size === 0 ? 0 : 256 * big(bytes, at, size - 1) + bytes.charCodeAt(at + size - 1);
}

/** The decoder, and where the text begins: behind the mark that tells the order of bytes. */
function decoderOf(codec: CodecName, bytes: string): readonly [Decoder, start: number] {
  const [, unit = '', order = ''] = /^utf-(16|32)(-be)?/.exec(codec) ?? [];
  if (unit === '') return [codec === 'utf-8' ? UTF_8 : ASCII, 0];
  const read = unit === '16' ? utf16 : utf32;
  const size = Number(unit) / 8;
  const mark = codec.length > 'utf-16'.length ? '' : bytes.slice(0, size);
  const isBig = order !== '' || mark === '\xfe\xff'.padStart(size, '\0');
  const start = isBig ? mark.length : mark === '\xff\xfe'.padEnd(size, '\0') ? size : 0;
  return isBig ? [read(`utf-${unit}-be`, big), start] : [read(`utf-${unit}-le`, little), start];
}

function isSurrogate(code: number): boolean {
  return code >= 0xd8_00 && code <= 0xdf_ff;
}

function halfAt(order: Order, size: number): Decoder['surrogate'] {
  return (bytes, at) => {
    if (at + size > bytes.length) return undefined;
    const code = order(bytes, at, size);
    return isSurrogate(code) ? { code, size } : undefined;
  };
}

function utf16(name: string, order: Order): Decoder {
  const step = (bytes: string, at: number): Step => {
    const rest = bytes.length - at;
    if (rest < 2) return { code: 0, size: rest, fault: 'truncated data' };
    const code = order(bytes, at, 2);
    if (!isSurrogate(code)) return { code, size: 2 };
    if (code >= 0xdc_00) return { code, size: 2, fault: 'illegal encoding' };
    if (rest < 4) return { code, size: rest, fault: 'unexpected end of data' };
    const low = order(bytes, at + 2, 2);
    if (low < 0xdc_00 || low > 0xdf_ff) return { code, size: 2, fault: 'illegal UTF-16 surrogate' };
    return { code: 0x1_00_00 + ((code & 0x3_ff) << 10) + (low & 0x3_ff), size: 4 };
  };
  return { name, step, surrogate: halfAt(order, 2) };
}

function utf32(name: string, order: Order): Decoder {
  const step = (bytes: string, at: number): Step => {
    const rest = bytes.length - at;
    if (rest < 4) return { code: 0, size: rest, fault: 'truncated data' };
    const code = order(bytes, at, 4);
    if (isSurrogate(code)) {
      const fault = 'code point in surrogate code point range(0xd800, 0xe000)';
      return { code, size: 4, fault };
    }
    if (code <= 0x10_ff_ff) return { code, size: 4 };
    return { code, size: 4, fault: 'code point not in range(0x110000)' };
  };
  return { name, step, surrogate: halfAt(order, 4) };
}
