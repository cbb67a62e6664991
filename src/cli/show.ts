import Table from 'cli-table3';
import type { Paint } from '../diagnostics/index.ts';

/** A table for the terminal. Its columns are as wide as their text: `fold` long text before. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): string {
  const grid = new Table({
    head: head.map((title) => paint.strong(title)),
    style: { head: [], border: [] },
  });
  for (const row of rows) grid.push([...row]);
  return grid.toString();
}

/** Short texts one after the other in lines of at most so many characters; a text that is longer is cut into lines. */
export function fold(texts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const text of texts) {
    const joined = line === '' ? text : `${line}  ${text}`;
    if (lettersOf(joined).length <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const letters = lettersOf(text);
    while (letters.length > width) lines.push(letters.splice(0, width).join(''));
    line = letters.join('');
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** What a reader sees as one character each: an emoji with its marks is one. */
function lettersOf(text: string): string[] {
  return Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment);
}
