import { LONGEST_PAUSE } from './store.ts';

/** A token bucket: how many events may go at an instant. */
export type Bucket = { readonly tokens: number; readonly at: number };

const MINUTE = 60_000;

/** The part of a minute's events that may go at once. */
const BURST = 1 / 30;

/** The part of a minute's events that is left free: requests that take up to three seconds longer than others arrive in a later minute. */
const SPARE = 1 / 20;

/** A bucket of which nothing was taken yet. */
export function fullBucket(eventsPerMinute: number, now: number): Bucket {
  return { tokens: burstOf(eventsPerMinute), at: now };
}

/**
 * Takes up to `wanted` tokens: how many there were, the bucket after it, and when the next one is there. A clock that is behind the
 * bucket, as another relay's may be, adds nothing; one that was set back goes on from where it is.
 */
export function takeTokens(
  bucket: Bucket,
  wanted: number,
  { eventsPerMinute, now }: { readonly eventsPerMinute: number; readonly now: number },
): { readonly taken: number; readonly bucket: Bucket; readonly nextAt: number } {
  const burst = burstOf(eventsPerMinute);
  // What is filled up in a minute is the rest, so that no minute has more than its limit.
  const perMillisecond = Math.max(eventsPerMinute * (1 - SPARE) - burst, 1) / MINUTE;
  const at = bucket.at > now + LONGEST_PAUSE ? now : Math.max(bucket.at, now);
  const tokens = Math.min(burst, bucket.tokens + Math.max(0, at - bucket.at) * perMillisecond);
  const taken = Math.min(wanted, Math.floor(tokens + ROUNDING));
  const left = Math.max(0, tokens - taken);
  const nextAt = at + Math.max(1, Math.ceil((1 - left) / perMillisecond));
  return { taken, bucket: { tokens: left, at }, nextAt };
}

/** What adding fractions may lose. */
const ROUNDING = 1e-9;

function burstOf(eventsPerMinute: number): number {
  return Math.max(1, Math.floor(eventsPerMinute * BURST));
}
