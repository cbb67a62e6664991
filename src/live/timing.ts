/** The time that a client lives in: the platform's, or a test's. Milliseconds. */
export type LiveClock = {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
};

const MINUTE = 60_000;

/** A request is tried so often, the first time included. */
export const TRIES = 5;

/** The wait before the second try, in milliseconds; each further one is twice as long, up to the longest. */
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 30_000;

/** An account that asks for a longer pause than this is not waited for. */
export const LONGEST_PAUSE: number = 5 * MINUTE;

/** How long to wait before another try, at most `longest`: exponential, less up to half of it by chance, so that clients do not come back together. */
export function backOff(
  tried: number,
  random: () => number,
  longest: number = LONGEST_WAIT,
): number {
  const whole = Math.min(longest, FIRST_WAIT * 2 ** (tried - 1));
  return Math.round(whole * (1 - random() / 2));
}

/** Seconds since 1970 are at least this many: smaller numbers count from now. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MILLISECONDS = 1e12;

/**
 * How long an answer asks to be left alone, in milliseconds: `Retry-After` (seconds or a date) or `x-ratelimit-reset` (seconds from
 * now, or since 1970). Undefined where it does not say, or where that is over.
 */
export function askedPause(headers: Headers, now: number): number | undefined {
  return pauseIn(headers, ['retry-after', 'x-ratelimit-reset', 'ratelimit-reset'], now);
}

/** The same of an answer that is not about the rate limit: when that is reset says nothing of when the request may succeed. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  return pauseIn(headers, ['retry-after'], now);
}

function pauseIn(headers: Headers, names: readonly string[], now: number): number | undefined {
  for (const name of names) {
    const text = headers.get(name)?.trim();
    if (text === undefined || text === '') continue;
    const at = /^\d+(\.\d+)?$/.test(text) ? instantOf(Number(text), now) : Date.parse(text);
    if (at > now) return at - now;
  }
  return undefined;
}

function instantOf(number: number, now: number): number {
  if (number >= EPOCH_MILLISECONDS) return number;
  return number >= EPOCH_SECONDS ? number * 1000 : now + number * 1000;
}

/** Lets requests of each kind go no faster than so many a minute, and none of any kind before a pause that was asked for is over. */
export class Pacer {
  private readonly clock: LiveClock;
  /** When the last requests went, by kind. */
  private readonly sent: Map<string, number[]> = new Map();
  private pausedUntil = 0;

  constructor(clock: LiveClock) {
    this.clock = clock;
  }

  /** Keeps every request back for so many milliseconds. */
  pause(milliseconds: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + milliseconds);
  }

  /** Resolves when the next request of a kind may go. */
  async turn(kind: string, perMinute: number): Promise<void> {
    const sent = this.sent.get(kind) ?? [];
    this.sent.set(kind, sent);
    for (;;) {
      const now = this.clock.now();
      while (sent.length > 0 && (sent[0] ?? 0) <= now - MINUTE) sent.shift();
      const full = sent.length >= perMinute ? (sent[0] ?? now) + MINUTE - now : 0;
      const wait = Math.max(this.pausedUntil - now, full);
      if (wait <= 0) {
        sent.push(now);
        return;
      }
      // oxlint-disable-next-line no-await-in-loop -- another request may have taken the turn meanwhile
      await this.clock.sleep(wait);
    }
  }
}
