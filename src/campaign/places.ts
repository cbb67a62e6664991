import { positionAt, spanOf, type Position, type Span } from '../diagnostics/index.ts';

/**
 * Where a place of the message stands in its template: the two differ by the snippet that took the marker's place. What stands
 * in the snippet is at the marker. Where a line was only changed (another secret), line and column stay.
 */
export function placesIn(source: string, message: string): (span: Span) => Span {
  const from = source.replaceAll('\r\n', '\n');
  const made = message.replaceAll('\r\n', '\n');
  if (countLines(from) === countLines(made)) return (span) => span;
  let head = 0;
  while (head < from.length && from[head] === made[head]) head += 1;
  let tail = 0;
  const most = Math.min(from.length, made.length) - head;
  while (tail < most && from.at(-1 - tail) === made.at(-1 - tail)) tail += 1;
  const madeLines = lineStarts(made);
  const offsetOf = ({ line, column }: Position): number =>
    (madeLines[line - 1] ?? made.length) + column - 1;
  const changed = spanOf(from, head, from.length - tail);
  return (span) => {
    const [start, end] = [offsetOf(span.start), offsetOf(span.end)];
    if (end <= head) return span;
    if (start < made.length - tail) return changed;
    const shift = from.length - made.length;
    return { start: positionAt(from, start + shift), end: positionAt(from, end + shift) };
  };
}

function countLines(text: string): number {
  return lineStarts(text).length;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
