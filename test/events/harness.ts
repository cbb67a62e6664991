import {
  createRelay,
  dataApiStandIn,
  defaultEventSettings,
  memoryStore,
  type CreateEventRequest,
  type DataApiOptions,
  type EventSettings,
  type EventStore,
  type Relay,
  type RelayLog,
} from '../../src/events/index.ts';
import type { LiveClock, LiveFetch, StandInAnswer } from '../../src/live/index.ts';

/** The instant at which tests begin. */
export const START: number = Date.parse('2026-03-01T12:00:00Z');

export const MINUTE = 60_000;
export const HOUR: number = 60 * MINUTE;

/** Faults in order, then none. */
export function inTurn<Fault>(...faults: (Fault | undefined)[]): () => Fault | undefined {
  return () => faults.shift();
}

/** Instants as seconds since the beginning. */
export const seconds = (sentAt: readonly number[]): number[] =>
  sentAt.map((at) => (at - START) / 1000);

/** What MoEngage answers with, and how it limits the rate. */
export function answer(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response('{}', { status, headers });
}

/** A clock that goes only when a test has it go. */
export class VirtualClock implements LiveClock {
  at: number = START;
  now = (): number => this.at;
  sleep = async (milliseconds: number): Promise<void> => {
    this.at += milliseconds;
  };
}

/** A relay on a virtual clock, in front of the stand-in of the Data API; what that accepted, and the log. */
export type Harness = {
  readonly clock: VirtualClock;
  readonly relay: Relay;
  readonly store: EventStore;
  readonly accepted: CreateEventRequest[];
  /** When each request was sent, accepted or not. */
  readonly sentAt: number[];
  readonly log: RelayLog[];
  /** Hands a webhook to the relay, and gives the status of the answer. */
  receive(event: string, passId: string, more?: Readonly<Record<string, unknown>>): Promise<number>;
  /** Has time go until nothing is left to deliver, or for so many rounds. */
  drain(rounds?: number): Promise<void>;
};

/** What a test may set. `network` is asked for each request: it may lose it, or its answer, or answer itself. */
export type HarnessOptions = {
  readonly settings?: Partial<EventSettings>;
  readonly store?: EventStore;
  readonly clock?: VirtualClock;
  readonly api?: Partial<DataApiOptions>;
  readonly network?: () => 'request lost' | 'answer lost' | Response | undefined;
  readonly random?: () => number;
  readonly owner?: string;
};

export function harness(options: HarnessOptions = {}): Harness {
  const { store = memoryStore(), clock = new VirtualClock(), network, random = () => 0 } = options;
  const accepted: CreateEventRequest[] = [];
  const sentAt: number[] = [];
  const log: RelayLog[] = [];
  const api = dataApiStandIn({
    workspaceId: 'WORKSPACE',
    key: 'data-api-key',
    now: clock.now,
    onAccepted: (request) => accepted.push(request),
    ...options.api,
  });
  const fetch: LiveFetch = async (url, { method, headers, body }) => {
    sentAt.push(clock.now());
    const fault = network?.();
    if (fault === 'request lost')
      throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
    if (fault instanceof Response) return fault;
    const path = new URL(url).pathname;
    const answer = api({ method, path, headers: { get: (name) => headers[name] }, body });
    if (fault === 'answer lost')
      throw new TypeError('fetch failed', { cause: { code: 'UND_ERR_SOCKET' } });
    return responseOf(answer);
  };
  const relay = createRelay({
    settings: { ...defaultEventSettings(), ...options.settings },
    access: { base: 'http://127.0.0.1:9', workspaceId: 'WORKSPACE', key: 'data-api-key' },
    store,
    fetch,
    clock,
    random,
    log: (entry) => log.push(entry),
    owner: options.owner ?? 'relay',
  });
  return {
    clock,
    relay,
    store,
    accepted,
    sentAt,
    log,
    async receive(event, passId, more = {}) {
      const body = JSON.stringify({ event, pass: webhookPass(passId, more) });
      const { status } = await relay.receive({
        method: 'PUT',
        path: '/',
        headers: NO_HEADERS,
        body,
      });
      return status;
    },
    async drain(rounds = 100) {
      for (let round = 0; round < rounds; round += 1) {
        const { nextAt, settled } = await relay.step();
        if (settled.length === 0 && nextAt === undefined) return;
        if (settled.length === 0) clock.at = Math.max(clock.at, nextAt ?? 0);
      }
    },
  };
}

export const NO_HEADERS = { get: (): undefined => undefined };

/** The pass of a webhook, whose user has the MoEngage ID `user-` and the id of the pass. */
export function webhookPass(
  id: string,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    id,
    classId: 'project',
    protocol: 100,
    personDetails: { externalId: `user-${id}` },
    ...more,
  };
}

/** The names and passes of the events that were accepted, in order. */
export function names({ accepted }: Harness): readonly string[] {
  return accepted.flatMap(({ customer_id: user, actions }) =>
    actions.map(({ action }) => `${user}: ${action}`),
  );
}

function responseOf({ status, headers, body }: StandInAnswer): Response {
  return new Response(JSON.stringify(body), { status, ...(headers && { headers }) });
}
