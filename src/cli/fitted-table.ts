import type { Paint } from '../diagnostics/index.ts';
import { columnsOf, cutTo, fold, largest, table } from './show.ts';
import type { Screen } from './streams.ts';

/** How a table is drawn: `isCut` cuts a cell that does not fit to one line, else it is folded. */
type TableOptions = { readonly isCut?: boolean; readonly dense?: boolean };

/** Columns narrower than this are not cut further. */
const LEAST = 12;

/**
 * A table as wide as a terminal at most: its widest columns give way. Where the output is no terminal, one line for each row with
 * its cells in columns that are two spaces apart, and nothing is cut.
 */
export function fittedTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { paint, screen }: { readonly paint: Paint; readonly screen: Screen },
  { isCut = false, dense = true }: TableOptions = {},
): string {
  if (!screen.isTerminal) return plainRows(head, rows);
  const widths = head.map((title, column) =>
    Math.max(columnsOf(title), largest(rows.map((row) => widestLine(row[column] ?? '')))),
  );
  const limit = limits(widths, screen.width - 3 * head.length - 1);
  const fit = (cell: string, column: number): string => {
    const width = limit[column] ?? LEAST;
    const lines = cell.split('\n');
    return isCut
      ? lines.map((line) => cutTo(line, width)).join('\n')
      : lines
          .flatMap((line) => (columnsOf(line) > width ? fold([line], width) : [line]))
          .join('\n');
  };
  const fitted = rows.map((row) => head.map((_, column) => fit(row[column] ?? '', column)));
  return table(head, fitted, paint, { dense });
}

/** Rows of cells as lines of text. */
function plainRows(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) =>
    head.map((_, column) => (row[column] ?? '').replaceAll('\n', '  ')),
  );
  const widths = head.map((_, column) => largest(cells.map((row) => columnsOf(row[column] ?? ''))));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - columnsOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** How wide columns may be so that all of them fit: the widest give way first. */
function limits(widths: readonly number[], most: number): readonly number[] {
  const made = [...widths];
  let excess = made.reduce((sum, width) => sum + width, 0) - most;
  while (excess > 0) {
    const widest = Math.max(...made);
    if (widest <= LEAST) break;
    const second = Math.max(LEAST, ...made.filter((width) => width < widest));
    const at = made.indexOf(widest);
    const step = Math.min(excess, Math.max(1, widest - second));
    made[at] = widest - step;
    excess -= step;
  }
  return made;
}

function widestLine(cell: string): number {
  return Math.max(...cell.split('\n').map(columnsOf));
}
