import { nobleHashes, type PassEventKind } from '../account/index.ts';
import type { LiveClock, StandInAnswer, StandInRequest } from '../live/index.ts';
import { Batches } from './batches.ts';
import { packEvent, type FieldValue, type PassEvent } from './pass-event.ts';
import { readWebhook } from './read-webhook.ts';
import type { EventSettings } from './settings.ts';
import { isSigned, type WebhookSignature } from './signature.ts';
import type { AddedEvent, EventStore, NewEvent } from './store.ts';

/** One line of a relay's log. It names an event by its key, and holds nothing of a pass or a person. */
export type RelayLog = {
  readonly level: 'info' | 'warning' | 'error';
  readonly event: string;
  readonly key?: string;
  readonly kind?: PassEventKind;
  readonly code?: string;
  readonly reason?: string;
  readonly attempts?: number;
};

/** What takes webhooks in works with. Without a signature they are taken unsigned. */
type ReceiverOptions = {
  readonly settings: EventSettings;
  readonly store: EventStore;
  readonly clock: Pick<LiveClock, 'now'>;
  readonly log: (entry: RelayLog) => void;
  readonly signature?: WebhookSignature | undefined;
};

const METHODS: ReadonlySet<string> = new Set(['POST', 'PUT', 'DELETE']);

/** Answers webhooks: what it answers with 200 is stored, a duplicate, or an event that is not to be sent. */
export class Receiver {
  /** Webhooks by what became of them. */
  readonly counts: Map<string, number> = new Map();
  /** Whether the last webhook that was to be stored was: a full disk can be read, but not written. */
  isStoring = true;
  readonly #options: ReceiverOptions;
  readonly #adding: Batches<NewEvent, AddedEvent>;

  constructor(options: ReceiverOptions) {
    this.#options = options;
    const { duplicates } = options.settings.delivery;
    this.#adding = new Batches((events) => options.store.add(events, duplicates));
  }

  /** The answer to a webhook. Never throws. */
  async receive(request: StandInRequest): Promise<StandInAnswer> {
    const { signature, settings, log } = this.#options;
    const { method, headers, body } = request;
    if (!METHODS.has(method)) return this.#answer('refused', 405, { error: 'POST, PUT or DELETE' });
    if (
      signature !== undefined &&
      !isSigned(signature, body, headers.get(signature.settings.header))
    ) {
      log({ level: 'warning', event: 'unsigned', code: 'events/unsigned' });
      return this.#answer('unsigned', 401, {
        code: 'events/unsigned',
        error: 'the signature is missing or wrong',
      });
    }
    const { event, finding } = readWebhook(body, method);
    if (finding !== undefined) {
      log({ level: 'warning', event: 'refused', code: finding.code });
      return this.#answer('refused', 400, { code: finding.code, error: finding.message });
    }
    if (!settings.send.has(event.kind))
      return this.#answer('ignored', 200, { ignored: event.kind });
    return this.#store(event);
  }

  async #store(event: PassEvent): Promise<StandInAnswer> {
    const { clock, log } = this.#options;
    const { kind } = event;
    try {
      const { key, isNew } = await this.#adding.add(
        newEvent(event, this.#options.settings, clock.now()),
      );
      this.isStoring = true;
      const name = isNew ? 'stored' : 'duplicate';
      log({ level: 'info', event: name, key, kind });
      return this.#answer(name, 200, { [name]: key });
    } catch {
      this.isStoring = false;
      log({ level: 'error', event: 'store-failed', code: 'events/store-failed', kind });
      return this.#answer('failed', 503, {
        code: 'events/store-failed',
        error: 'the event cannot be stored now',
      });
    }
  }

  #answer(name: string, status: number, body: StandInAnswer['body']): StandInAnswer {
    count(this.counts, name);
    return { status, body };
  }
}

/** An event as it is stored: its hash is of all that the webhook said of the pass. */
function newEvent(event: PassEvent, { time }: EventSettings, now: number): NewEvent {
  const { kind, passId, fields } = event;
  const sorted = [...fields].sort(([one], [other]) => (one < other ? -1 : 1));
  const hash = nobleHashes.sha256(JSON.stringify([kind, passId, sorted])).slice(0, 24);
  const instant = time === undefined ? undefined : instantOf(fields.get(time));
  // A time in the future would keep the event behind all others.
  const occurredAt = Math.min(instant ?? now, now);
  return { hash, passId, kind, occurredAt, receivedAt: now, body: packEvent(event) };
}

const ISO = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)/;

/** Epoch times from here on are milliseconds, below they are seconds. */
const EPOCH_MILLISECONDS = 1e11;

/** The instant of an ISO 8601 text or an epoch time, in milliseconds; undefined for anything else, and before 1970. */
function instantOf(value: FieldValue | undefined): number | undefined {
  const factor = Number(value) < EPOCH_MILLISECONDS ? 1000 : 1;
  const isText = typeof value === 'string' && ISO.test(value);
  const instant = isText
    ? Date.parse(value)
    : typeof value === 'number'
      ? value * factor
      : Number.NaN;
  return instant >= 0 ? instant : undefined;
}

/** Adds one to a count. */
export function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
