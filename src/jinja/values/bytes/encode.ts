import { raise, type PyError } from '../../errors.ts';
import { Bytes } from './bytes.ts';
import { codecError, codecOf, type CodecName } from './codec-names.ts';
import { codePoints, escapeCodePoint } from '../strings.ts';

/** How one encoding writes characters. */
type Encoder = {
  /** The name that errors show. */
  readonly name: string;
  /** What is in front of every text. */
  readonly mark: string;
  readonly fits: (code: number) => boolean;
  /** The bytes of a character, also of half a surrogate pair. */
  readonly put: (code: number) => string;
  /** Characters beside each other that do not fit are one error. */
  readonly inRuns: boolean;
  /** The handler `surrogatepass` knows it. */
  readonly isUnicode: boolean;
};

/**
 * `text.encode(encoding, errors)` in ASCII, Latin-1, UTF-8, UTF-16 and UTF-32, with the handlers strict, ignore, replace,
 * xmlcharrefreplace, backslashreplace, surrogateescape and surrogatepass; raises UnicodeEncodeError, and LookupError for any
 * other encoding or handler.
 */
export function encode(text: string, encoding: string = 'utf-8', errors: string = 'strict'): Bytes {
  const encoder = ENCODERS[codecOf(encoding, 'encode')];
  if (
    (encoder.put === one || encoder.name === 'utf-8') &&
    encoder.mark === '' &&
    /^[\0-\x7f]*$/.test(text)
  )
    return new Bytes(text);
  try {
    return new Bytes(encoder.mark + written(text, encoder, errors));
  } catch (error) {
    throw codecError(error, 'encod', encoding);
  }
}

function written(text: string, encoder: Encoder, errors: string): string {
  const codes = codePoints(text).map((char) => char.codePointAt(0) as number);
  let result = '';
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] as number;
    if (encoder.fits(code)) result += encoder.put(code);
    else {
      let end = at + 1;
      while (encoder.inRuns && end < codes.length && !encoder.fits(codes[end] as number)) end += 1;
      result += substitute(codes.slice(at, end), at, encoder, errors);
      at = end - 1;
    }
  }
  return result;
}

function one(code: number): string {
  return String.fromCharCode(code);
}

function single(name: string, limit: number): Encoder {
  const fits = (code: number): boolean => code < limit;
  return { name, mark: '', fits, put: one, inRuns: true, isUnicode: false };
}

function unicode(name: string, put: (code: number) => string, mark: string): Encoder {
  return { name, mark, fits: isScalar, put, inRuns: name === 'utf-8', isUnicode: true };
}

function isScalar(code: number): boolean {
  return code < 0xd8_00 || code > 0xdf_ff;
}

function utf8(code: number): string {
  if (code < 0x80) return one(code);
  const size = code < 0x8_00 ? 1 : code < 0x1_00_00 ? 2 : 3;
  let bytes = one(((0xff_00 >> (size + 1)) & 0xff) | (code >> (6 * size)));
  for (let left = size - 1; left >= 0; left -= 1)
    bytes += one(0x80 | ((code >> (6 * left)) & 0x3f));
  return bytes;
}

type Order = (code: number, size: number) => string;

function little(code: number, size: number): string {
  return size === 0 ? '' : one(code & 0xff) + little(code >> 8, size - 1);
}

function big(code: number, size: number): string {
  return size === 0 ? '' : big(code >> 8, size - 1) + one(code & 0xff);
}

function utf16(order: Order): (code: number) => string {
  return (code) => {
    if (code < 0x1_00_00) return order(code, 2);
    const over = code - 0x1_00_00;
    return order(0xd8_00 | (over >> 10), 2) + order(0xdc_00 | (over & 0x3_ff), 2);
  };
}

const ENCODERS: Readonly<Record<CodecName, Encoder>> = {
  ascii: single('ascii', 0x80),
  'latin-1': single('latin-1', 0x1_00),
  'utf-8': unicode('utf-8', utf8, ''),
  'utf-8-sig': unicode('utf-8', utf8, utf8(0xfe_ff)),
  'utf-16': unicode('utf-16', utf16(little), '\xff\xfe'),
  'utf-16-be': unicode('utf-16-be', utf16(big), ''),
  'utf-16-le': unicode('utf-16-le', utf16(little), ''),
  'utf-32': unicode('utf-32', (code) => little(code, 4), '\xff\xfe\0\0'),
  'utf-32-be': unicode('utf-32-be', (code) => big(code, 4), ''),
  'utf-32-le': unicode('utf-32-le', (code) => little(code, 4), ''),
};

/** The bytes that an error handler puts in the place of characters that do not fit. */
function substitute(
  part: readonly number[],
  start: number,
  encoder: Encoder,
  errors: string,
): string {
  const put = (text: string): string =>
    Array.from(text, (char) => encoder.put(char.charCodeAt(0))).join('');
  switch (errors) {
    case 'strict':
      throw encodeError(part, start, encoder);
    case 'ignore':
      return '';
    case 'replace':
      return put('?'.repeat(part.length));
    case 'xmlcharrefreplace':
      return put(part.map((code) => `&#${code};`).join(''));
    case 'backslashreplace':
      return put(part.map((code) => escapeCodePoint(String.fromCodePoint(code))).join(''));
    case 'surrogateescape':
      return escapedBytes(part, start, encoder);
    case 'surrogatepass':
      if (!encoder.isUnicode) throw encodeError(part, start, encoder);
      return part.map(encoder.put).join('');
    default:
      throw raise('LookupError', `unknown error handler name '${errors}'`);
  }
}

/** The bytes that `surrogateescape` once hid in a text. Encodings of more than a byte a character take none. */
function escapedBytes(part: readonly number[], start: number, encoder: Encoder): string {
  const hidden = part.findIndex((code) => code < 0xdc_80 || code > 0xdc_ff);
  const kept = encoder.inRuns ? (hidden === -1 ? part.length : hidden) : 0;
  if (kept < part.length) throw encodeError(part.slice(kept), start + kept, encoder);
  return part.map((code) => one(code - 0xdc_00)).join('');
}

function encodeError(
  part: readonly number[],
  start: number,
  { name, fits, isUnicode }: Encoder,
): PyError {
  const limit = fits(0x80) ? 256 : 128;
  const reason = isUnicode ? 'surrogates not allowed' : `ordinal not in range(${limit})`;
  const what =
    part.length === 1
      ? `character '${escapeCodePoint(String.fromCodePoint(part[0] as number))}' in position ${start}`
      : `characters in position ${start}-${start + part.length - 1}`;
  return raise('UnicodeEncodeError', `'${name}' codec can't encode ${what}: ${reason}`);
}
