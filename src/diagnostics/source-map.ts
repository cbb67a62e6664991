import type { Edit, Span } from './finding.ts';
import { lastAtMost, Lines } from './text.ts';

/**
 * A stretch of a made text. It is the stretch from `from` to before `to` of the source where it is `verbatim`, else it is
 * written in its place: then every place in it is that whole stretch.
 */
export type Piece = {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly verbatim: boolean;
};

/**
 * A text that was made of a source file, and where each part of it comes from. Edits of it give another one that still points
 * into the same file: however often a template was edited, one map leads back to what a user wrote.
 */
export class SourceMap {
  /** What was made. */
  readonly text: string;
  /** The file's text with its lines. */
  readonly source: Lines;
  private readonly pieces: readonly Piece[];
  private readonly lines: Lines;

  private constructor(text: string, source: Lines, pieces: readonly Piece[]) {
    this.text = text;
    this.source = source;
    this.pieces = pieces;
    this.lines = text === source.text ? source : new Lines(text);
  }

  /** A text as its file has it. A map is given back as it is. */
  static of(source: string | SourceMap): SourceMap {
    if (typeof source !== 'string') return source;
    const end = source.length;
    return new SourceMap(source, new Lines(source), [
      { start: 0, end, from: 0, to: end, verbatim: true },
    ]);
  }

  /** The text with those edits, which do not overlap; itself where there are none. */
  edited(edits: readonly Edit[]): SourceMap {
    if (edits.length === 0) return this;
    const pieces: Piece[] = [];
    const texts: string[] = [];
    let length = 0;
    const add = (text: string, origin: Pick<Piece, 'from' | 'to' | 'verbatim'>): void => {
      if (text === '') return;
      pieces.push({ start: length, end: length + text.length, ...origin });
      texts.push(text);
      length += text.length;
    };
    const keep = (start: number, end: number): void => {
      for (let at = this.pieceAt(start); at < this.pieces.length; at += 1) {
        const piece = this.pieces[at];
        if (piece === undefined || piece.start >= end) return;
        const [first, last] = [Math.max(start, piece.start), Math.min(end, piece.end)];
        add(this.text.slice(first, last), part(piece, first, last));
      }
    };
    let at = 0;
    for (const { from, to, text } of edits.toSorted((a, b) => a.from - b.from)) {
      keep(at, from);
      const [start, end] = this.origin(from, to);
      add(text, { from: start, to: end, verbatim: false });
      at = to;
    }
    keep(at, this.text.length);
    return new SourceMap(texts.join(''), this.source, pieces);
  }

  /** The offsets in the file of a stretch of the text, `start` included, `end` not. */
  origin(start: number, end: number): readonly [start: number, end: number] {
    const first = this.pieces[this.pieceAt(start)];
    if (first === undefined) return [0, this.source.text.length];
    const from = part(first, Math.min(start, first.end), first.end).from;
    const last = this.pieces[this.pieceAt(end - 1)];
    if (last === undefined || end <= start) return [from, from];
    return [from, part(last, last.start, Math.min(end, last.end)).to];
  }

  /** The place in the file of a stretch of the text. */
  spanOf(start: number, end: number): Span {
    return this.source.spanOf(...this.origin(start, end));
  }

  /** The line in the file of a line of the text. */
  lineOf(line: number): number {
    const start = this.lines.starts[line - 1] ?? this.text.length;
    return this.spanOf(start, start).start.line;
  }

  /** Whether a stretch of the text was taken over from the file as it is. */
  isVerbatim(start: number, end: number): boolean {
    const piece = this.pieces[this.pieceAt(start)];
    return piece !== undefined && piece.verbatim && end <= piece.end;
  }

  /** The index of the piece that holds an offset. */
  private pieceAt(offset: number): number {
    return lastAtMost(this.pieces, Math.max(offset, 0), ({ start }) => start);
  }
}

/** Where the part of a piece comes from that lies between two offsets of the made text. */
function part(
  { start, from, to, verbatim }: Piece,
  first: number,
  last: number,
): Pick<Piece, 'from' | 'to' | 'verbatim'> {
  return verbatim
    ? { from: from + (first - start), to: from + (last - start), verbatim }
    : { from, to, verbatim };
}
