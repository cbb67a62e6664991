import { PyError, raise } from '../../jinja/values/index.ts';

const STANDARD = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const URL = `${STANDARD.slice(0, 62)}-_`;

/** Which 64 characters: the standard ones of RFC 4648, or the ones that are safe in a URL. */
export type Base64Alphabet = 'standard' | 'url';

/** Bytes as base64 with padding. */
export function encodeBase64(bytes: Uint8Array, alphabet: Base64Alphabet): string {
  const chars = alphabet === 'url' ? URL : STANDARD;
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    const third = bytes[at + 2] ?? 0;
    text += chars.charAt(first >> 2);
    text += chars.charAt(((first & 3) << 4) | (second >> 4));
    text += at + 1 < bytes.length ? chars.charAt(((second & 15) << 2) | (third >> 6)) : '=';
    text += at + 2 < bytes.length ? chars.charAt(third & 63) : '=';
  }
  return text;
}

/**
 * `binascii.a2b_base64(text)`: characters outside the alphabet are skipped, what follows complete padding is ignored.
 * Raises binascii's Error ("Incorrect padding" and its kin) and ValueError for text that is not ASCII.
 */
export function decodeBase64(written: string, alphabet: Base64Alphabet): Uint8Array {
  if (/[^\0-\u007F]/.test(written))
    throw raise('ValueError', 'string argument should contain only ASCII characters');
  const text = alphabet === 'url' ? written.replaceAll('-', '+').replaceAll('_', '/') : written;
  const bytes: number[] = [];
  let inQuad = 0;
  let pads = 0;
  let left = 0;
  for (const char of text) {
    if (char === '=') {
      if (inQuad >= 2) pads += 1;
      if (inQuad >= 2 && inQuad + pads >= 4) return Uint8Array.from(bytes);
      continue;
    }
    const value = STANDARD.indexOf(char);
    if (value < 0) continue;
    pads = 0;
    if (inQuad > 0) bytes.push((((left << 6) | value) >> (6 - inQuad * 2)) & 255);
    left = value;
    inQuad = (inQuad + 1) % 4;
  }
  if (inQuad === 1) {
    const characters = (bytes.length / 3) * 4 + 1;
    throw new PyError(
      'Error',
      `Invalid base64-encoded string: number of data characters (${characters}) cannot be 1 more than a multiple of 4`,
    );
  }
  if (inQuad !== 0) throw new PyError('Error', 'Incorrect padding');
  return Uint8Array.from(bytes);
}
