import { raise, type PyError } from '../../errors.ts';

/** CPython's bounds: levels of indentation, and loops and `try` inside each other in one function. */
const MOST_LEVELS = 100;
const MOST_BLOCKS = 20;

/** Thrown at the first line that is indented too far: Python reads no further. */
export class TooFar extends Error {}

/**
 * Counts the lines of the Python code that Jinja's compiler would write, their indentation, and the blocks of the function that
 * is being written. Jinja's `writeline`, `newline`, `indent` and `outdent`, without the text.
 */
export class PythonLines {
  line = 0;
  level = 0;
  /** The first line at which too many blocks stand inside each other. */
  blockedAt: number | undefined;
  private pending = 0;
  private blocks = 0;
  private brackets = 0;

  /** A new line, after `extra` empty ones. */
  write(count = 1, extra = 0): void {
    for (let left = count; left > 0; left -= 1) {
      this.line += this.line === 0 ? 1 : Math.max(this.pending, 1 + extra);
      this.pending = 0;
      if (this.level >= MOST_LEVELS && this.brackets === 0) throw new TooFar();
    }
  }

  /** Runs something one level further in. */
  indented(write: () => void): void {
    this.level += 1;
    write();
    this.level -= 1;
  }

  /** As `indented`, inside of brackets, where indentation means nothing. */
  bracketed(write: () => void): void {
    this.brackets += 1;
    this.indented(write);
    this.brackets -= 1;
  }

  /** A line that opens a loop or a `try`, and what is inside; `weight` is how many blocks Python counts. */
  block(write: () => void, weight = 1): void {
    this.write();
    this.blocks += weight;
    if (this.blocks > MOST_BLOCKS) this.blockedAt ??= this.line;
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

  /** The error that Python would raise, if any: what its parser finds comes before what its compiler finds. */
  error(write: () => void): PyError | undefined {
    try {
      write();
    } catch (error) {
      if (!(error instanceof TooFar)) throw error;
      const message = `too many levels of indentation (<template>, line ${this.line})`;
      return raise('IndentationError', message);
    }
    if (this.blockedAt === undefined) return undefined;
    const message = `too many statically nested blocks (<template>, line ${this.blockedAt})`;
    return raise('SyntaxError', message);
  }
}
