import { raise, type PyError } from '../../errors.ts';
import type { Place } from '../../syntax/nodes.ts';

/** CPython's bounds: levels of indentation, parentheses, and loops and `try` inside each other in one function. */
const MOST_LEVELS = 100;
const MOST_PARENTHESES = 200;
const MOST_BLOCKS = 20;

/** Thrown at the first line where Python's tokenizer gives up; `error` is what it raises. */
class Unreadable extends Error {
  readonly error: PyError;

  constructor(error: PyError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * Counts the lines of the Python code that Jinja's compiler would write, their indentation, and the blocks of the function that
 * is being written. Jinja's `writeline`, `newline`, `indent` and `outdent`, without the text.
 */
export class PythonLines {
  line = 0;
  level = 0;
  /** The first line at which too many blocks are inside each other, and the statement there. */
  private blocked: { readonly line: number; readonly place: Place | undefined } | undefined;
  /** The statement that is being written. */
  place: Place | undefined;
  /** What lines hold, in the order in which they are written. */
  private readonly held: { readonly place: Place; readonly line: number }[] = [];
  private pending = 0;
  private blocks = 0;
  private brackets = 0;

  /** A new line, after `extra` empty ones. */
  write(count = 1, extra = 0): void {
    for (let left = count; left > 0; left -= 1) {
      this.line += this.line === 0 ? 1 : Math.max(this.pending, 1 + extra);
      this.pending = 0;
      if (this.level >= MOST_LEVELS && this.brackets === 0)
        throw new Unreadable(this.error('IndentationError', 'too many levels of indentation'));
    }
  }

  /** Notes that the last line holds an expression or statement, with so many parentheses around and in it. */
  holds(place: Place, parentheses = 0): void {
    this.held.push({ place, line: this.line });
    if (this.brackets + parentheses <= MOST_PARENTHESES) return;
    throw new Unreadable(this.error('SyntaxError', 'too many nested parentheses', place));
  }

  /** The line that holds a place of the template: that of the smallest part around it. */
  lineOf({ start, end }: Place): number | undefined {
    const around = this.held.filter(({ place }) => place.start <= start && place.end >= end);
    return around.sort((a, b) => sizeOf(a.place) - sizeOf(b.place))[0]?.line;
  }

  /** Runs something one level further in. */
  indented(write: () => void): void {
    this.level += 1;
    write();
    this.level -= 1;
  }

  /** As `indented`, inside of so many brackets, where indentation means nothing. */
  bracketed(write: () => void, count = 1): void {
    this.brackets += count;
    this.indented(write);
    this.brackets -= count;
  }

  /**
   * A line that opens a loop or a `try`, and what is inside; `weight` is how many blocks Python counts, `head` notes what the
   * line holds.
   */
  block(write: () => void, weight = 1, head: () => void = () => {}): void {
    this.write();
    head();
    this.blocks += weight;
    if (this.blocks > MOST_BLOCKS) this.blocked ??= { line: this.line, place: this.place };
    this.indented(write);
    this.blocks -= weight;
  }

  /** A line that opens a function, and its body. */
  function(write: () => void, extra = 0): void {
    this.write(1, extra);
    const outer = this.blocks;
    this.blocks = 0;
    this.indented(write);
    this.blocks = outer;
  }

  /** Lays code out with `write`; returns the errors of Python's tokenizer, and of its compiler, for what came out. */
  failures(write: () => void): { readonly reading?: PyError; readonly compiling?: PyError } {
    try {
      write();
    } catch (error) {
      if (error instanceof Unreadable) return { reading: error.error };
      throw error;
    }
    if (this.blocked === undefined) return {};
    const { line, place } = this.blocked;
    return { compiling: refusal('SyntaxError', 'too many statically nested blocks', line, place) };
  }

  private error(
    type: 'IndentationError' | 'SyntaxError',
    message: string,
    place: Place | undefined = this.place,
  ): PyError {
    return refusal(type, message, this.line, place);
  }
}

function sizeOf({ start, end }: Place): number {
  return end - start;
}

/** An error of Python about a line of the code. */
export function refusal(
  type: 'IndentationError' | 'SyntaxError',
  message: string,
  line: number,
  place: Place | undefined,
): PyError {
  const error = raise(type, `${message} (<template>, line ${line})`);
  if (place !== undefined) error.offsets = [place.start, place.end];
  return error;
}
