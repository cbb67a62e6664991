import { encodeQR } from 'qr';
import { QR_MAX_BYTES } from '../passkit/index.ts';
import type { DrawnQr } from './preview-data.ts';

/** The QR code of a text at level L without its quiet zone; undefined where it is longer than any QR code holds. */
export function qrOf(text: string): DrawnQr | undefined {
  if (text === '' || new TextEncoder().encode(text).length > QR_MAX_BYTES) return undefined;
  const rows = encodeQR(text, 'raw', { ecc: 'low', encoding: 'byte', border: 1 });
  const modules = rows.slice(1, -1).map((row) => row.slice(1, -1));
  return { size: modules.length, bits: packBits(modules.flat()) };
}

function packBits(bits: readonly boolean[]): string {
  let text = '';
  for (let at = 0; at < bits.length; at += 8) {
    let byte = 0;
    for (let bit = 0; bit < 8; bit += 1) byte = byte * 2 + (bits[at + bit] === true ? 1 : 0);
    text += String.fromCharCode(byte);
  }
  return btoa(text);
}
