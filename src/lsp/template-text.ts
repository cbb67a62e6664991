import { Lines, type Position } from '../diagnostics/index.ts';
import { Reads, TEMPLATE_SYNTAX } from '../analysis/index.ts';
import { PyError, type Token, type ast, parse, refuseTooDeep, tokenise } from '../jinja/index.ts';

/** A place in a document as the protocol has it: line and UTF-16 character from 0. */
export type Place = { readonly line: number; readonly character: number };

/** A stretch of a document as the protocol has it. */
export type Range = { readonly start: Place; readonly end: Place };

/** The tree of a template, and what it reads of the account. */
export type TemplateTree = { readonly root: ast.Root; readonly reads: Reads };

/** What is read of a template that may not parse; each part is made with the first question and then kept. */
export class TemplateText {
  readonly text: string;
  readonly lines: Lines;
  private readonly known: { tree?: TemplateTree | null; tokens?: readonly Token[] } = {};
  /** The offsets at which line breaks of two characters begin, which the grammar reads as one. */
  private shifts: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
    this.lines = new Lines(text);
  }

  /** The tree; undefined where the template does not parse. Its offsets are those of the text that Jinja reads. */
  get tree(): TemplateTree | undefined {
    const { known } = this;
    if (known.tree === undefined) known.tree = treeOf(this.text);
    return known.tree ?? undefined;
  }

  /** The stretch of a node of the tree. */
  rangeOfNode({ start, end }: ast.Node): Range {
    return this.rangeOf(this.offsetInFile(start), this.offsetInFile(end));
  }

  /** The tokens up to the first mistake, with offsets of the text as it is. */
  get tokens(): readonly Token[] {
    return (this.known.tokens ??= tokenise(this.text, TEMPLATE_SYNTAX).tokens.map((token) => ({
      ...token,
      start: this.offsetInFile(token.start),
      end: this.offsetInFile(token.end),
    })));
  }

  /** The offset in the text of a place; what is outside becomes the nearest that is inside. */
  offsetAt({ line, character }: Place): number {
    const { starts } = this.lines;
    const row = clamped(line, starts.length - 1);
    const start = starts[row] ?? 0;
    const length = this.lines.line(row + 1)?.length ?? 0;
    return line >= starts.length ? this.text.length : start + clamped(character, length);
  }

  /** The stretch between two offsets. */
  rangeOf(start: number, end: number): Range {
    return {
      start: placeOf(this.lines.positionAt(start)),
      end: placeOf(this.lines.positionAt(end)),
    };
  }

  /** The offset in the text that Jinja reads. */
  offsetInJinja(offset: number): number {
    return offset - countBelow(this.breaks(), offset);
  }

  /** The offset in the file of one of the text that Jinja reads. */
  offsetInFile(offset: number): number {
    const breaks = this.breaks();
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] ?? 0) - middle < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  }

  private breaks(): readonly number[] {
    return (this.shifts ??= Array.from(this.text.matchAll(/\r\n/g), ({ index }) => index));
  }
}

/** The word that a token is; empty for every other token and for none. */
export function wordOf(token: Token | undefined): string {
  return token?.kind === 'name' && typeof token.value === 'string' ? token.value : '';
}

/** A position of findings as the protocol has it. */
export function placeOf({ line, column }: Position): Place {
  return { line: line - 1, character: column - 1 };
}

function countBelow(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function clamped(value: number, most: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.min(Math.trunc(value), most)) : 0;
}

function treeOf(text: string): TemplateTree | null {
  try {
    const root = refuseTooDeep(parse(text, TEMPLATE_SYNTAX), text);
    return { root, reads: new Reads(root) };
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    return null;
  }
}
