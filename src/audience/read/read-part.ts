import { ColumnTypeError, SourceError, type Batch, type Part, type ReadOptions } from './batch.ts';
import { readNdjson } from './read-ndjson.ts';
import { readParquet } from './read-parquet.ts';
import { readTable } from './read-table.ts';

/** How the users of a part are read. */
export type PartReader = (part: Part, options: ReadOptions) => AsyncIterable<Batch>;

/**
 * Reads the users of a part by its format. Throws a SourceError where the file is damaged or the system cannot read it, a ColumnTypeError as
 * `readTable` does; any other error is a mistake of ours.
 */
export const readPart: PartReader = async function* (part, options) {
  try {
    yield* readerOf(part)(part, options);
  } catch (error) {
    throw isOfFile(error, part) ? new SourceError(part.file, problemOf(error)) : error;
  }
};

/** Whether an error is about the file: those of the system and of gzip have codes, and a damaged Parquet file may raise any. */
function isOfFile(error: unknown, { format }: Part): error is Error {
  if (!(error instanceof Error)) return false;
  if (error instanceof ColumnTypeError || error instanceof SourceError) return false;
  return format === 'parquet' || 'code' in error;
}

/** What is wrong with a file that the system, gzip or Parquet gave up on. */
function problemOf(error: Error): string {
  if ('syscall' in error) return error.message;
  return /not supported|unsupported/i.test(error.message)
    ? `it has a column that cannot be read: ${error.message}`
    : `the file is damaged: ${error.message}`;
}

function readerOf({ format }: Part): PartReader {
  if (format === 'parquet') return readParquet;
  return format === 'csv' ? readTable : readNdjson;
}
