import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parquetMetadataAsync, type FileMetaData } from 'hyparquet';

/** A Parquet file that is open: what it holds, how bytes of it are read, and how to close it. */
export type OpenParquet = {
  readonly file: { readonly byteLength: number; slice(start: number, end?: number): ArrayBuffer };
  readonly metadata: FileMetaData;
  /** The decimal places of the columns of the type DECIMAL, by name. */
  readonly scales: ReadonlyMap<string, number>;
  close(): void;
};

/** The marks at both ends, and the length of what describes the file. */
const LEAST_BYTES = 12;

/** Opens a Parquet file. Throws what its reader throws for one that is none. */
export async function openParquet(path: string): Promise<OpenParquet> {
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    if (size < LEAST_BYTES) throw new Error('the file is cut');
    const file: OpenParquet['file'] = {
      byteLength: size,
      slice(start, end = size) {
        const bytes = Buffer.allocUnsafeSlow(Math.max(0, Math.min(end, size) - start));
        readSync(handle, bytes, 0, bytes.length, start);
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
