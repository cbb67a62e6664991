import type { Paint } from '../diagnostics/index.ts';

/** Characters that take two columns of a terminal: emoji and the East Asian wide ones. */
const WIDE =
  /\p{Emoji_Presentation}|\ufe0f|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;
const COLOUR = /\u001b\[[\d;]*m/g;
const PLAIN = /^[\u0020-\u007e\u00a0-\u02ff]*$/;

/**
 * A table for the terminal: a cell may have several lines, and columns are as wide as their text (`fold` long text before).
 * `dense` leaves the lines between rows out.
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
  { dense = false }: { readonly dense?: boolean } = {},
): string {
  const cells = [head.map((title) => paint.strong(title)), ...rows].map((row) =>
    head.map((_, column) => (row[column] ?? '').split('\n')),
  );
  const widths = head.map((_, column) =>
    largest(cells.map((row) => largest((row[column] ?? []).map(columnsOf)))),
  );
  const rule = (left: string, cross: string, right: string): string =>
    paint.dim(left + widths.map((width) => '─'.repeat(width + 2)).join(cross) + right);
  const drawn = cells.map((row) => drawRow(row, widths, paint));
  const [title = '', ...body] = drawn;
  const between = dense ? '\n' : `\n${rule('├', '┼', '┤')}\n`;
  return [
    rule('┌', '┬', '┐'),
    title,
    rule('├', '┼', '┤'),
    ...(body.length > 0 ? [body.join(between)] : []),
    rule('└', '┴', '┘'),
  ].join('\n');
}

/**
 * Short texts one after the other in lines of at most so many columns; a text that is longer is cut between
 * words, a longer word anywhere.
 */
export function fold(texts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const text of texts) {
    const joined = line === '' ? text : `${line}  ${text}`;
    if (columnsOf(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const word of text.split(/(?<= )/)) {
      if (line !== '' && columnsOf(line) + columnsOf(word.trimEnd()) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      for (const letter of lettersOf(word)) {
        if (columnsOf(line) + columnsOf(letter) > width) {
          lines.push(line);
          line = '';
        }
        line += letter;
      }
    }
    line = line.trimEnd();
  }
  if (line !== '') lines.push(line);
  return lines;
}

function drawRow(
  row: readonly (readonly string[])[],
  widths: readonly number[],
  paint: Paint,
): string {
  const bar = paint.dim('│');
  const height = Math.max(...row.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) => {
    const parts = row.map((cell, column) => {
      const text = cell[at] ?? '';
      return ` ${text}${' '.repeat((widths[column] ?? 0) - columnsOf(text))} `;
    });
    return `${bar}${parts.join(bar)}${bar}`;
  }).join('\n');
}

/** A line of at most so many columns, with … where it goes on; colours are lost where it does. */
export function cutTo(line: string, width: number): string {
  if (columnsOf(line) <= width) return line;
  let made = '';
  for (const letter of lettersOf(line.replaceAll(COLOUR, ''))) {
    if (columnsOf(made) + columnsOf(letter) > width - 1) break;
    made += letter;
  }
  return `${made.trimEnd()}…`;
}

/** How many columns of a terminal a line takes; colours take none. */
export function columnsOf(line: string): number {
  const text = line.includes('\u001b') ? line.replaceAll(COLOUR, '') : line;
  if (PLAIN.test(text)) return text.length;
  return lettersOf(text).reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
}

/** What a reader sees as one character each: an emoji with its marks is one. */
function lettersOf(text: string): string[] {
  if (PLAIN.test(text)) return text.split('');
  return Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment);
}

/** The largest of any number of numbers, 0 where there is none: a function takes no hundred thousand arguments. */
export function largest(numbers: readonly number[]): number {
  let most = 0;
  for (const number of numbers) if (number > most) most = number;
  return most;
}
