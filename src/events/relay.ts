import {
  sendOnce,
  type AccountAccess,
  type LiveClock,
  type LiveFetch,
  type Reply,
  type StandInAnswer,
  type StandInRequest,
} from '../live/index.ts';
import { Batches } from './batches.ts';
import { eventPath } from './data-api/contract.ts';
import { verdictOf } from './delivery.ts';
import { eventRequest } from './event-request.ts';
import { KeyGate } from './key-gate.ts';
import { unpackEvent } from './pass-event.ts';
import { count, Receiver, type RelayLog } from './receiver.ts';
import type { EventSettings } from './settings.ts';
import type { WebhookSignature } from './signature.ts';
import type { EventStore, Settled, StoredEvent } from './store.ts';

/** What a relay works with. `random` gives numbers from 0 to below 1; `owner` tells relays of one store apart. */
type RelayOptions = {
  readonly settings: EventSettings;
  readonly access: AccountAccess;
  readonly store: EventStore;
  /** Sends a request: the platform's `fetch`, or a stand-in's. */
  readonly fetch: LiveFetch;
  readonly clock: LiveClock;
  readonly random: () => number;
  readonly log: (entry: RelayLog) => void;
  readonly owner: string;
  /** The secret that webhooks are signed with; without one they are taken unsigned. */
  readonly signature?: WebhookSignature | undefined;
};

/** What a relay counted since it was made, by the names of its metrics. */
export type RelayCounts = {
  /** Webhooks by answer: stored, duplicate, ignored, refused, unsigned, failed. */
  readonly webhooks: ReadonlyMap<string, number>;
  /** Requests to MoEngage by what became of the event: delivered, waiting, dead. */
  readonly requests: ReadonlyMap<string, number>;
};

/** The codes of what stops a relay as a whole. */
type RelayProblem = 'events/store-failed' | 'events/unauthorized';

/** What one round did, and when there is more to do where nothing is added before. */
type RelayStep = {
  readonly settled: readonly Settled[];
  readonly nextAt: number | undefined;
};

/** Takes webhooks of PassKit into a store, and delivers from there to MoEngage. */
export type Relay = {
  /** Answers a webhook; what it answers with 200 is stored. Never throws. */
  receive(request: StandInRequest): Promise<StandInAnswer>;
  /** One round: claims what is due, sends it, notes what became of it. */
  step(): Promise<RelayStep>;
  /** Delivers until `stop`; what is under way then is finished. */
  run(): Promise<void>;
  stop(): void;
  readonly counts: RelayCounts;
  /** Why nothing is stored or delivered now: the store failed, or MoEngage does not accept the key. Undefined where all is well. */
  readonly problem: RelayProblem | undefined;
};

/** A relay; it does nothing until one of its methods is called. */
export function createRelay(options: RelayOptions): Relay {
  return new StoreRelay(options);
}

/** Beyond the time that an answer may take, so long an event stays claimed, in milliseconds. */
const MARGIN = 5000;

/** So often a store is asked where nothing seems to be due: another relay, or a replay, may have added something. */
const POLL = 1000;

/** The least time between two looks into the store: what comes meanwhile is claimed, and settled, in one transaction. */
const PACE = 25;

/** So long a relay waits after the store failed. */
const STORE_PAUSE = 2000;

/** So often a store is tidied, and where the clock jumps by more. */
const TIDY_EVERY = 10 * 60_000;

class StoreRelay implements Relay {
  private readonly options: RelayOptions;
  private readonly receiver: Receiver;
  private readonly requests: Map<string, number> = new Map();
  private readonly settling: Batches<Settled, undefined>;
  private readonly underWay: Map<number, Promise<unknown>> = new Map();
  private isStopped = false;
  private wake: () => void = ignore;
  /** Whether there may be something to do that the last look into the store did not see. */
  private hasNews = false;
  private tidiedAt = 0;
  /** Whether the last look into the store went well. */
  private isReading = true;
  private readonly gate: KeyGate = new KeyGate();

  constructor(options: RelayOptions) {
    this.options = options;
    const { store, owner } = options;
    this.receiver = new Receiver(options);
    this.settling = new Batches(async (results) => {
      await store.settle(owner, results);
      return results.map(() => undefined);
    });
  }

  get counts(): RelayCounts {
    return { webhooks: this.receiver.counts, requests: this.requests };
  }

  get problem(): RelayProblem | undefined {
    if (!this.isReading || !this.receiver.isStoring) return 'events/store-failed';
    return this.gate.isRefused ? 'events/unauthorized' : undefined;
  }

  async receive(request: StandInRequest): Promise<StandInAnswer> {
    const answer = await this.receiver.receive(request);
    this.lookAgain();
    return answer;
  }

  async step(): Promise<RelayStep> {
    const { events, nextAt } = await this.claim(this.options.settings.delivery.parallel);
    return { settled: await Promise.all(events.map((event) => this.deliver(event))), nextAt };
  }

  async run(): Promise<void> {
    while (!this.isStopped) {
      this.hasNews = false;
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      const wait = await this.fill().catch(() => this.storeFailed());
      // oxlint-disable-next-line no-await-in-loop -- as above
      await this.rest(wait);
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (!this.isStopped) await this.options.clock.sleep(PACE);
    }
    await Promise.all(this.underWay.values());
  }

  stop(): void {
    this.isStopped = true;
    this.lookAgain();
  }

  /** Sends as much as may be under way at once, and gives how long there is nothing more to do, in milliseconds. */
  private async fill(): Promise<number> {
    const { parallel } = this.options.settings.delivery;
    const free = parallel - this.underWay.size;
    if (free <= 0) return POLL;
    const { events, nextAt } = await this.claim(free);
    this.isReading = true;
    for (const event of events) {
      // A machine that slept for longer than the lease has it claimed by its own relay once more.
      if (this.underWay.has(event.id)) continue;
      const done = this.deliver(event)
        .catch(() => this.storeFailed())
        .finally(() => {
          this.underWay.delete(event.id);
          this.lookAgain();
        });
      this.underWay.set(event.id, done);
    }
    if (events.length === free) return 0;
    const wait = nextAt === undefined ? POLL : nextAt - this.options.clock.now();
    return Math.min(Math.max(wait, 1), POLL);
  }

  private storeFailed(): number {
    this.isReading = false;
    this.options.log({ level: 'error', event: 'store-failed', code: 'events/store-failed' });
    return STORE_PAUSE;
  }

  private lookAgain(): void {
    this.hasNews = true;
    this.wake();
  }

  /** Waits, but no longer than until there is something to do. */
  private async rest(milliseconds: number): Promise<void> {
    if (this.hasNews) return;
    const woken = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    await Promise.race([woken, this.options.clock.sleep(milliseconds)]);
    this.wake = ignore;
  }

  private async claim(limit: number): ReturnType<EventStore['claim']> {
    const { store, clock, owner, settings } = this.options;
    const { enabled, delivery } = settings;
    const now = clock.now();
    if (Math.abs(now - this.tidiedAt) > TIDY_EVERY) {
      this.tidiedAt = now;
      await store.tidy(now, delivery.keep);
    }
    const allowed = this.gate.allow(limit, now);
    if (!enabled || allowed.limit === 0) return { events: [], nextAt: allowed.nextAt };
    const { eventsPerMinute, timeout } = delivery;
    const lease = timeout + MARGIN;
    return store.claim({ owner, limit: allowed.limit, now, lease, eventsPerMinute });
  }

  private async deliver(stored: StoredEvent): Promise<Settled> {
    const { settings, store, clock, random } = this.options;
    const { id, key, occurredAt } = stored;
    const built = eventRequest(
      unpackEvent(stored.body),
      { key, occurredAt },
      settings,
      clock.now(),
    );
    if (built.finding !== undefined) {
      const { code, message: reason } = built.finding;
      return this.settle(stored, { id, state: 'dead', at: clock.now(), code, reason });
    }
    this.gate.sent();
    const reply = await this.send(built.body);
    const { delivery } = settings;
    const now = clock.now();
    const verdict = verdictOf(stored, reply, { now, random, delivery });
    this.gate.answered(verdict.isKeyAccepted, now);
    if (verdict.pauseUntil !== undefined) await store.pause(verdict.pauseUntil);
    return this.settle(stored, verdict.settled);
  }

  private async send(body: string): Promise<Reply> {
    const { access, fetch, clock, settings } = this.options;
    const path = eventPath(access.workspaceId);
    const patience = settings.delivery.timeout;
    return sendOnce(access, { path, body }, { fetch, clock, patience });
  }

  private async settle(
    { key, kind, attempts, isUncertain }: StoredEvent,
    settled: Settled,
  ): Promise<Settled> {
    await this.settling.add(settled);
    const { state } = settled;
    count(this.requests, state);
    const about = { key, kind, attempts };
    const { log } = this.options;
    if (state === 'delivered')
      log(
        isUncertain
          ? { level: 'warning', event: 'delivered-perhaps-twice', ...about }
          : { level: 'info', event: 'delivered', ...about },
      );
    else {
      const why = { code: settled.code, reason: settled.reason };
      log(
        state === 'dead'
          ? { level: 'error', event: 'dead', ...why, ...about }
          : { level: this.gate.isRefused ? 'error' : 'warning', event: 'retry', ...why, ...about },
      );
    }
    return settled;
  }
}

/** Nobody is waiting. */
function ignore(): void {}
