import type { PassEventKind } from '../account/index.ts';

/** An event that is to be stored. Instants are epoch milliseconds; `body` is the packed event. */
export type NewEvent = {
  /** The hash of what the webhook said: equal webhooks have equal ones. */
  readonly hash: string;
  readonly passId: string;
  readonly kind: PassEventKind;
  /** When it happened: the order of the events of a pass. */
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly body: string;
};

/** What became of an event: stored under its key, or a duplicate of one that is stored under that key. */
export type AddedEvent = { readonly key: string; readonly isNew: boolean };

/** An event that is claimed for delivery. */
export type StoredEvent = Omit<NewEvent, 'hash'> & {
  readonly id: number;
  readonly key: string;
  /** How often it was claimed, this time included. */
  readonly attempts: number;
  /** Whether MoEngage may have it already: an answer was lost, or a relay ended before it noted the answer. */
  readonly isUncertain: boolean;
  /** When it was first tried since it was received or replayed; time in which it was due and nobody tried is not counted. */
  readonly triedSince: number;
};

/** What a relay asks for: at most `limit` events that are due, none of a pass with an earlier event that is not done. */
export type ClaimRequest = {
  readonly owner: string;
  readonly limit: number;
  readonly now: number;
  /** For so many milliseconds no other relay gets them. */
  readonly lease: number;
  readonly eventsPerMinute: number;
};

/** Claimed events in the order of their arrival, and when to ask again where no event is added before; undefined: when one is. */
export type Claimed = {
  readonly events: readonly StoredEvent[];
  readonly nextAt: number | undefined;
};

/** What became of a claimed event. */
export type Settled = { readonly id: number } & (
  | { readonly state: 'delivered'; readonly at: number }
  | {
      readonly state: 'waiting';
      readonly dueAt: number;
      readonly code: string;
      readonly reason: string;
      readonly isUncertain: boolean;
    }
  | { readonly state: 'dead'; readonly at: number; readonly code: string; readonly reason: string }
);

/** Which events are sent once more: dead ones or delivered ones, of some kinds, received since an instant. */
export type ReplayRequest = {
  readonly state: 'dead' | 'delivered';
  readonly kinds: readonly PassEventKind[];
  readonly since: number;
  readonly now: number;
};

/** How much a store holds. `sending` are claimed, `waiting` all others that are not done. */
export type StoreStatus = {
  readonly waiting: number;
  readonly sending: number;
  readonly delivered: number;
  readonly dead: number;
  /** When the oldest event that is not done was received. */
  readonly oldest: number | undefined;
  /** Until when nothing is sent: MoEngage asked for a pause. */
  readonly pausedUntil: number | undefined;
  /** Dead events by the code of their finding. */
  readonly deadByCode: ReadonlyMap<string, number>;
  /** Events that were tried and wait to be tried again, by the code of their last finding. */
  readonly waitingByCode: ReadonlyMap<string, number>;
  /** Events that MoEngage may have twice; `EventStore.uncertain` names them. */
  readonly uncertainCount: number;
};

/** A dead event, for people: nothing of the pass but its key. */
export type DeadEvent = {
  readonly key: string;
  readonly kind: PassEventKind;
  readonly receivedAt: number;
  readonly code: string;
  readonly reason: string;
};

/**
 * A queue of pass events that outlives the relay. Several relays may share one: each method is atomic. What is added is kept before
 * the promise resolves.
 */
export type EventStore = {
  /** Stores events, save those whose hash was stored less than `window` milliseconds before. */
  add(events: readonly NewEvent[], window: number): Promise<readonly AddedEvent[]>;
  /** Claims events for delivery, no more than the rate limit of all relays together allows. */
  claim(request: ClaimRequest): Promise<Claimed>;
  /** Notes what became of events that `owner` claimed; an event that another relay claimed meanwhile is left alone. */
  settle(owner: string, results: readonly Settled[]): Promise<void>;
  /** Has nobody claim anything before an instant. */
  pause(until: number): Promise<void>;
  status(): Promise<StoreStatus>;
  /** The dead events received last. */
  dead(limit: number): Promise<readonly DeadEvent[]>;
  /** Keys of the events that MoEngage may have twice, the latest first: at most `limit`, all of them without it. */
  uncertain(limit?: number): Promise<readonly string[]>;
  /** Makes events wait for delivery once more, and says how many. */
  replay(request: ReplayRequest): Promise<number>;
  /** Forgets events that were done longer than `keep` ago, and has those due that the clock, before it was set back, put off too far. */
  tidy(now: number, keep: number): Promise<void>;
  close(): Promise<void>;
};

/** The longest that anything waits before it is looked at, in milliseconds. What a store has due later is from before the clock was set back. */
export const LONGEST_PAUSE: number = 60 * 60_000;

/** Whether nothing is sent at an instant, where a store has a pause until another one. */
export function isPaused(until: number, now: number): boolean {
  return until > now && until <= now + LONGEST_PAUSE;
}

/** The key of an event: equal webhooks that are no duplicates, since they came at other times, have different ones. */
export function eventKey({ hash, receivedAt }: Pick<NewEvent, 'hash' | 'receivedAt'>): string {
  return `${hash}-${receivedAt.toString(36)}`;
}
