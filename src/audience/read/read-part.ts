import { ColumnTypeError, SourceError, type Batch, type Part, type ReadOptions } from './batch.ts';
import { readNdjson } from './read-ndjson.ts';
import { readParquet } from './read-parquet.ts';
import { readTable } from './read-table.ts';

/** How the users of a part are read. */
export type PartReader = (part: Part, options: ReadOptions) => AsyncIterable<Batch>;

/** Reads the users of a part by its format. Throws a SourceError where the file is damaged, a ColumnTypeError as `readTable` does. */
export const readPart: PartReader = async function* (part, options) {
  try {
    yield* readerOf(part)(part, options);
  } catch (error) {
    if (error instanceof ColumnTypeError || !(error instanceof Error)) throw error;
    throw new SourceError(part.file, `the file is damaged: ${error.message}`);
  }
};

function readerOf({ format }: Part): PartReader {
  if (format === 'parquet') return readParquet;
  return format === 'csv' ? readTable : readNdjson;
}
