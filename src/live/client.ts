import { FindingsError } from '../diagnostics/index.ts';
import { ENDPOINTS, type Endpoint, type EndpointName } from './endpoints.ts';
import {
  badAnswer,
  jsonOf,
  problemFinding,
  readProblem,
  unreachable,
  type Problem,
} from './problems.ts';
import { askedPause, backOff, LONGEST_PAUSE, Pacer, TRIES, type LiveClock } from './timing.ts';

/** What sends a request: `fetch` of the platform, or a stand-in's. */
export type LiveFetch = (
  url: string,
  init: {
    readonly method: 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly redirect: 'manual';
    readonly signal: AbortSignal;
  },
) => Promise<Response>;

/** An account to ask. `base` is the address before the paths of the calls; the key is in no message and no error. */
export type AccountAccess = {
  readonly base: string;
  readonly workspaceId: string;
  readonly key: string;
};

/** What a client needs of its surroundings. `random` gives numbers from 0 to below 1. */
export type ClientOptions = {
  readonly fetch: LiveFetch;
  readonly clock: LiveClock;
  readonly random: () => number;
  /** What to say of a server that does not answer, where more is known than the system says. */
  readonly unreachableHint?: string | undefined;
  /** Told of a pause before the next try: how many milliseconds, and why. */
  readonly onPause?: ((milliseconds: number, why: string) => void) | undefined;
};

/** So long one request may take, in milliseconds. */
const PATIENCE = 60_000;

/** So many bytes of an answer are read. */
const MOST_BYTES = 64_000_000;

/** Answers after which the same request may succeed. */
const isPassing = (status: number): boolean => status === 429 || status >= 500;

/** What the system says of connections that may come about the next time. */
const PASSING: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
]);

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
      const result = await this.send(endpoint, body);
      if (result.kind === 'answer') return readAnswer(result.text, endpoint);
      const isLast = tried >= TRIES || !result.isPassing;
      const pause = result.pause ?? backOff(tried, this.options.random);
      if (isLast || pause > LONGEST_PAUSE) return giveUp(result, endpoint, refused);
      this.options.onPause?.(pause, whyOf(result));
      this.pacer.pause(pause);
    }
  }

  private async send(endpoint: Endpoint, body: string): Promise<Sent> {
    const { base, workspaceId, key } = this.access;
    try {
      const response = await this.options.fetch(`${base}${endpoint.path}`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${base64(`${workspaceId}:${key}`)}`,
          'content-type': 'application/json',
          'moe-appkey': workspaceId,
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE),
      });
      const text = await readText(response);
      if (text === undefined)
        return lost(unreachable(this.host, 'an answer without an end'), false);
      if (response.status === 200) return { kind: 'answer', text };
      return {
        kind: 'problem',
        problem: readProblem(response.status, text),
        isPassing: isPassing(response.status),
        pause: askedPause(response.headers, this.options.clock.now()),
      };
    } catch (error) {
      const reason = reasonOf(error);
      const finding = unreachable(this.host, reason, this.options.unreachableHint);
      return lost(finding, PASSING.has(reason) || isTimeout(error));
    }
  }
}

type Sent =
  | { readonly kind: 'answer'; readonly text: string }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly isPassing: boolean;
      readonly pause: number | undefined;
    }
  | {
      readonly kind: 'lost';
      readonly finding: ReturnType<typeof unreachable>;
      readonly isPassing: boolean;
      readonly pause: undefined;
    };

function lost(finding: ReturnType<typeof unreachable>, again: boolean): Sent {
  return { kind: 'lost', finding, isPassing: again, pause: undefined };
}

function giveUp<T>(
  result: Exclude<Sent, { readonly kind: 'answer' }>,
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

/** The text of an answer; undefined for one that is longer than anything an account sends. */
async function readText(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Why a request failed, in a word or two; never the request itself, which has the key. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no connection';
  if (isTimeout(error)) return `no answer within ${PATIENCE / 1000} seconds`;
  const cause = error.cause as { readonly code?: unknown } | undefined;
  return typeof cause?.code === 'string' ? cause.code : 'no connection';
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

/** Why a request is tried again, for people. */
function whyOf(result: Exclude<Sent, { readonly kind: 'answer' }>): string {
  return result.kind === 'lost' ? result.finding.message : `status ${result.problem.status}`;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
