import { didYouMean, type Finding } from '../diagnostics/index.ts';
import { Dict, type Value } from '../jinja/values/index.ts';
import { otherThanTable } from './file-kinds.ts';
import { BROKEN_CSV, readCsv } from './read-csv.ts';

/**
 * An imported table: `rows` are dicts by column name, found by the text of the `key` column. An empty cell is null, a quoted
 * empty one is ''; every other cell is text.
 */
export type AuxTable = {
  readonly file: string;
  readonly key: string;
  readonly columns: readonly string[];
  readonly rows: ReadonlyMap<string, Dict>;
};

/** A table, or why there is none. */
export type ReadAuxTable = { readonly table?: AuxTable; readonly findings: readonly Finding[] };

/**
 * Reads an auxiliary table from CSV (UTF-8, with or without a byte order mark, quoted cells, any line ending). The first row
 * holds the column names; `key` names the column to find rows by, the first unless given. Uneven rows, double keys, double
 * columns and broken quotes are errors with their line.
 */
export function readAuxTable(text: string, file: string, key?: string): ReadAuxTable {
  const other = otherThanTable(text, file);
  if (other !== undefined) return { findings: [other] };
  const findings: Finding[] = [];
  const report = (
    code: string,
    message: string,
    line: number,
    hint: string,
    severity: Finding['severity'] = 'error',
  ): void => {
    const start = { line, column: 1 };
    const span = { start, end: start };
    findings.push({
      code,
      severity,
      message,
      hint,
      file,
      span,
    });
  };
  const { rows: table, problem } = readCsv(text);
  if (problem !== undefined) report('fixture/bad-table', problem.message, problem.line, BROKEN_CSV);
  const [header, ...body] = table;
  if (findings.length > 0) return { findings };
  const columns = (header?.cells ?? []).map((cell) => (cell ?? '').trim());
  if (header === undefined || columns.every((column) => column === ''))
    report(
      'fixture/bad-table',
      'the table has no header row',
      1,
      'write the names of the columns into the first line',
    );
  for (const [at, column] of columns.entries()) {
    if (columns.indexOf(column) !== at)
      report(
        'fixture/bad-table',
        `the column '${column}' appears twice in the header`,
        header?.line ?? 1,
        'rename or remove one of them',
      );
  }
  for (const column of columns)
    if (/\s/.test(column))
      report(
        'moengage/aux-column',
        `the column '${column}' has a space in its name, which MoEngage does not import`,
        header?.line ?? 1,
        'write _ in its place',
        'warning',
      );
  const keyName = key ?? columns[0] ?? '';
  const keyAt = columns.indexOf(keyName);
  if (!findings.some(isError) && keyAt < 0)
    report(
      'fixture/bad-table',
      `the table has no column '${keyName}'`,
      1,
      didYouMean(keyName, columns) ?? `the columns are ${columns.join(', ')}`,
    );
  const rows = new Map<string, Dict>();
  for (const row of body) {
    const cells = row.cells.length;
    if (cells !== columns.length) {
      report(
        'fixture/uneven-row',
        `this row has ${count(cells, 'cell')}, the header has ${columns.length}`,
        row.line,
        'put a cell that holds a comma in double quotes',
      );
      continue;
    }
    const id = row.cells[keyAt] ?? '';
    if (rows.has(id))
      report(
        'fixture/duplicate-row',
        `the key '${id}' is in two rows`,
        row.line,
        'keep one of them',
      );
    rows.set(
      id,
      Dict.of(columns.map((column, at): [Value, Value] => [column, row.cells[at] ?? null])),
    );
  }
  return findings.some(isError)
    ? { findings }
    : { table: { file, key: keyName, columns, rows }, findings };
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
