import { parquetRead, parquetSchema, type FileMetaData, type RowGroup } from 'hyparquet';
import { getTreePath, isFlatColumn } from 'hyparquet/src/schema.js';
import type { Value } from '../../jinja/index.ts';
import type { Batch, Part, ReadOptions } from './batch.ts';
import { rowsOf, type ColumnValues } from './columns.ts';
import { openParquet, type OpenParquet } from './open-parquet.ts';
import { PageReader, type ColumnChunk } from './parquet-pages.ts';
import { PARSERS, UNPACK, valueOf, type NumberType } from './parquet-values.ts';

/** Rows that are looked at together, at most. */
const MOST_ROWS = 32_768;

/** A column of rows that are taken one after the other. */
type ColumnReader = Pick<PageReader, 'left' | 'take'>;

/** The users of the rows `from` .. `to` of a Parquet file, which are of one row group. */
export async function* readParquet(
  part: Part,
  { columns }: ReadOptions,
): AsyncGenerator<Batch, void, undefined> {
  const opened = await openParquet(part.file);
  try {
    const readers: ColumnReader[] = [];
    for (const { column } of columns) readers.push(await columnReader(opened, part, column));
    for (let start = part.from; start < part.to;) {
      const size = Math.min(MOST_ROWS, part.to - start, ...readers.map((reader) => reader.left()));
      yield { start, size, columns: readers.map((reader) => reader.take(size)) };
      start += size;
    }
  } finally {
    opened.close();
  }
}

async function columnReader(
  opened: OpenParquet,
  part: Part,
  column: string,
): Promise<ColumnReader> {
  const { metadata, file } = opened;
  const { group, start } = groupOf(metadata, part.from);
  const chunks = group.columns.filter(({ meta_data: meta }) => meta?.path_in_schema[0] === column);
  if (chunks.length === 0) return valuesReader([], part.to - part.from);
  const chunk = flatChunk(opened, group, column);
  if (chunk !== undefined) return new PageReader(file, chunk, part.from - start);
  return valuesReader(await nestedValues(opened, part, column), part.to - part.from);
}

/** The row group that a row is in, and its first row. */
function groupOf(
  { row_groups: groups }: FileMetaData,
  row: number,
): { group: RowGroup; start: number } {
  let start = 0;
  for (const group of groups) {
    const rows = Number(group.num_rows);
    if (row < start + rows) return { group, start };
    start += rows;
  }
  throw new Error('the file has fewer rows than it says');
}

/** A column as one chunk of pages; undefined for one of lists or mappings. */
function flatChunk(
  { metadata, scales }: OpenParquet,
  { columns }: RowGroup,
  column: string,
): ColumnChunk | undefined {
  const meta = columns.find(({ meta_data: one }) => one?.path_in_schema[0] === column)?.meta_data;
  if (meta === undefined) return undefined;
  const { path_in_schema: pathInSchema, type, codec } = meta;
  const schemaPath = getTreePath(parquetSchema(metadata), pathInSchema);
  const element = schemaPath.at(-1)?.element;
  if (element === undefined || !isFlatColumn(schemaPath)) return undefined;
  const numbers = numberType(column, type, scales);
  const start = Number(meta.dictionary_page_offset || meta.data_page_offset);
  return {
    decoder: {
      pathInSchema,
      type,
      element,
      schemaPath,
      codec,
      parsers: PARSERS,
      compressors: UNPACK,
      utf8: numbers.scale === undefined,
    },
    numbers,
    start,
    end: start + Number(meta.total_compressed_size),
  };
}

function numberType(
  column: string,
  type: string | undefined,
  scales: ReadonlyMap<string, number>,
): NumberType {
  return { scale: scales.get(column), isFloat: type === 'DOUBLE' || type === 'FLOAT' };
}

/** The values of a column of lists or mappings for the rows of a part. */
async function nestedValues(
  { file, metadata, scales }: OpenParquet,
  { from, to }: Part,
  column: string,
): Promise<readonly (Value | undefined)[]> {
  const values: (Value | undefined)[] = [];
  const numbers = numberType(column, undefined, scales);
  await parquetRead({
    file,
    metadata,
    columns: [column],
    rowStart: from,
    rowEnd: to,
    compressors: UNPACK,
    parsers: PARSERS,
    useOffsetIndex: true,
    onChunk({ columnData, rowStart }) {
      for (let at = 0; at < columnData.length; at += 1) {
        const row = rowStart + at - from;
        if (row >= 0 && row < to - from) values[row] = valueOf(columnData[at], numbers);
      }
    },
  });
  return values;
}

/** Reads values that are there already; a user lacks those beyond their end. */
function valuesReader(values: readonly (Value | undefined)[], size: number): ColumnReader {
  let taken = 0;
  return {
    left: () => size - taken,
    take(count): ColumnValues {
      const some = rowsOf(values, taken, taken + count);
      taken += count;
      return some;
    },
  };
}
