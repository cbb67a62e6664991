import { basename } from 'node:path';
import { likelySeparator, type ColumnType } from '../../account/index.ts';
import { Dict, str } from '../../jinja/index.ts';
import { SourceError, TO_UTF8, type Part } from './batch.ts';
import { linesOf, type Lines } from './lines.ts';
import { namesOf, openParquet } from './open-parquet.ts';
import { objectOf } from './read-ndjson.ts';
import { columnTypes, headerOf, tableRows, type TableRow } from './read-table.ts';

/** Rows of a row group of Parquet that are read as one part. */
const PART_ROWS = 131_072;

/** The rows of a table that show the types of its columns. */
const TYPED_ROWS = 5000;

/** The first lines of a file, of about a megabyte; none of an empty one. Throws a SourceError where it cannot be unpacked. */
export async function firstLines(part: Part): Promise<Lines> {
  try {
    for await (const lines of linesOf(part)) return lines;
  } catch (error) {
    if (!part.isPacked || error instanceof SourceError) throw error;
    throw new SourceError(part.file, `the file cannot be unpacked: ${(error as Error).message}`);
  }
  return { texts: [], bad: new Set() };
}

/** What the first lines of a file show: its columns and their types, what is between cells, and about how many bytes a row has. */
type Beginning = {
  readonly columns: readonly string[];
  readonly types: ReadonlyMap<string, ColumnType>;
  readonly separator: string;
  readonly rowBytes: number;
};

/** What the `first` lines and rows of a table show. Throws a SourceError where its header cannot be read. */
export async function beginningOfTable(part: Part, first: Lines): Promise<Beginning> {
  checkUtf8(first, part.file);
  const separator = likelySeparator(first.texts[0] ?? '');
  const [header, ...body] = await firstRows({ ...part, separator });
  if (header === undefined) throw new SourceError(part.file, 'the file has no header row');
  if (header.cells.some((cell) => cell?.includes('\r') === true))
    throw new SourceError(part.file, 'its line breaks are those of old Macs (CR)', {
      hint: "convert it, such as by tr '\\r' '\\n'",
    });
  const columns = headerOf(header.cells);
  const bytes = body.reduce((sum, { cells }) => sum + cells.join(separator).length + 1, 0);
  const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) !== at);
  if (twice !== undefined)
    throw new SourceError(part.file, `the column '${twice}' is twice in the header`);
  const even = body.filter(({ cells }) => cells.length === columns.length).slice(0, TYPED_ROWS);
  return {
    columns,
    separator,
    types: columnTypes(columns, even),
    rowBytes: bytes / Math.max(1, body.length),
  };
}

/** The header and the first rows that can be read. */
async function firstRows(part: Part): Promise<readonly TableRow[]> {
  const rows: TableRow[] = [];
  for await (const some of tableRows(part)) {
    for (const row of some) {
      if (row.cells !== undefined) rows.push(row);
      else if (rows.length === 0)
        throw new SourceError(part.file, `its header cannot be read: ${row.message}`, row);
    }
    if (rows.length > TYPED_ROWS) break;
  }
  return rows;
}

/** So many lines that are not UTF-8 are not an accident. */
const MANY_BAD = 3;

/** Throws a SourceError where most lines with other characters than those of ASCII are not UTF-8: the file is in another encoding. */
function checkUtf8({ texts, bad }: Lines, file: string): void {
  if (bad.size < MANY_BAD) return;
  const good = texts.filter((text, at) => !bad.has(at) && /[^\x01-\x7f]/.test(text));
  const [first = 0] = bad;
  if (bad.size > good.length)
    throw new SourceError(file, 'it is not UTF-8 text', { line: first + 1, hint: TO_UTF8 });
}

/** What the `first` lines of NDJSON show, with `isWhole` all of them. */
export async function beginningOfNdjson(
  part: Part,
  first: Lines,
  isWhole: boolean,
): Promise<Beginning> {
  const columns = new Set<string>();
  let [count, bytes] = [0, 0];
  for await (const lines of isWhole ? linesOf(part) : [first]) {
    checkUtf8(lines, part.file);
    for (const line of isWhole ? lines.texts : lines.texts.slice(0, TYPED_ROWS)) {
      const user = objectOf(line);
      count += 1;
      bytes += Buffer.byteLength(line) + 1;
      const inner = user?.get('user');
      const names = inner instanceof Dict ? inner : user;
      for (const name of names?.keys() ?? []) columns.add(str(name));
    }
  }
  return {
    columns: [...columns],
    separator: '',
    types: new Map(),
    rowBytes: bytes / Math.max(1, count),
  };
}

/** The columns of a Parquet file, how many rows it has, and where its parts begin. Throws a SourceError for another file. */
export async function beginningOfParquet(file: string): Promise<{
  readonly rows: number;
  readonly groups: readonly number[];
  readonly names: readonly string[];
}> {
  try {
    const opened = await openParquet(file);
    opened.close();
    const { metadata } = opened;
    const groups = [0];
    for (const { num_rows: rows } of metadata.row_groups) {
      const from = groups.at(-1) ?? 0;
      const count = Math.ceil(Number(rows) / PART_ROWS);
      for (let part = 1; part < count; part += 1) groups.push(from + part * PART_ROWS);
      groups.push(from + Number(rows));
    }
    return { rows: Number(metadata.num_rows), groups, names: namesOf(metadata) };
  } catch (error) {
    throw new SourceError(
      file,
      `${basename(file)} is not a Parquet file: ${(error as Error).message}`,
    );
  }
}
