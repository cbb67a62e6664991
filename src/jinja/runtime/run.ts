import { LimitError, Meter, type Limits } from '../values/meter.ts';
import { PyError, raise } from '../errors.ts';
import type { PyObject } from '../values/types.ts';
import type { RenderRun, Trace, Unprintable } from './types.ts';

/** What entering a macro, an include or a block costs. */
const ENTERING = 8;

/** One render: its meter, and what its templates share. */
export class Run extends Meter implements RenderRun {
  declare readonly trace: Trace | undefined;
  declare modules: Map<object, PyObject> | undefined;
  declare depth: number;
  /** The first thing printed that is no text, until the pieces are put together. */
  declare unprintable: Unprintable | undefined;

  constructor(limits: Limits, now: () => number, trace?: Trace) {
    super(limits, now);
    this.trace = trace;
    this.modules = undefined;
    this.depth = 0;
    this.unprintable = undefined;
  }

  /** Counts a turn of a loop; `text` is what the loop has written so far, `weight` says how much its body does. */
  turn(text: string, weight: number): void {
    this.step(weight);
    if (text.length > this.limits.output) this.written(text);
  }

  /** Holds a text that a template has made against the limit, and counts it. */
  written(text: string): void {
    this.read(text.length);
    if (text.length > this.limits.output) {
      throw new LimitError('output', `the output is longer than ${this.limits.output} characters`);
    }
  }

  /** Where Python puts the pieces together: raises the TypeError for what is no text. */
  joined(): void {
    const { unprintable } = this;
    if (unprintable === undefined) return;
    this.unprintable = undefined;
    throw unjoinable(unprintable);
  }

  /** Enters a macro, an include or a block. */
  enter(): void {
    this.depth += 1;
    if (this.depth > this.limits.depth) {
      this.depth = 0;
      throw tooDeep();
    }
    this.step(ENTERING);
  }

  leave(): void {
    this.depth -= 1;
  }

  /** Runs something one level deeper. */
  within<T>(action: () => T): T {
    this.depth += 1;
    if (this.depth > this.limits.depth) {
      this.depth = 0;
      throw tooDeep();
    }
    const result = action();
    this.depth -= 1;
    return result;
  }
}

/** What JavaScript raises when its stack or a value's largest size is reached, as an error of ours; any other as it is. */
export function asLimit(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof PyError) return error;
  // Where the stack ends inside of a regular expression, the error is a SyntaxError.
  if (error.message.includes('call stack') || error.message.includes('Stack overflow')) {
    return tooDeep();
  }
  if (!(error instanceof RangeError)) return error;
  return new LimitError('output', 'a value is larger than can be held');
}

/** Python's error for output that is no text. */
export function unjoinable({ type, index, template, offsets }: Unprintable): PyError {
  const error = raise('TypeError', `sequence item ${index}: expected str instance, ${type} found`);
  error.template = template;
  error.offsets = offsets;
  return error;
}

/** Python's error for calls nested too deep. Its text depends on where Python noticed and is left empty. */
export function tooDeep(): PyError {
  const error = raise('RecursionError', '');
  error.hint = 'macros, includes or blocks call themselves without end (limit: depth)';
  return error;
}
