const QUOTE = 0x22;

/** The cells of a line in which no cell is quoted; an empty one is null. */
export function plainCells(line: string, separator: string): readonly (string | null)[] {
  const cells: (string | null)[] = line.split(separator);
  for (let at = 0; at < cells.length; at += 1) if (cells[at] === '') cells[at] = null;
  return cells;
}

/**
 * The cells of a line in which each cell is quoted as a whole or has no quote, as nearly all lines with quotes are; undefined for other lines, of which only a
 * parser of CSV knows what they are. A quoted empty cell is '', an empty one null.
 */
export function quotedCells(
  line: string,
  separator: string,
): readonly (string | null)[] | undefined {
  if (line.includes('\r') || line.startsWith('\uFEFF')) return undefined;
  const cells: (string | null)[] = [];
  for (let at = 0; at <= line.length; at += 1) {
    let end: number;
    if (line.charCodeAt(at) === QUOTE) {
      const close = closingQuote(line, at + 1);
      if (close < 0) return undefined;
      const text = line.slice(at + 1, close);
      cells.push(text.includes('"') ? text.replaceAll('""', '"') : text);
      end = close + 1;
      if (end < line.length && !line.startsWith(separator, end)) return undefined;
    } else {
      const next = line.indexOf(separator, at);
      end = next < 0 ? line.length : next;
      const text = line.slice(at, end);
      if (text.includes('"')) return undefined;
      cells.push(text === '' ? null : text);
    }
    at = end;
  }
  return cells;
}

/** The quote that ends a cell: not one of two next to each other. -1 where there is none. */
function closingQuote(line: string, from: number): number {
  let close = line.indexOf('"', from);
  while (close >= 0 && line.charCodeAt(close + 1) === QUOTE) close = line.indexOf('"', close + 2);
  return close;
}
