import { cellValue, inferred, readCsv, type ColumnType } from '../../account/index.ts';
import type { Value } from '../../jinja/index.ts';
import {
  BATCH_ROWS,
  ColumnTypeError,
  NOT_UTF8,
  type Batch,
  type Part,
  type ReadOptions,
} from './batch.ts';
import { plainCells, quotedCells } from './cells.ts';
import { linesOf } from './lines.ts';

/** A quoted cell that goes on for more lines than this is a quote that nobody closed. */
const MOST_LINES = 200;

/** A row of a table: an empty cell is null, a quoted empty one ''. `line` counts from 1. */
export type TableRow = { readonly cells: readonly (string | null)[]; readonly line: number };

/** A row that cannot be read, and why. */
type UnreadRow = { readonly cells: undefined; readonly line: number; readonly message: string };

/**
 * The rows of a table, header first. Quoted cells may have line breaks; a quote that nobody closes makes its line a broken row (`cells` is then undefined),
 * and the next line is the next row. Empty lines are left out.
 */
export async function* tableRows(part: Part): AsyncGenerator<readonly (TableRow | UnreadRow)[]> {
  const reader = new RowReader(part.separator);
  for await (const { texts, bad } of linesOf(part)) yield reader.read(texts, bad);
  yield reader.end();
}

class RowReader {
  private readonly separator: string;
  /** A quoted cell begins a line or follows a separator. */
  private readonly opening: string;
  private line = 0;
  /** The lines of a row whose last cell is not closed yet. */
  private open: string[] = [];

  constructor(separator: string) {
    this.separator = separator;
    this.opening = `${separator}"`;
  }

  read(lines: readonly string[], bad: ReadonlySet<number>): (TableRow | UnreadRow)[] {
    const rows: (TableRow | UnreadRow)[] = [];
    for (const [at, line] of lines.entries()) {
      if (bad.has(at)) this.refuse(rows);
      else this.add(line, rows);
    }
    return rows;
  }

  end(): (TableRow | UnreadRow)[] {
    const rows: (TableRow | UnreadRow)[] = [];
    while (this.open.length > 0) this.take(rows, true);
    return rows;
  }

  private add(line: string, rows: (TableRow | UnreadRow)[]): void {
    this.open.push(line);
    this.line += 1;
    this.take(rows, false);
  }

  /** A line that is not text ends the row that is open: it cannot close a quote. */
  private refuse(rows: (TableRow | UnreadRow)[]): void {
    rows.push(...this.end());
    this.line += 1;
    rows.push({ cells: undefined, line: this.line, message: NOT_UTF8 });
  }

  /** Takes the row that the open lines are, if it is whole. */
  private take(rows: (TableRow | UnreadRow)[], isLast: boolean): void {
    const [first = ''] = this.open;
    const line = this.line - this.open.length + 1;
    const bare = first.endsWith('\r') ? first.slice(0, -1) : first;
    const cells =
      !first.startsWith('"') && !first.includes(this.opening)
        ? plainCells(bare, this.separator)
        : this.open.length === 1
          ? quotedCells(bare, this.separator)
          : undefined;
    if (cells !== undefined) {
      if (bare !== '') rows.push({ cells, line });
      this.open.shift();
      return;
    }
    const text = this.open.length === 1 ? first : this.open.join('\n');
    const { rows: read, problem } = readCsv(text, {
      separator: this.separator,
      hasLooseQuotes: true,
    });
    const [row] = read;
    if (problem === undefined && row !== undefined && read.length === 1) {
      rows.push({ cells: row.cells, line });
      this.open = [];
      return;
    }
    if (!isLast && this.open.length < MOST_LINES) return;
    rows.push({ cells: undefined, line, message: 'a quoted cell is not closed' });
    const again = this.open.slice(1);
    this.open = [];
    this.line -= again.length;
    // The lines after a quote that nobody closes are rows of their own.
    for (const one of again) this.add(one, rows);
  }
}

/** The types of the columns of a table as far as its first rows show them. */
export function columnTypes(
  header: readonly string[],
  rows: readonly TableRow[],
): ReadonlyMap<string, ColumnType> {
  return new Map(
    header.map((name, at) => [name, inferred(rows.map(({ cells }) => cells[at] ?? ''))] as const),
  );
}

/** The users of a part of a table. Throws ColumnTypeError where a cell shows that the type of a column is another. */
export async function* readTable(
  part: Part,
  { columns, types, onBroken }: ReadOptions,
): AsyncGenerator<Batch, void, undefined> {
  let header: readonly string[] | undefined;
  let readers: readonly ((cell: string | null) => Value | undefined)[] = [];
  let places: readonly number[] = [];
  const begin = (names: readonly string[]): void => {
    header = names;
    places = columns.map(({ column }) => names.indexOf(column));
    readers = columns.map(({ column }) => cellReader(column, types.get(column) ?? 'text'));
  };
  if (part.from > 0) begin(part.header ?? []);
  let made = emptyColumns(columns.length);
  let start = 0;
  const { file } = part;
  for await (const rows of tableRows(part)) {
    for (const row of rows) {
      const { cells, line } = row;
      if (header === undefined) {
        begin(headerOf(cells ?? []));
        continue;
      }
      if (cells?.length !== header.length) {
        const message =
          'message' in row
            ? row.message
            : `the row has ${cells?.length ?? 0} cells, the header has ${header.length}`;
        onBroken({ file, line, message });
        continue;
      }
      for (let at = 0; at < places.length; at += 1) {
        const place = places[at] ?? -1;
        made[at]?.push(place < 0 ? undefined : readers[at]?.(cells[place] ?? null));
      }
      if ((made[0]?.length ?? 0) < BATCH_ROWS) continue;
      yield { start, size: BATCH_ROWS, columns: made };
      start += BATCH_ROWS;
      made = emptyColumns(columns.length);
    }
  }
  const size = made[0]?.length ?? 0;
  if (size > 0) yield { start, size, columns: made };
}

/** The names of the columns of a table. */
export function headerOf(cells: readonly (string | null)[]): readonly string[] {
  return cells.map((cell) => (cell ?? '').trim());
}

function emptyColumns(count: number): (Value | undefined)[][] {
  return Array.from({ length: count }, () => []);
}

/** So many cells of a column are remembered with their values. */
const MOST_KNOWN = 4096;

/** How a cell becomes a value; one of another type than its column raises ColumnTypeError. */
function cellReader(column: string, type: ColumnType): (cell: string | null) => Value | undefined {
  if (type === 'text') return (cell) => cell ?? undefined;
  const known = new Map<string, Value | undefined>();
  return (cell) => {
    if (cell === null || cell === '') return cell ?? undefined;
    if (known.has(cell)) return known.get(cell);
    const own = inferred([cell]);
    const isFitting = own === type || (type === 'float' && own === 'integer');
    if (!isFitting)
      throw new ColumnTypeError(column, type === 'integer' && own === 'float' ? 'float' : 'text');
    const value = cellValue(cell, type);
    if (known.size < MOST_KNOWN) known.set(cell, value);
    return value;
  };
}
