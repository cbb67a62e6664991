import type { ColumnType } from '../../account/index.ts';
import type { Attribute } from '../features.ts';
import type { ColumnValues } from './columns.ts';

/** Some users in the order of their file. `start` is the number of the first in its part, from 0; `columns` are those that were asked for. */
export type Batch = {
  readonly start: number;
  readonly size: number;
  readonly columns: readonly ColumnValues[];
};

/** A row that could not be read: the line of its file (of Parquet the row), and why. */
export type BrokenRow = { readonly file: string; readonly line: number; readonly message: string };

/** The formats that an export may have. */
export type ExportFormat = 'csv' | 'ndjson' | 'parquet';

/**
 * A part of an export that one reader reads: a file, rows of a Parquet file, or bytes `from` .. `to` of a file of lines, which may begin and end in the
 * middle of lines. `header` is that of a table, for the parts that do not begin with it.
 */
export type Part = {
  readonly file: string;
  readonly format: ExportFormat;
  readonly isPacked: boolean;
  /** What is between the cells of a table; '' in other formats. */
  readonly separator: string;
  readonly from: number;
  readonly to: number;
  readonly header?: readonly string[] | undefined;
};

/** A part of an export with its number in it. */
export type NumberedPart = { readonly part: Part; readonly index: number };

/** A column that is read: the attribute that it is, and its name in the export. */
export type WantedColumn = { readonly attribute: Attribute; readonly column: string };

/** How an export is read: `types` are those of the columns of tables, by name. */
export type ReadOptions = {
  readonly columns: readonly WantedColumn[];
  readonly types: ReadonlyMap<string, ColumnType>;
  /** Called for a row that cannot be read. */
  readonly onBroken: (row: BrokenRow) => void;
};

/** What is wrong with a row whose bytes are not UTF-8 text. */
export const NOT_UTF8 = 'the line is not UTF-8 text';

/** What helps where lines are in another encoding. */
export const TO_UTF8 = 'save it as UTF-8, or convert it: iconv -f windows-1252 -t utf-8';

/** Rows that are looked at together. */
export const BATCH_ROWS = 8192;

/** Thrown where a cell is not of the type that the first rows of its column have: the column has to be read as another one. */
export class ColumnTypeError extends Error {
  override readonly name = 'ColumnTypeError';
  readonly column: string;
  readonly type: ColumnType;

  constructor(column: string, type: ColumnType) {
    super(`${column} is ${type}`);
    this.column = column;
    this.type = type;
  }
}

/** Why an export cannot be read: the file, what is wrong with it, where that is known the line, and what helps. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly file: string;
  readonly line: number | undefined;
  readonly hint: string | undefined;

  constructor(
    file: string,
    message: string,
    at: { readonly line?: number | undefined; readonly hint?: string | undefined } = {},
  ) {
    super(message);
    this.file = file;
    this.line = at.line;
    this.hint = at.hint;
  }
}
