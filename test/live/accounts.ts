import {
  AccountClient,
  ENDPOINTS,
  StandIn,
  type EndpointName,
  type LiveClock,
  type LiveFetch,
  type StandInAnswer,
  type StandInOptions,
} from '../../src/live/index.ts';
import { wrongAnswer, wrongRequest } from './contract.ts';

/** The key of every account here; it may be in nothing that is printed. */
export const KEY = 'Canary-live-api-key-1';
export const WORKSPACE = 'WORKSPACE1';

/** A clock that goes on by its sleeps alone: nothing waits in real time. */
export class VirtualClock implements LiveClock {
  at = 1_760_000_000_000;
  readonly slept: number[] = [];

  now(): number {
    return this.at;
  }

  async sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    const until = this.at + milliseconds;
    await Promise.resolve();
    this.at = Math.max(this.at, until);
  }
}

/** One request as it went out: when, where, and what it said. */
export type Sent = {
  readonly at: number;
  readonly url: string;
  readonly name: EndpointName;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** An account in this process, whose requests and answers are held against the contract. */
export type TestAccount = {
  readonly client: AccountClient;
  readonly clock: VirtualClock;
  readonly sent: readonly Sent[];
  /** What broke the contract. */
  readonly wrong: readonly string[];
};

/** What stands between client and account: an answer of its own, or undefined to let the request through. */
export type Between = (sent: Sent, count: number) => StandInAnswer | Error | undefined;

/** Changes the answer that an account gives. */
export type Changed = (answer: StandInAnswer) => StandInAnswer;

/** A client of a stand-in account, without a network. */
export function accountOf(
  options: Partial<StandInOptions> & Pick<StandInOptions, 'render'>,
  { between, changed }: { readonly between?: Between; readonly changed?: Changed } = {},
): TestAccount {
  const clock = new VirtualClock();
  const standIn = new StandIn({
    workspaceId: WORKSPACE,
    key: KEY,
    now: () => clock.now(),
    ...options,
  });
  const sent: Sent[] = [];
  const wrong: string[] = [];
  const fetch: LiveFetch = async (url, { headers, body }) => {
    const path = new URL(url).pathname;
    const name = endpointAt(path);
    const one = { at: clock.now(), url, name, headers, body };
    sent.push(one);
    wrong.push(...wrongRequest(name, body));
    const instead = between?.(one, sent.length);
    if (instead instanceof Error) throw instead;
    const own = path.replace('/account', '');
    const request = { method: 'POST', path: own, headers: headersOf(headers), body };
    const answered = instead ?? (await standIn.answer(request));
    const answer = changed?.(answered) ?? answered;
    if (instead === undefined) wrong.push(...wrongAnswer(name, answer.status, answer.body));
    return responseOf(answer);
  };
  const access = { base: 'http://127.0.0.1:1/account', workspaceId: WORKSPACE, key: KEY };
  const client = new AccountClient(access, { fetch, clock, random: () => 0 });
  return { client, clock, sent, wrong };
}

function headersOf(headers: Readonly<Record<string, string>>): {
  get(name: string): string | undefined;
} {
  return new Map(Object.entries(headers));
}

function responseOf({ status, headers, body }: StandInAnswer): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { ...headers } });
}

function endpointAt(path: string): EndpointName {
  const found = Object.entries(ENDPOINTS).find(
    ([, endpoint]) => path === `/account${endpoint.path}`,
  );
  if (found === undefined) throw new Error(`no endpoint at ${path}`);
  return found[0] as EndpointName;
}
