import type { Coder } from './classify.ts';
import { TextColumn, WordColumn, type ColumnValues, type Words } from './read/columns.ts';

/** The codes of an attribute for the rows of batches. That of a word is computed when its first row comes up. */
export class ColumnCodes {
  private readonly coder: Coder;
  private readonly count: number;
  private words: Words = [];
  private ofWords: Int32Array = new Int32Array(0);
  private ofMissing = -1;

  /** Codes are below `count`. */
  constructor(coder: Coder, count: number) {
    this.coder = coder;
    this.count = count;
  }

  /** Appends the code of each row to the number that is there, as a digit to the base `count`. */
  appendTo(numbers: Int32Array, column: ColumnValues, size: number): void {
    if (column instanceof TextColumn) this.appendTexts(numbers, column, size);
    else if (column instanceof WordColumn) this.appendWords(numbers, column, size);
    else
      for (let row = 0; row < size; row += 1)
        numbers[row] = (numbers[row] ?? 0) * this.count + this.coder.code(column[row]);
  }

  private appendTexts(numbers: Int32Array, column: TextColumn, size: number): void {
    const { coder, count } = this;
    const { bytes, starts, ends } = column;
    for (let row = 0; row < size; row += 1) {
      const from = starts[row] ?? -1;
      let code =
        from < 0 ? this.missing() : (coder.textCode?.(bytes, from, ends[row] ?? from) ?? -1);
      if (code < 0) code = coder.code(column.valueAt(row));
      numbers[row] = (numbers[row] ?? 0) * count + code;
    }
  }

  private missing(): number {
    if (this.ofMissing < 0) this.ofMissing = this.coder.code(undefined);
    return this.ofMissing;
  }

  private appendWords(numbers: Int32Array, column: WordColumn, size: number): void {
    const { coder, count } = this;
    if (column.words !== this.words) {
      this.words = column.words;
      this.ofWords = new Int32Array(column.words.length + 1).fill(-1);
    }
    // The place 0 is that of rows without a word.
    const { ofWords } = this;
    for (let row = 0; row < size; row += 1) {
      const word = (column.numbers[row] ?? -1) + 1;
      let code = ofWords[word] ?? -1;
      if (code < 0) {
        code = coder.code(column.valueAt(row));
        ofWords[word] = code;
      }
      numbers[row] = (numbers[row] ?? 0) * count + code;
    }
  }
}
