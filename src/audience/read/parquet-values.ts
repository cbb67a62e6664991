import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { decompressLz4, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
import { DEFAULT_PARSERS } from 'hyparquet/src/convert.js';
import { snappyUncompressor } from 'hysnappy';
import { fromJs, int, PyFloat, type Value } from '../../jinja/index.ts';
import { utf8Text } from './columns.ts';

/** How pages are unpacked: by Node where it can, which is faster. `compressors` of the package would bring its own Brotli, 130 kB. */
export const UNPACK: Compressors = {
  SNAPPY: snappyUncompressor(),
  ZSTD: (input) => decompressZstd(input),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
  GZIP: (input) => gunzipSync(input),
  BROTLI: (input) => brotliDecompressSync(input),
};

/** Dates and times are read as the texts that a table would have: `2026-01-31`, `2026-01-31 09:00:00`. */
export const PARSERS: typeof DEFAULT_PARSERS = {
  ...DEFAULT_PARSERS,
  stringFromBytes: (bytes: Uint8Array | undefined) => bytes && utf8Text(bytes, 0, bytes.length),
  dateFromDays: (days: number | undefined) =>
    days === undefined ? undefined : momentText(days * 86_400_000).slice(0, 10),
  timestampFromMilliseconds: (moment: bigint | undefined) =>
    moment === undefined ? undefined : momentText(Number(moment)),
  timestampFromMicroseconds: (moment: bigint | undefined) =>
    moment === undefined ? undefined : momentText(Number(moment) / 1e3),
  timestampFromNanoseconds: (moment: bigint | undefined) =>
    moment === undefined ? undefined : momentText(Number(moment) / 1e6),
};

function momentText(milliseconds: number): string {
  return new Date(Math.floor(milliseconds)).toISOString().slice(0, 19).replace('T', ' ');
}

/** What is known of a column: its decimal places if it has decimals, and whether its numbers are floats. */
export type NumberType = { readonly scale: number | undefined; readonly isFloat: boolean };

/** A value of a column; a date is its text, a number with a fraction a float. */
export function valueOf(value: unknown, { scale, isFloat }: NumberType): Value | undefined {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  if (scale !== undefined) return decimalOf(value, scale);
  if (typeof value === 'number')
    return isFloat || !Number.isInteger(value) ? new PyFloat(value) : value;
  if (typeof value === 'bigint') return int(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  return fromJs(value);
}

/** A stored decimal: a whole number of units of its last place. */
function decimalOf(value: unknown, scale: number): Value | undefined {
  const units =
    value instanceof Uint8Array
      ? bigEndian(value)
      : typeof value === 'bigint'
        ? value
        : BigInt(Number(value));
  if (scale === 0) return int(units);
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  return new PyFloat(
    Number(`${units < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`),
  );
}

function bigEndian(bytes: Uint8Array): bigint {
  const value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return BigInt.asIntN(bytes.length * 8, value);
}
