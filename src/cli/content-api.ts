import { FindingsError } from '../diagnostics/index.ts';
import { parseJson, str } from '../jinja/index.ts';
import type { ContentApiAnswer, ContentApiCall, ContentApiResolver } from '../emulator/index.ts';

/** MoEngage waits so long for an answer, in milliseconds, and asks so often. */
const WAIT = 5000;
const TRIES = 3;

/** Answers may lead to further calls; a render that makes more different ones than this is given up. */
const MOST_CALLS = 1000;

/** So many bytes of an answer are read, after unpacking. */
const MOST_BYTES = 5_000_000;

/** So many redirects are followed, and only on the server that was asked. */
const REDIRECTS = 5;

/** What fetches: `fetch` of the platform, or a stand-in. */
type Fetch = (
  url: string,
  init: { readonly signal: AbortSignal; readonly redirect: 'manual' },
) => Promise<Response>;

/** How answers are fetched. */
type FetchOptions = {
  readonly fetch?: Fetch;
  /** Milliseconds to wait for one try. */
  readonly wait?: number;
};

/**
 * Fetches the answers to the Content API calls that a render makes, for a render does not wait: `dryRun` renders with a
 * resolver that knows the answers so far, and is run again until it asks for nothing new. The result answers them all. Throws a
 * FindingsError for a base that is not the address of a server, and for a render that never ends asking.
 */
export async function fetchAnswers(
  base: string,
  dryRun: (resolver: ContentApiResolver) => void,
  options: FetchOptions = {},
): Promise<ContentApiResolver> {
  checkBase(base);
  const known = new Map<string, ContentApiAnswer>();
  const answerTo = (call: ContentApiCall, ask?: (url: string) => void): ContentApiAnswer => {
    const url = urlOf(base, call);
    if (url === undefined)
      return {
        failure: 'not-asked',
        detail: 'its name or a parameter cannot be part of an address',
      };
    const answer = known.get(url);
    if (answer === undefined) ask?.(url);
    return answer ?? { failure: 'unrecorded' };
  };
  for (;;) {
    const wanted = new Set<string>();
    dryRun((call) => answerTo(call, (url) => wanted.add(url)));
    if (wanted.size === 0) return (call) => answerTo(call);
    if (known.size + wanted.size > MOST_CALLS) throw wrongBase(base, TOO_MANY);
    const answers = [...wanted].map(async (url) => [url, await ask(url, options)] as const);
    for (const [url, answer] of await Promise.all(answers)) known.set(url, answer);
  }
}

type Problem = { readonly message: string; readonly hint: string };

const TOO_MANY: Problem = {
  message: `the template makes more than ${MOST_CALLS} different calls of Content APIs`,
  hint: 'MoEngage makes each of them for each user: ask for what belongs together in one call',
};

function checkBase(base: string): void {
  const hint =
    'give the address that the names of the APIs are put behind, such as http://127.0.0.1:8080/api';
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (url === undefined) throw wrongBase(base, { message: 'this is not an address', hint });
  if ([url.search, url.hash, url.username, url.password].some((part) => part !== ''))
    throw wrongBase(base, {
      message:
        'the address of the Content APIs has a query, a fragment or a user, which no call can keep',
      hint,
    });
}

/** An address without what may be a password or a key in it. */
function shown(base: string): string {
  return base.replace(/^([a-z]+:)?(\/\/)?[^/?#]*@/i, '$1$2').replace(/[?#].*$/s, '');
}

function wrongBase(base: string, { message, hint }: Problem): FindingsError {
  return new FindingsError([
    {
      code: 'cli/content-api',
      severity: 'error',
      message: `--content-api ${shown(base)}: ${message}`,
      hint,
    },
  ]);
}

/**
 * The address of a call: the name below the base URL, the parameters as its query; undefined for a name that is a step of a path
 * (`..`), or for text that is not Unicode.
 */
export function urlOf(base: string, { name, params }: ContentApiCall): string | undefined {
  const texts = Array.from(params.entries(), ([key, value]) => [str(key), str(value)] as const);
  if (/^\.{0,2}$/.test(name) || ![name, ...texts.flat()].every((text) => text.isWellFormed()))
    return undefined;
  const url = new URL(`${base.replace(/\/$/, '')}/${encodeURIComponent(name)}`);
  for (const [key, value] of texts) url.searchParams.append(key, value);
  return url.href;
}

/** One call: up to three tries of five seconds each. An answer that is no JSON, or an error of the caller's, is not tried again. */
async function ask(url: string, options: FetchOptions): Promise<ContentApiAnswer> {
  let last: ContentApiAnswer = { failure: 'timeout' };
  for (let tried = 0; tried < TRIES; tried += 1) {
    try {
      const response = await follow(url, options);
      if (response.ok) return answerOf(await textOf(response));
      await response.body?.cancel();
      last = { failure: 'http-error', detail: `status ${response.status}` };
      if (response.status < 500 && response.status !== 429) return last;
    } catch (error) {
      if (error instanceof RefusedAnswer) return { failure: 'http-error', detail: error.message };
      last = failureOf(error);
    }
  }
  return last;
}

/** An answer that is not taken: its message says why. */
class RefusedAnswer extends Error {}

/** The response to a request and to its redirects on the same server. */
async function follow(
  url: string,
  { fetch: get = fetch, wait = WAIT }: FetchOptions,
): Promise<Response> {
  const signal = AbortSignal.timeout(wait);
  let at = url;
  for (let steps = 0; steps <= REDIRECTS; steps += 1) {
    const response = await get(at, { signal, redirect: 'manual' });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = URL.canParse(location, at) ? new URL(location, at) : undefined;
    if (next?.origin !== new URL(url).origin)
      throw new RefusedAnswer('a redirect to another server, which is not followed');
    at = next.href;
  }
  throw new RefusedAnswer(`more than ${REDIRECTS} redirects`);
}

/** The text of an answer, read no further than it may be long. */
async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES)
      throw new RefusedAnswer(`an answer of more than ${MOST_BYTES / 1_000_000} MB`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
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
