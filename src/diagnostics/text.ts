import type { Position, Span } from './finding.ts';

/** So many characters are compared at once. */
const BLOCK = 1024;

/**
 * The lines of a text, which end in LF, CR LF or CR. The table of where they begin is made with the first question and then
 * kept: whatever has several places in one text makes one `Lines` for them.
 */
export class Lines {
  readonly text: string;
  private known: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** The lines of a text; those that are given as they are. */
  static of(text: string | Lines): Lines {
    return typeof text === 'string' ? new Lines(text) : text;
  }

  /** How many lines there are. */
  get count(): number {
    return this.starts.length;
  }

  /** The text of a line by its number from 1, without its end; undefined where there is no such line. */
  line(number: number): string | undefined {
    const start = this.starts[number - 1];
    if (start === undefined) return undefined;
    return this.text.slice(start, this.starts[number]).replace(/\r?\n$|\r$/, '');
  }

  /** The UTF-16 offset at which each line begins. */
  get starts(): readonly number[] {
    this.known ??= lineStarts(this.text);
    return this.known;
  }

  /** The position of a UTF-16 offset. An offset past the end gives the end. */
  positionAt(offset: number): Position {
    const end = Math.min(Math.max(offset, 0), this.text.length);
    const at = lastAtMost(this.starts, end, (start) => start);
    return { line: at + 1, column: end - (this.starts[at] ?? 0) + 1 };
  }

  /** The UTF-16 offset of a position, at most the text's length. */
  offsetOf({ line, column }: Position): number {
    return Math.min((this.starts[line - 1] ?? this.text.length) + column - 1, this.text.length);
  }

  /** The span of the UTF-16 offsets `start` (included) to `end` (excluded). */
  spanOf(start: number, end: number): Span {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }
}

/** How many characters two texts have alike at their starts, and at their ends behind these. */
export function sharedEnds(one: string, other: string): readonly [start: number, end: number] {
  const most = Math.min(one.length, other.length);
  let start = 0;
  // Texts are compared by blocks first: to compare them by characters takes ten times as long.
  while (start + BLOCK <= most && other.startsWith(one.slice(start, start + BLOCK), start))
    start += BLOCK;
  while (start < most && one[start] === other[start]) start += 1;
  let end = 0;
  const isShared = (size: number): boolean =>
    other.endsWith(one.slice(one.length - end - size, one.length - end), other.length - end);
  while (end + BLOCK <= most - start && isShared(BLOCK)) end += BLOCK;
  while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return [start, end];
}

/** A span as a key. */
export function placeKey({ start, end }: Span): string {
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}

/** The position of one UTF-16 offset in a text; for several take `Lines`. */
export function positionAt(text: string, offset: number): Position {
  return new Lines(text).positionAt(offset);
}

/** The span of the UTF-16 offsets `start` (included) to `end` (excluded) in a text; for several take `Lines`. */
export function spanOf(text: string, start: number, end: number): Span {
  return new Lines(text).spanOf(start, end);
}

/** The index of the last item whose number is not above a limit, of items in ascending order of it; 0 where there is none. */
export function lastAtMost<T>(
  items: readonly T[],
  limit: number,
  numberOf: (item: T) => number,
): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numberOf(items[middle] as T) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return starts;
}
