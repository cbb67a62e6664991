import { Dict, parseJson, str } from '../jinja/index.ts';
import type { ContentApiAnswer, ContentApiCall, ContentApiResolver } from '../emulator/index.ts';

/** MoEngage waits so long for an answer, in milliseconds, and asks so often. */
const WAIT = 5000;
const TRIES = 3;

/** Answers may lead to further calls: so many renders are made to find them all. */
const ROUNDS = 10;

/** What fetches: `fetch` of the platform, or a stand-in. */
export type Fetch = (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;

/** How answers are fetched. */
export type FetchOptions = {
  readonly fetch?: Fetch;
  /** Milliseconds to wait for one try. */
  readonly wait?: number;
};

/**
 * Fetches the answers to the Content API calls that a render makes, for a render does not wait: `dryRun` renders with a
 * resolver that knows the answers so far, and is run again until it asks for nothing new. The result answers them all.
 */
export async function fetchAnswers(
  base: string,
  dryRun: (resolver: ContentApiResolver) => void,
  options: FetchOptions = {},
): Promise<ContentApiResolver> {
  const known = new Map<string, ContentApiAnswer>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const wanted = new Map<string, ContentApiCall>();
    dryRun((call) => {
      const key = urlOf(base, call);
      const answer = known.get(key);
      if (answer === undefined) wanted.set(key, call);
      return answer ?? { failure: 'unrecorded' };
    });
    if (wanted.size === 0) break;
    const answers = [...wanted.keys()].map(async (url) => [url, await ask(url, options)] as const);
    for (const [url, answer] of await Promise.all(answers)) known.set(url, answer);
  }
  return (call) => known.get(urlOf(base, call)) ?? { failure: 'unrecorded' };
}

/** The address of a call: the name below the base URL, the parameters as its query. */
export function urlOf(base: string, { name, params }: ContentApiCall): string {
  const url = new URL(`${base.replace(/\/$/, '')}/${encodeURIComponent(name)}`);
  for (const [key, value] of params.entries())
    url.searchParams.append(str(key), value instanceof Dict ? value.repr() : str(value));
  return url.href;
}

/** One call: up to three tries of five seconds each. An answer that is no JSON, or an error of the caller's, is not tried again. */
async function ask(url: string, options: FetchOptions): Promise<ContentApiAnswer> {
  const { fetch: get = fetch, wait = WAIT } = options;
  let last: ContentApiAnswer = { failure: 'timeout' };
  for (let tried = 0; tried < TRIES; tried += 1) {
    try {
      const response = await get(url, { signal: AbortSignal.timeout(wait) });
      const text = await response.text();
      if (response.ok) return answerOf(text);
      last = { failure: 'http-error', detail: `status ${response.status}` };
      if (response.status < 500 && response.status !== 429) return last;
    } catch (error) {
      last = failureOf(error);
    }
  }
  return last;
}

function answerOf(text: string): ContentApiAnswer {
  try {
    return { answer: parseJson(text) };
  } catch {
    return { failure: 'not-json' };
  }
}

function failureOf(error: unknown): ContentApiAnswer {
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError' || name === 'AbortError') return { failure: 'timeout' };
  const cause =
    error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  const code = typeof cause?.code === 'string' ? cause.code : 'no connection';
  return { failure: 'http-error', detail: code };
}
