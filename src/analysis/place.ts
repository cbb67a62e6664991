import { positionAt, spanOf, type Span } from '../diagnostics/index.ts';

/** A stretch of made text that stands for a stretch of the source; of equal length where it was taken over as it is. */
export type Piece = {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
};

/** A template's source, and the text that Jinja gets of it once the editor and the content blocks have had their turn. */
export class Places {
  readonly source: string;
  readonly made: string;
  private readonly pieces: readonly Piece[];

  /** Without pieces the made text is the source itself. */
  constructor(source: string, made: string = source, pieces: readonly Piece[] = []) {
    this.source = source;
    this.made = made;
    this.pieces = pieces;
  }

  /** The span in the source of offsets in the made text. */
  spanOf(start: number, end: number): Span {
    return spanOf(this.source, this.back(start, false), this.back(end, true));
  }

  /** The line in the source of a line of the made text. */
  lineOf(line: number): number {
    if (this.pieces.length === 0) return line;
    let at = 0;
    for (let count = 1; count < line; count += 1) {
      const next = this.made.indexOf('\n', at);
      if (next < 0) break;
      at = next + 1;
    }
    return positionAt(this.source, this.back(at, false)).line;
  }

  /** The offset in the source of one in the made text; inside a replaced stretch its beginning or end. */
  private back(offset: number, isEnd: boolean): number {
    if (this.pieces.length === 0) return offset;
    const piece = this.pieces.find(({ start, end }) =>
      isEnd ? start < offset && offset <= end : start <= offset && offset < end,
    );
    if (piece === undefined) return offset <= 0 ? 0 : this.source.length;
    const { start, end, from, to } = piece;
    if (to - from === end - start) return from + (offset - start);
    return isEnd ? to : from;
  }
}
