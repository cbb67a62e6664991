import { FindingsError } from '../diagnostics/index.ts';
import { ENDPOINTS, type Endpoint, type EndpointName } from './endpoints.ts';
import { badAnswer, jsonOf, problemFinding, type Problem } from './problems.ts';
import { sendOnce, type AccountAccess, type LiveFetch, type Reply } from './send.ts';
import { backOff, LONGEST_PAUSE, Pacer, TRIES, type LiveClock } from './timing.ts';

/** What a client needs of its surroundings. `random` gives numbers from 0 to below 1. */
type ClientOptions = {
  readonly fetch: LiveFetch;
  readonly clock: LiveClock;
  readonly random: () => number;
  /** What to say of a server that does not answer, where more is known than the system says. */
  readonly unreachableHint?: string | undefined;
  /** Told of a pause before the next try: how many milliseconds, and why. */
  readonly onPause?: ((milliseconds: number, why: string) => void) | undefined;
};

/** Asks an account by HTTP: paced by the limits of each call, tried again after 429, server errors and lost connections. */
export class AccountClient {
  private readonly access: AccountAccess;
  private readonly options: ClientOptions;
  private readonly pacer: Pacer;

  constructor(access: AccountAccess, options: ClientOptions) {
    this.access = access;
    this.options = options;
    this.pacer = new Pacer(options.clock);
  }

  /** The host that is asked, for people. */
  get host(): string {
    return new URL(this.access.base).host;
  }

  /**
   * The answer to a request, a JSON object. Throws a FindingsError where there is none after five tries, or where the account
   * refuses; `refused` may give an answer in place of that error.
   */
  async ask<T = never>(
    name: EndpointName,
    body: string,
    refused?: (problem: Problem) => T | undefined,
  ): Promise<Readonly<Record<string, unknown>> | T> {
    const endpoint = ENDPOINTS[name];
    for (let tried = 1; ; tried += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      await this.pacer.turn(name, endpoint.perMinute);
      // oxlint-disable-next-line no-await-in-loop -- as above
      const result = await sendOnce(this.access, { path: endpoint.path, body }, this.options);
      if (result.kind === 'answer') return readAnswer(result.text, endpoint);
      const isLast = tried >= TRIES || !result.isPassing;
      const pause = result.pause ?? backOff(tried, this.options.random);
      if (isLast || pause > LONGEST_PAUSE) return giveUp(result, endpoint, refused);
      this.options.onPause?.(pause, whyOf(result));
      this.pacer.pause(pause);
    }
  }
}

function giveUp<T>(
  result: Exclude<Reply, { readonly kind: 'answer' }>,
  endpoint: Endpoint,
  refused: ((problem: Problem) => T | undefined) | undefined,
): T {
  if (result.kind === 'lost') throw new FindingsError([result.finding]);
  const instead = refused?.(result.problem);
  if (instead !== undefined) return instead;
  throw new FindingsError([problemFinding(result.problem, endpoint)]);
}

function readAnswer(text: string, endpoint: Endpoint): Readonly<Record<string, unknown>> {
  const json = jsonOf(text);
  if (json === undefined) throw new FindingsError([badAnswer(endpoint, 'a JSON object')]);
  return json;
}

/** Why a request is tried again, for people. */
function whyOf(result: Exclude<Reply, { readonly kind: 'answer' }>): string {
  return result.kind === 'lost' ? result.finding.message : `status ${result.problem.status}`;
}
