import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { otherThanTable, type ColumnType } from '../../account/index.ts';
import { SourceError, type ExportFormat, type Part } from './batch.ts';
import { hasRowsInLines, wideEncodingOf, type Lines } from './lines.ts';
import {
  beginningOfNdjson,
  beginningOfParquet,
  beginningOfTable,
  firstLines,
} from './beginning.ts';

/** Bytes of a file of lines that are read as one part. */
const PART_BYTES = 16 << 20;

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
  /** Whether each line is a row and begins after a byte 10, so that parts may begin anywhere. */
  readonly isSplittable: boolean;
  /** The header of a table that can be split. */
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
 * Of NDJSON the first lines say which columns there are, with `isWhole` all of them. Throws a SourceError where a file is no export.
 */
export async function openSource(path: string, isWhole = false): Promise<ExportSource> {
  const paths = await filesOf(path);
  const files: SourceFile[] = [];
  const columns = new Set<string>();
  let rowBytes = 0;
  let types: ReadonlyMap<string, ColumnType> = new Map();
  for (const file of paths) {
    const { first, ...found } = await sniff(file);
    const { format, isPacked, bytes } = found;
    if (first === undefined) {
      const { rows, groups, names } = await beginningOfParquet(file);
      for (const name of names) columns.add(name);
      files.push({ ...found, separator: '', rows, groups, header: undefined });
      continue;
    }
    const part = { file, format, isPacked, separator: '', from: 0, to: Infinity };
    const beginning =
      format === 'csv'
        ? await beginningOfTable(part, first)
        : await beginningOfNdjson(part, first, isWhole);
    for (const name of beginning.columns) if (name !== '') columns.add(name);
    // Packed text is about a fifth of what it says.
    rowBytes = beginning.rowBytes / (isPacked ? 5 : 1);
    // The first file that has a column says its type; where another one does not fit, a reader says so.
    types = new Map([...beginning.types, ...types]);
    const { separator } = beginning;
    const isSplittable =
      found.isSplittable &&
      bytes > PART_BYTES &&
      (format === 'ndjson' || (await hasRowsInLines(file)));
    const header = isSplittable && format === 'csv' ? beginning.columns : undefined;
    files.push({ ...found, isSplittable, separator, rows: undefined, groups: [], header });
  }
  const users = files.reduce(
    (sum, { rows, bytes }) => sum + (rows ?? Math.round(bytes / Math.max(1, rowBytes))),
    0,
  );
  return { files, columns: [...columns], types, users };
}

/** The parts that readers can read at the same time, in the order of the files. */
export function partsOf({ files }: ExportSource): readonly Part[] {
  return files.flatMap((one): Part[] => {
    const { file, format, isPacked, separator, bytes, groups, header } = one;
    if (format === 'parquet')
      return groups
        .slice(1)
        .map((to, at) => ({ file, format, isPacked, separator, from: groups[at] ?? 0, to }));
    if (!one.isSplittable) return [{ file, format, isPacked, separator, from: 0, to: Infinity }];
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
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new SourceError(path, 'there is no such file');
  });
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && !/^[._]/.test(entry.name))
    .map(({ name }) => name)
    .sort();
  if (names.length === 0) throw new SourceError(path, 'the folder has no files');
  const files = names.map((name) => join(path, name));
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  // What writes an export in parts leaves empty ones where it has no rows.
  const full = files.filter((_, at) => sizes[at] !== 0);
  if (full.length === 0) throw new SourceError(path, 'all files of the folder are empty');
  return full;
}

type Sniffed = Omit<SourceFile, 'separator' | 'rows' | 'groups' | 'header'> & {
  /** The first lines; of a Parquet file undefined. */
  readonly first: Lines | undefined;
};

/** The format of a file by its first bytes, and its first lines. */
async function sniff(file: string): Promise<Sniffed> {
  const handle = await open(file);
  try {
    const { size: bytes } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    const head = buffer.subarray(0, bytesRead);
    if (bytesRead === 0) throw new SourceError(file, 'the file is empty');
    if (head.subarray(0, 4).toString('latin1') === 'PAR1')
      return {
        file,
        format: 'parquet',
        isPacked: false,
        isSplittable: false,
        bytes,
        first: undefined,
      };
    const isPacked = head[0] === 0x1f && head[1] === 0x8b;
    const wide = wideEncodingOf(head);
    const part = { file, format: 'csv', isPacked, separator: '', from: 0, to: Infinity } as const;
    const isText = !isPacked && wide === undefined;
    // What is no lines of text at all is refused by its first bytes, before it is cut into lines.
    const known = isText ? formatOf(head.toString('utf8').replace(/^\uFEFF/, ''), file) : undefined;
    const first = await firstLines(part);
    const format = known ?? formatOf(first.texts[0] ?? '', file);
    return { file, format, isPacked, isSplittable: isText, bytes, first };
  } finally {
    await handle.close();
  }
}

/** The format of lines by the first of them. Throws a SourceError for text that is neither. */
function formatOf(text: string, file: string): 'csv' | 'ndjson' {
  if (text.includes('\0'))
    throw new SourceError(
      file,
      'expected CSV, NDJSON or Parquet; the file is neither, or not UTF-8',
    );
  if (/^\s*\[/.test(text))
    throw new SourceError(file, 'the file is one JSON list; give one object a line (NDJSON)');
  if (/^\s*\{/.test(text)) return 'ndjson';
  const other = otherThanTable(text, file);
  if (other !== undefined)
    throw new SourceError(file, `expected CSV, NDJSON or Parquet; ${other.message}`);
  return 'csv';
}
