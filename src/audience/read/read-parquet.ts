import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parquetMetadataAsync, parquetRead, type AsyncBuffer, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { fromJs, int, PyFloat, type Value } from '../../jinja/index.ts';
import type { Batch, ColumnValues, Part, ReadOptions } from './batch.ts';

/** Rows of a row group that are read at once. */
const MOST_ROWS = 131_072;

/** A Parquet file that is open: what it holds, and how to close it. */
export type OpenParquet = {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  /** The decimal places of the columns of the type DECIMAL, by name. */
  readonly scales: ReadonlyMap<string, number>;
  close(): void;
};

/** Opens a Parquet file. Throws what its reader throws for one that is none. */
export async function openParquet(path: string): Promise<OpenParquet> {
  const handle = openSync(path, 'r');
  try {
    const file: AsyncBuffer = {
      byteLength: fstatSync(handle).size,
      slice(start, end = file.byteLength) {
        const bytes = Buffer.allocUnsafeSlow(end - start);
        readSync(handle, bytes, 0, end - start, start);
        return bytes.buffer;
      },
    };
    const metadata = await parquetMetadataAsync(file);
    return { file, metadata, scales: exactDecimals(metadata), close: () => closeSync(handle) };
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

/** Decimals are read as they are stored: as JavaScript's numbers those with 20 digits would not be exact. */
function exactDecimals({ schema }: FileMetaData): ReadonlyMap<string, number> {
  const scales = new Map<string, number>();
  for (const element of schema) {
    if (element.converted_type !== 'DECIMAL' && element.logical_type?.type !== 'DECIMAL') continue;
    scales.set(element.name, element.scale ?? 0);
    delete element.converted_type;
    delete element.logical_type;
  }
  return scales;
}

/** Texts are read as Node reads them fastest, dates and times as the texts that a table would have: `2026-01-31`, `2026-01-31 09:00:00`. */
const PARSERS = {
  stringFromBytes: (bytes: Uint8Array | undefined) =>
    bytes && Buffer.prototype.utf8Slice.call(bytes, 0, bytes.length),
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

/** The users of some row groups of a Parquet file: those whose first row is among `from` .. `to`. */
export async function* readParquet(
  part: Part,
  { columns }: ReadOptions,
): AsyncGenerator<Batch, void, undefined> {
  const opened = await openParquet(part.file);
  try {
    const { file, metadata, scales } = opened;
    const names = new Set(namesOf(metadata));
    const wanted = [...new Set(columns.map(({ column }) => column))].filter((name) =>
      names.has(name),
    );
    const floats = new Set(
      metadata.schema
        .filter(({ type }) => type === 'DOUBLE' || type === 'FLOAT')
        .map(({ name }) => name),
    );
    for (let rowStart = part.from; rowStart < part.to; rowStart += MOST_ROWS) {
      const rowEnd = Math.min(part.to, rowStart + MOST_ROWS);
      const size = rowEnd - rowStart;
      const found = new Map<string, (Value | undefined)[]>();
      await parquetRead({
        file,
        metadata,
        columns: wanted,
        rowStart,
        rowEnd,
        compressors,
        parsers: PARSERS,
        useOffsetIndex: true,
        onChunk(chunk) {
          const values = found.get(chunk.columnName) ?? emptyColumn(size);
          found.set(chunk.columnName, values);
          const scale = scales.get(chunk.columnName);
          const { columnData } = chunk;
          const isFloat = floats.has(chunk.columnName);
          for (let at = 0; at < columnData.length; at += 1) {
            const to = chunk.rowStart + at - rowStart;
            if (to >= 0 && to < size) values[to] = valueOf(columnData[at], scale, isFloat);
          }
        },
      });
      const empty: ColumnValues = { length: size };
      const all = columns.map(({ column }) => found.get(column) ?? empty);
      yield { start: rowStart, size, columns: all };
    }
  } finally {
    opened.close();
  }
}

/** The names of the columns of a Parquet file. */
export function namesOf({ schema }: FileMetaData): readonly string[] {
  const names: string[] = [];
  const visit = (at: number, depth: number): number => {
    const element = schema[at];
    if (element === undefined) return at + 1;
    if (depth === 1) names.push(element.name);
    let next = at + 1;
    for (let child = 0; child < (element.num_children ?? 0); child += 1)
      next = visit(next, depth + 1);
    return next;
  };
  visit(0, 0);
  return names;
}

/** A value of a column; a date is its text, a number with a fraction a float. */
function valueOf(value: unknown, scale: number | undefined, isFloat: boolean): Value | undefined {
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

function emptyColumn(length: number): (Value | undefined)[] {
  const values: (Value | undefined)[] = [];
  values.length = length;
  return values;
}
