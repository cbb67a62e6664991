import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { likelySeparator, otherThanTable, type ColumnType } from '../../account/index.ts';
import { Dict, str } from '../../jinja/index.ts';
import { SourceError, type ExportFormat, type Part } from './batch.ts';
import { objectOf } from './read-ndjson.ts';
import { hasByte, linesOf } from './lines.ts';
import { namesOf, openParquet } from './open-parquet.ts';
import { columnTypes, headerOf, tableRows } from './read-table.ts';

/** Bytes of a file of lines that are read as one part. */
const PART_BYTES = 16 << 20;

/** Rows of a row group of Parquet that are read as one part. */
const PART_ROWS = 131_072;

/** The rows of a table that show the types of its columns. */
const TYPED_ROWS = 5000;

/** A file of an export: `rows` are known of Parquet only. */
type SourceFile = {
  readonly file: string;
  readonly format: ExportFormat;
  readonly isPacked: boolean;
  readonly separator: string;
  readonly bytes: number;
  readonly rows: number | undefined;
  /** Where the parts of a Parquet file begin, and its end: each is in one row group. */
  readonly groups: readonly number[];
  /** The header of a table whose lines are rows, since it has no quotes: its parts may begin anywhere. */
  readonly header: readonly string[] | undefined;
};

/** An export of users: its files, the names of their columns, and for tables the types of columns. */
export type ExportSource = {
  readonly files: readonly SourceFile[];
  readonly columns: readonly string[];
  readonly types: ReadonlyMap<string, ColumnType>;
  /** How many users there are; of tables and NDJSON an estimate by the bytes. */
  readonly users: number;
};

/**
 * Looks into a file of users, or every file of a folder (less those that begin with `.` or `_`). The format is known by the first bytes, whatever the name.
 * Throws a SourceError where a file is no export.
 */
export async function openSource(path: string): Promise<ExportSource> {
  const paths = await filesOf(path);
  const files: SourceFile[] = [];
  const columns = new Set<string>();
  let rowBytes = 0;
  let types: ReadonlyMap<string, ColumnType> = new Map();
  for (const file of paths) {
    const found = await sniff(file);
    const { format, isPacked, bytes } = found;
    if (format === 'parquet') {
      const { rows, groups, names } = await lookAtParquet(file);
      for (const name of names) columns.add(name);
      files.push({ ...found, separator: '', rows, groups, header: undefined });
      continue;
    }
    const part = { file, format, isPacked, separator: '', from: 0, to: Infinity };
    const look = format === 'csv' ? await lookAtTable(part) : await lookAtLines(part);
    for (const name of look.columns) if (name !== '') columns.add(name);
    // Packed text is about a fifth of what it says.
    rowBytes = look.rowBytes / (isPacked ? 5 : 1);
    // The first file that has a column says its type; where another one does not fit, a reader says so.
    types = new Map([...look.types, ...types]);
    const { separator } = look;
    const isSplittable =
      format === 'csv' && !isPacked && bytes > PART_BYTES && !(await hasByte(file, 0x22));
    const header = isSplittable ? look.columns : undefined;
    files.push({ file, format, isPacked, separator, bytes, rows: undefined, groups: [], header });
  }
  const users = files.reduce(
    (sum, { rows, bytes }) => sum + (rows ?? Math.round(bytes / Math.max(1, rowBytes))),
    0,
  );
  return { files, columns: [...columns], types, users };
}

/** The parts that readers can read at the same time, in the order of the files. */
export function partsOf({ files }: ExportSource): readonly Part[] {
  return files.flatMap(({ file, format, isPacked, separator, bytes, groups, header }): Part[] => {
    if (format === 'parquet')
      return groups
        .slice(1)
        .map((to, at) => ({ file, format, isPacked, separator, from: groups[at] ?? 0, to }));
    if (isPacked || (format === 'csv' && header === undefined))
      return [{ file, format, isPacked, separator, from: 0, to: Infinity }];
    const count = Math.max(1, Math.ceil(bytes / PART_BYTES));
    return Array.from({ length: count }, (_, at) => ({
      file,
      format,
      isPacked,
      separator,
      header,
      from: at * PART_BYTES,
      to: at === count - 1 ? Infinity : (at + 1) * PART_BYTES,
    }));
  });
}

async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new SourceError(path, 'there is no such file');
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !/^[._]/.test(entry.name))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) throw new SourceError(path, 'the folder has no files');
  return names.map((name) => join(path, name));
}

async function sniff(
  file: string,
): Promise<Omit<SourceFile, 'separator' | 'rows' | 'groups' | 'header'>> {
  const handle = await open(file);
  try {
    const { size: bytes } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    if (bytesRead === 0) throw new SourceError(file, 'the file is empty');
    if (head.subarray(0, 4).toString('latin1') === 'PAR1')
      return { file, format: 'parquet', isPacked: false, bytes };
    const isPacked = head[0] === 0x1f && head[1] === 0x8b;
    const part = { file, format: 'csv', isPacked, separator: '', from: 0, to: Infinity } as const;
    const text = isPacked ? await firstLine(part) : head.toString('utf8');
    if (text.includes('\0'))
      throw new SourceError(
        file,
        'expected CSV, NDJSON or Parquet; the file is neither, or not UTF-8',
      );
    if (/^\uFEFF?\s*\[/.test(text))
      throw new SourceError(file, 'the file is one JSON list; give one object a line (NDJSON)');
    const format = /^\uFEFF?\s*\{/.test(text) ? 'ndjson' : 'csv';
    const other = format === 'csv' ? otherThanTable(text, file) : undefined;
    if (other !== undefined)
      throw new SourceError(file, `expected CSV, NDJSON or Parquet; ${other.message}`);
    return { file, format, isPacked, bytes };
  } finally {
    await handle.close();
  }
}

async function firstLine(part: Part): Promise<string> {
  try {
    for await (const [line = ''] of linesOf(part)) return line;
  } catch (error) {
    throw new SourceError(part.file, `the file cannot be unpacked: ${(error as Error).message}`);
  }
  return '';
}

type Look = Pick<ExportSource, 'columns' | 'types'> & {
  readonly separator: string;
  readonly rowBytes: number;
};

async function lookAtTable(part: Part): Promise<Look> {
  const separator = likelySeparator((await firstLine(part)).replace(/^\uFEFF/, ''));
  const rows = [];
  for await (const some of tableRows({ ...part, separator })) {
    for (const row of some) if (row.cells !== undefined) rows.push(row);
    if (rows.length > TYPED_ROWS) break;
  }
  const [header, ...body] = rows;
  if (header === undefined) throw new SourceError(part.file, 'the file has no header row');
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

async function lookAtLines(part: Part): Promise<Look> {
  const columns = new Set<string>();
  let [count, bytes] = [0, 0];
  for await (const lines of linesOf(part)) {
    for (const line of lines.slice(0, TYPED_ROWS)) {
      const user = objectOf(line);
      count += 1;
      bytes += Buffer.byteLength(line) + 1;
      const inner = user?.get('user');
      const names = inner instanceof Dict ? inner : user;
      for (const name of names?.keys() ?? []) columns.add(str(name));
    }
    break;
  }
  return {
    columns: [...columns],
    separator: '',
    types: new Map(),
    rowBytes: bytes / Math.max(1, count),
  };
}

async function lookAtParquet(file: string): Promise<{
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
