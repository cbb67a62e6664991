import type { Python2 } from './python-rules.ts';

/** A bound of the render was reached. It is no Python exception: no `try` of Jinja's own catches it. */
export class LimitError extends Error {
  readonly type = 'LimitError';
  readonly limit: string;
  line: number | undefined;
  /** The name of the template it was reached in, and where, as in a PyError. */
  template: string | null | undefined;
  offsets: readonly [start: number, end: number] | undefined;

  constructor(limit: string, message: string) {
    super(`${message} (limit: ${limit})`);
    this.name = 'LimitError';
    this.limit = limit;
  }
}

/** Bounds of one render. Each is reached with a LimitError that names it. */
export type Limits = {
  /** Loop turns, calls, and what filters and operators do with large values. */
  readonly steps: number;
  /** Characters of output, and of any one string a filter or operator makes. */
  readonly output: number;
  /** Items of one `range()`. */
  readonly range: number;
  /** Macros, includes and blocks inside each other. */
  readonly depth: number;
  /** Milliseconds of wall time. */
  readonly time: number;
};

/** Bounds that no campaign template comes near, and that stop a runaway one. */
export const DEFAULT_LIMITS: Limits = Object.freeze({
  steps: 10_000_000,
  output: 20_000_000,
  range: 1_000_000,
  depth: 240,
  time: 10_000,
});

/**
 * The limits of `base` with those that are given in their place; undefined leaves one as it is. Raises TypeError for a name that
 * is not a limit, and for a value that is not a number of at least 0 (Infinity switches a limit off).
 */
export function limitsOver(base: Limits, given: Partial<Limits> = {}): Limits {
  const limits: Record<string, number> = { ...base };
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    if (!(name in base)) {
      throw new TypeError(`limits.${name}: the limits are ${Object.keys(base).join(', ')}`);
    }
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 0)) {
      throw new TypeError(
        `limits.${name} must be a number of at least 0, not ${typeof value === 'number' ? value : `a ${typeof value}`}`,
      );
    }
    limits[name] = value;
  }
  return limits as Limits;
}

/** What is worth one step: characters or items that JavaScript looks at one by one, … */
const READ = 16;
/** … characters that the engine searches by itself, … */
const SCANNED = 256;
/** … and characters and items of a new value, for which memory counts more than time. */
const CHARACTERS = 64;
const ITEMS = 8;

/** What weighs no more costs nothing beside the step or turn that looks at it. */
export const SMALL = 64;

/** Texts that `+` and `~` put together cost nothing up to this length: the engine shares their parts. */
export const SHARED = 1024;

/** The most items of one list, and the most bits of one int, that an operator makes. */
const MOST_ITEMS = 10_000_000;
const MOST_BITS = 2_000_000;

/** How often time is looked at: every so many steps. */
const CHUNK = 4096;

/**
 * Counts the work of one render against its limits: a step is about as much as one turn of a loop. Anyone who is about to do work
 * that grows with a value says how large that is. Raises LimitError where a limit is exceeded.
 */
export class Meter {
  /** What Python 2.7 does otherwise where the render runs on it; undefined on Python 3. */
  declare python2: Python2 | undefined;
  // Fields that the constructor alone defines: each render makes one of these.
  declare readonly limits: Limits;
  /** Steps so far. */
  declare used: number;
  /** The number of steps at which to look at the limits again. */
  declare private pause: number;
  declare private started: number | undefined;
  declare private readonly now: () => number;

  constructor(limits: Limits = DEFAULT_LIMITS, now: () => number = Date.now) {
    this.python2 = undefined;
    this.limits = limits;
    this.used = 0;
    this.started = undefined;
    this.now = now;
    this.pause = Math.min(CHUNK, limits.steps);
  }

  /** Counts steps. */
  step(count = 1): void {
    this.used += count;
    // Written so that NaN does not pass.
    if (!(this.used <= this.pause)) this.look();
  }

  /** So many characters or items are about to be looked at one by one. */
  read(size: number): void {
    if (size >= READ) this.step(Math.floor(size / READ));
  }

  /** So many characters are about to be searched by the engine. */
  scan(size: number): void {
    if (size >= SCANNED) this.step(Math.floor(size / SCANNED));
  }

  /** A text of so many characters is about to be made; `copied` of them are new where it shares the others. */
  text(length: number, copied: number = length): void {
    const { output } = this.limits;
    if (length > output) {
      throw new LimitError('output', `a text of ${length} characters is longer than ${output}`);
    }
    if (copied >= CHARACTERS) this.step(Math.floor(copied / CHARACTERS));
  }

  /** A list of so many items is about to be made. */
  items(length: number): void {
    if (length > MOST_ITEMS) {
      throw new LimitError('output', `a list of ${length} items is longer than ${MOST_ITEMS}`);
    }
    if (length >= ITEMS) this.step(Math.floor(length / ITEMS));
  }

  /** An int of so many bits is about to be made, by an operator that takes `factor` times as long as `*`. */
  bits(count: number, factor = 1): void {
    if (count > MOST_BITS) {
      throw new LimitError('output', `an int of ${count} bits is longer than ${MOST_BITS}`);
    }
    if (count > 1024) this.step(Math.ceil(factor * (count / 1024) ** 1.5));
  }

  private look(): void {
    const { steps, time } = this.limits;
    if (!(this.used <= steps)) {
      throw new LimitError('steps', `the render takes more than ${steps} steps`);
    }
    if (Number.isFinite(time)) this.watchClock(time);
    this.pause = Math.min(this.used + CHUNK, steps);
  }

  /** The clock starts with the end of the first chunk: a short render never asks for the time. */
  private watchClock(limit: number): void {
    const now = this.now();
    this.started ??= now;
    if (now - this.started > limit)
      throw new LimitError('time', `the render takes longer than ${limit} ms`);
  }
}

/** The meter of a render; where there is none, one of its own with the default limits. */
export function meterOf(state: { readonly meter: Meter } | undefined): Meter {
  return state === undefined ? new Meter() : state.meter;
}
