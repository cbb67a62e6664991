import type { Value } from '../../jinja/index.ts';

/** The values of an attribute for the rows of a batch; undefined where a user lacks it. `valueAt` gives one of them. */
export type ColumnValues = ArrayLike<Value | undefined> | TextColumn | WordColumn;

/** Texts that stay UTF-8 until one is asked for: that of a row is in `bytes`, from its start to its end. The start is -1 where there is none. */
export class TextColumn {
  readonly bytes: Buffer;
  readonly starts: Int32Array;
  readonly ends: Int32Array;

  constructor(bytes: Buffer, starts: Int32Array, ends: Int32Array) {
    this.bytes = bytes;
    this.starts = starts;
    this.ends = ends;
  }

  valueAt(row: number): string | undefined {
    const from = this.starts[row] ?? -1;
    return from < 0 ? undefined : utf8Text(this.bytes, from, this.ends[row] ?? from);
  }
}

/** A text from its UTF-8 bytes `from` .. `to`, as Node makes it fastest. */
export function utf8Text(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.prototype.utf8Slice.call(bytes, from, to);
}

/** Values that many rows share. What is computed of a word is computed once for all rows of a part. */
export type Words = readonly (Value | undefined)[];

/** Rows by the number of their word; it is -1 where there is none. */
export class WordColumn {
  readonly words: Words;
  readonly numbers: Int32Array;

  constructor(words: Words, numbers: Int32Array) {
    this.words = words;
    this.numbers = numbers;
  }

  valueAt(row: number): Value | undefined {
    return this.words[this.numbers[row] ?? -1];
  }
}

/** The value of a row. */
export function valueAt(column: ColumnValues, row: number): Value | undefined {
  return 'valueAt' in column ? column.valueAt(row) : column[row];
}

/** Some rows of a column, which are not copied where they are bytes or words. */
export function rowsOf(column: ColumnValues, from: number, to: number): ColumnValues {
  if (column instanceof TextColumn)
    return new TextColumn(
      column.bytes,
      column.starts.subarray(from, to),
      column.ends.subarray(from, to),
    );
  if (column instanceof WordColumn)
    return new WordColumn(column.words, column.numbers.subarray(from, to));
  return Array.prototype.slice.call(column, from, to) as readonly (Value | undefined)[];
}
