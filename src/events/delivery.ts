import { printable } from '../diagnostics/index.ts';
import { askedPause, backOff, type Problem, type Reply } from '../live/index.ts';
import type { EventSettings } from './settings.ts';
import { LONGEST_PAUSE, type Settled, type StoredEvent } from './store.ts';

/**
 * What becomes of an event after one request, until when MoEngage wants to be left alone, and whether it accepts the key; undefined
 * where the answer does not say.
 */
export type Verdict = {
  readonly settled: Settled;
  readonly pauseUntil?: number | undefined;
  readonly isKeyAccepted?: boolean;
};

/** The longest wait between two tries of an event, in milliseconds. */
const LONGEST_WAIT = 5 * 60_000;

const UNAUTHORIZED = 'events/unauthorized';

/** What answers mean that no further try of the same event changes, and what those about the key mean. */
const REFUSALS: ReadonlyMap<number, string> = new Map([
  [400, 'events/bad-request'],
  [401, UNAUTHORIZED],
  [403, UNAUTHORIZED],
  [404, 'events/not-found'],
  [413, 'events/too-large'],
]);

/**
 * What becomes of an event: delivered with status 200; tried again after 429, 408, server errors and lost connections, for as long
 * as the settings say; else dead, with the code and MoEngage's words. A pause that MoEngage asks for holds for everything, up to an
 * hour. After 401 and 403 the key is wrong and not the event, which waits until a key is accepted.
 */
export function verdictOf(
  { id, attempts, triedSince }: StoredEvent,
  reply: Reply,
  {
    now,
    random,
    delivery,
  }: {
    readonly now: number;
    readonly random: () => number;
    readonly delivery: EventSettings['delivery'];
  },
): Verdict {
  if (reply.kind === 'answer') {
    const pauseUntil = spentUntil(reply.headers, now);
    return { settled: { id, state: 'delivered', at: now }, pauseUntil, isKeyAccepted: true };
  }
  const { code, reason } = problemOf(reply);
  const dead = (why: string): Verdict => {
    return { settled: { id, state: 'dead', at: now, code: why, reason } };
  };
  const wait = (dueAt: number): Settled => {
    return { id, state: 'waiting', dueAt, code, reason, isUncertain: reply.kind === 'lost' };
  };
  if (code === UNAUTHORIZED) return { settled: wait(now), isKeyAccepted: false };
  const isPassing = reply.kind === 'lost' || reply.isPassing || reply.problem.status === 408;
  if (!isPassing) return { ...dead(code), isKeyAccepted: true };
  if (now - triedSince > delivery.retry) return dead('events/given-up');
  const pause = Math.min(reply.pause ?? backOff(attempts, random, LONGEST_WAIT), LONGEST_PAUSE);
  const dueAt = now + pause;
  const pauseUntil = code === 'events/rate-limited' ? dueAt : undefined;
  return { settled: wait(dueAt), pauseUntil };
}

/** Why an event, or a request about the account, was not taken: our code, and MoEngage's words, which quote nothing of the event. */
export function problemOf(reply: Exclude<Reply, { readonly kind: 'answer' }>): {
  readonly code: string;
  readonly reason: string;
} {
  if (reply.kind === 'lost') return { code: 'events/unreachable', reason: reply.finding.message };
  const { status, message, target, requestId }: Problem = reply.problem;
  const about = target === undefined ? '' : ` (${target})`;
  const id = requestId === undefined ? '' : `, request ${requestId}`;
  const words = message === '' ? '' : `: ${message}${about}`;
  return { code: codeOf(status), reason: printable(`status ${status}${id}${words}`) };
}

function codeOf(status: number): string {
  if (status === 429) return 'events/rate-limited';
  if (status >= 500 || status === 408) return 'events/server-error';
  return REFUSALS.get(status) ?? 'events/refused';
}

/** When the next request may go, where an accepted one was the last that the limit allows: `x-ratelimit-remaining: 0`. */
function spentUntil(headers: Headers, now: number): number | undefined {
  if (headers.get('x-ratelimit-remaining')?.trim() !== '0') return undefined;
  const pause = askedPause(headers, now);
  return pause === undefined ? undefined : now + Math.min(pause, LONGEST_PAUSE);
}
