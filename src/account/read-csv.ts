import { CsvError, parse } from 'csv-parse/sync';

/** A row of a table: an empty cell is null, a quoted empty one ''. `line` is the one that the row begins in. */
export type CsvRow = { readonly cells: readonly (string | null)[]; readonly line: number };

/** What is between cells, how quotes are read, and how many rows are read at most. */
type CsvOptions = {
  readonly separator?: string;
  readonly hasLooseQuotes?: boolean;
  readonly most?: number;
};

/** What to do about a CSV file whose quotes do not fit together. */
export const BROKEN_CSV =
  'close each quote that begins a cell, and double a quote inside of one: "5"" pipe"';

/** Where a table cannot be read, and why. */
type CsvProblem = { readonly message: string; readonly line: number };

/**
 * The rows of a CSV text: quoted cells, any line ending, empty lines left out. A broken one gives what is wrong and no rows.
 * `hasLooseQuotes`: a quote inside a cell that does not begin with one is a character as any other.
 */
export function readCsv(
  text: string,
  { separator = ',', hasLooseQuotes = false, most = -1 }: CsvOptions = {},
): { readonly rows: readonly CsvRow[]; readonly problem?: CsvProblem } {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: separator,
      info: true,
      relax_column_count: true,
      relax_quotes: hasLooseQuotes,
      skip_empty_lines: true,
      to: most,
      cast: (cell, { quoting }) => (cell === '' && !quoting ? null : cell),
    }) as unknown as { record: (string | null)[]; info: { lines: number } }[];
    const rows = records.map(({ record, info }) => ({
      cells: record,
      // csv-parse counts to the row's last line: cells with line breaks are above it.
      line: info.lines - record.reduce((sum, cell) => sum + breaksIn(cell ?? ''), 0),
    }));
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines: line = 1 } = error as unknown as { lines?: number };
    return { rows: [], problem: { message: error.message.split('\n', 1)[0] ?? '', line } };
  }
}

function breaksIn(cell: string): number {
  return cell.match(/\r\n|\r|\n/g)?.length ?? 0;
}
