import type { LiveFetch } from '../../live/index.ts';
import type { CreateEventRequest } from '../data-api/contract.ts';
import { dataApiStandIn, type DataApi } from '../data-api/stand-in.ts';
import type { EventSettings } from '../settings.ts';
import { memoryStore } from '../memory-store.ts';
import type { RelayLog } from '../receiver.ts';
import { createRelay, type Relay } from '../relay.ts';
import type { EventStore } from '../store.ts';
import type { Faults } from './faults.ts';
import type { Webhook } from './webhooks.ts';

/** Where and how the events of a loop are delivered: all of it on this machine, and a key that opens nothing. */
const ACCESS = { base: 'http://data-api.invalid', workspaceId: 'LOOP', key: 'loop' };

/** So long a slow answer takes, in milliseconds. */
const SLOW = 8000;

/** So many rounds one settling may take: more would mean that it never ends. */
const MOST_ROUNDS = 10_000;

/** What a line is told and tells. `passTime` moves the clock on. */
type LineOptions = {
  readonly settings: EventSettings;
  readonly now: () => number;
  readonly passTime: (milliseconds: number) => void;
  readonly faults: Faults;
  readonly log: (entry: RelayLog) => void;
  readonly onAnswer: (status: number, what: string) => void;
  readonly onAccepted: (request: CreateEventRequest) => void;
};

/** The line from PassKit's webhooks through the relay and its queue to the stand-in for the Data API. Time passes only where it is moved. */
export class DeliveryLine {
  readonly store: EventStore = memoryStore();
  /** When the relay has something to do next; undefined where nothing waits. */
  nextAt: number | undefined;
  private readonly options: LineOptions;
  private readonly api: DataApi;
  private relay: Relay;
  private starts = 0;
  private ended: Promise<undefined> = Promise.resolve(undefined);
  private end: () => void = () => undefined;

  constructor(options: LineOptions) {
    const { now, faults, onAccepted } = options;
    this.options = options;
    this.api = dataApiStandIn({
      workspaceId: ACCESS.workspaceId,
      key: ACCESS.key,
      now,
      fault: () =>
        faults.takes('rate-limit')
          ? 'rate-limit'
          : faults.takes('server-error')
            ? 'unknown-error'
            : undefined,
      onAccepted,
    });
    this.relay = this.start();
  }

  /** Hands a webhook to the relay, and says what it answered. */
  async receive({ method, body }: Webhook): Promise<string> {
    const headers = { get: () => undefined };
    const answer = await this.relay.receive({ method, path: '/', headers, body });
    return `${answer.status} ${JSON.stringify(answer.body)}`;
  }

  /** Lets the relay work until nothing is due. */
  async settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one round after the other
      const step = await Promise.race([this.relay.step(), this.ended]);
      if (step !== undefined && step.settled.length === 0) {
        this.nextAt = step.nextAt;
        return;
      }
    }
    throw new Error('the relay does not come to rest');
  }

  /** Ends the relay where it is and starts another one on the same queue. */
  restart(): void {
    const { end } = this;
    this.relay = this.start();
    end();
  }

  private start(): Relay {
    const { settings, now, log } = this.options;
    this.starts += 1;
    this.ended = new Promise((resolve) => {
      this.end = () => resolve(undefined);
    });
    return createRelay({
      settings,
      access: ACCESS,
      store: this.store,
      fetch: this.fetch,
      clock: { now, sleep: () => new Promise(() => undefined) },
      random: () => 0,
      log,
      owner: `loop-${this.starts}`,
    });
  }

  private readonly fetch: LiveFetch = async (url, { method, headers, body }) => {
    const { faults, passTime, onAnswer } = this.options;
    const given = new Map(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const path = url.slice(ACCESS.base.length);
    if (faults.takes('slow')) passTime(SLOW);
    const answer = this.api({ method, path, headers: { get: (name) => given.get(name) }, body });
    const said = JSON.stringify(answer.body);
    if (faults.takes('restart')) {
      onAnswer(answer.status, `${said}, which the relay did not note: it was restarted`);
      this.restart();
      return new Promise(() => undefined);
    }
    if (faults.takes('answer-lost')) {
      onAnswer(answer.status, `${said}, which was lost on its way`);
      throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
    }
    onAnswer(answer.status, said);
    return new Response(said, { status: answer.status, headers: { ...answer.headers } });
  };
}
