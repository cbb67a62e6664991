import { PyError, raise } from '../jinja/values/index.ts';

/** Raises Python's UnicodeEncodeError where a text holds half of a surrogate pair. */
export function checkEncodable(text: string): void {
  if (text.isWellFormed()) return;
  const match = /\p{Surrogate}+/u.exec(text);
  if (match === null) return;
  const at = Array.from(text.slice(0, match.index)).length;
  const count = match[0].length;
  const code = match[0].charCodeAt(0).toString(16);
  throw raise(
    'UnicodeEncodeError',
    count === 1
      ? `'utf-8' codec can't encode character '\\u${code}' in position ${at}: surrogates not allowed`
      : `'utf-8' codec can't encode characters in position ${at}-${at + count - 1}: surrogates not allowed`,
  );
}

/** `text.encode('utf-8')`; raises UnicodeEncodeError for half a surrogate pair. */
export function encodeUtf8(text: string): Uint8Array {
  checkEncodable(text);
  return new TextEncoder().encode(text);
}

/** `bytes.decode('utf-8')`; raises UnicodeDecodeError with Python's reason and positions. */
export function decodeUtf8(bytes: Uint8Array): string {
  const bad = findInvalid(bytes);
  if (bad === undefined) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const [start, end, reason] = bad;
  const where =
    end - start === 1
      ? `byte 0x${(bytes[start] ?? 0).toString(16).padStart(2, '0')} in position ${start}`
      : `bytes in position ${start}-${end - 1}`;
  throw new PyError('UnicodeDecodeError', `'utf-8' codec can't decode ${where}: ${reason}`);
}

type Invalid = [start: number, end: number, reason: string];

function findInvalid(bytes: Uint8Array): Invalid | undefined {
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at += 1;
      continue;
    }
    const length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (length === 0) return [at, at + 1, 'invalid start byte'];
    for (let index = 1; index < length; index += 1) {
      const byte = bytes[at + index];
      if (byte === undefined) return [at, bytes.length, 'unexpected end of data'];
      if (!continues(lead, index, byte)) return [at, at + index, 'invalid continuation byte'];
    }
    at += length;
  }
  return undefined;
}

/** The second byte also keeps overlong forms, surrogates and code points past U+10FFFF out. */
function continues(lead: number, index: number, byte: number): boolean {
  if (index === 1) {
    if (lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
    if (lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
    if (lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
    if (lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  }
  return byte >= 0x80 && byte <= 0xbf;
}
