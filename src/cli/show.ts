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

/** JSON for people and programs; a whole number beyond JavaScript's safe ones is written as text. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, plainNumber, 2)}\n`;
}

/** `1 error`, `2 warnings`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function plainNumber(_key: string, item: unknown): unknown {
  return typeof item === 'bigint' ? item.toString() : item;
}
