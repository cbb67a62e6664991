import { readProblem, unreachable, type Problem } from './problems.ts';
import { askedPause, retryAfter, type LiveClock } from './timing.ts';

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

/** What one request needs of its surroundings. */
export type SendOptions = {
  readonly fetch: LiveFetch;
  readonly clock: Pick<LiveClock, 'now'>;
  /** How long the answer may take, in milliseconds; a minute unless given. */
  readonly patience?: number | undefined;
  /** What to say of a server that does not answer, where more is known than the system says. */
  readonly unreachableHint?: string | undefined;
};

/** The path of a call below the address of the account, and its body, a text of JSON. */
type LiveRequest = { readonly path: string; readonly body: string };

/** What came of one request: an answer with status 200, a problem that the account names, or no answer at all. `isPassing` says whether the same request may succeed later. */
export type Reply =
  | { readonly kind: 'answer'; readonly text: string; readonly headers: Headers }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly isPassing: boolean;
      /** How long the account asks to be left alone, in milliseconds. */
      readonly pause: number | undefined;
    }
  | {
      readonly kind: 'lost';
      readonly finding: ReturnType<typeof unreachable>;
      readonly isPassing: boolean;
      readonly pause: undefined;
    };

/** So long one request may take unless its caller says otherwise, in milliseconds. */
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

/** Sends one request once, with the key of the account; never throws, and the key is in no reply. */
export async function sendOnce(
  { base, workspaceId, key }: AccountAccess,
  { path, body }: LiveRequest,
  { fetch, clock, patience = PATIENCE, unreachableHint }: SendOptions,
): Promise<Reply> {
  const { host } = new URL(base);
  try {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${base64(`${workspaceId}:${key}`)}`,
        'content-type': 'application/json',
        'moe-appkey': workspaceId,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const text = await readText(response);
    if (text === undefined) return lost(unreachable(host, 'an answer without an end'), false);
    if (response.status === 200) return { kind: 'answer', text, headers: response.headers };
    const { status, headers } = response;
    const asked = status === 429 ? askedPause : retryAfter;
    return {
      kind: 'problem',
      problem: readProblem(status, text),
      isPassing: isPassing(status),
      pause: asked(headers, clock.now()),
    };
  } catch (error) {
    const reason = reasonOf(error, patience);
    const finding = unreachable(host, reason, unreachableHint);
    return lost(finding, PASSING.has(reason) || isTimeout(error));
  }
}

function lost(finding: ReturnType<typeof unreachable>, isPassing: boolean): Reply {
  return { kind: 'lost', finding, isPassing, pause: undefined };
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
function reasonOf(error: unknown, patience: number): string {
  if (!(error instanceof Error)) return 'no connection';
  if (isTimeout(error)) return `no answer within ${patience / 1000} seconds`;
  const cause = error.cause as { readonly code?: unknown } | undefined;
  return typeof cause?.code === 'string' ? cause.code : 'no connection';
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
