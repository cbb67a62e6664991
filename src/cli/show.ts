import Table from 'cli-table3';
import type { Paint } from '../diagnostics/index.ts';

/** A table for the terminal. `widths` bounds columns (their text is wrapped), null leaves one as wide as it needs. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
  widths: readonly (number | null)[] = [],
): string {
  const grid = new Table({
    head: head.map((title) => paint.strong(title)),
    style: { head: [], border: [] },
    wordWrap: true,
    wrapOnWordBoundary: false,
    colWidths: [...widths],
  });
  for (const row of rows) grid.push([...row]);
  return grid.toString();
}
