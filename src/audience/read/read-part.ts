import type { Batch, Part, ReadOptions } from './batch.ts';
import { readNdjson } from './read-ndjson.ts';
import { readParquet } from './read-parquet.ts';
import { readTable } from './read-table.ts';

/** How the users of a part are read. */
export type PartReader = (part: Part, options: ReadOptions) => AsyncIterable<Batch>;

/** Reads the users of a part by its format. */
export const readPart: PartReader = (part, options) => {
  if (part.format === 'parquet') return readParquet(part, options);
  return part.format === 'csv' ? readTable(part, options) : readNdjson(part, options);
};
