import type { StudioStart } from '../protocol.ts';
import { recalled, remember } from './keep.ts';

/** Where the token is kept for as long as the tab is open: a reload has no fragment any more. */
const TOKEN = 'smartpass-token';

/**
 * What the page starts with. A page that was served takes the token out of its address, where it would be copied along, and asks its server
 * for the workspace; null where the server does not answer, as for a page alone.
 */
export async function startOf(): Promise<StudioStart> {
  const text = document.getElementById('state')?.textContent ?? 'null';
  const state = JSON.parse(text) as StudioStart | { readonly served: true };
  if (state === null || 'workspace' in state) return state;
  const token = takeToken();
  const answer = await fetch('workspace', authorised(token)).catch(() => undefined);
  if (answer?.ok !== true) return null;
  return { workspace: await answer.json(), server: { token } };
}

function takeToken(): string {
  const given = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (given === undefined) return recalled(TOKEN) ?? '';
  remember(TOKEN, given);
  history.replaceState(null, '', location.pathname);
  return given;
}

/** The options of a request that carries the token. */
export function authorised(
  token: string,
  headers: Readonly<Record<string, string>> = {},
): RequestInit {
  return { cache: 'no-store', headers: { ...headers, authorization: 'Bearer ' + token } };
}

/** What the page hears of its server. */
type OnServer = {
  /** The files of the campaign may be others now: `GET workspace` says what they are. */
  readonly onChange: () => void;
  /** Whether the server answers. */
  readonly onState: (isThere: boolean) => void;
};

/** Listens to the server's stream of changes, and looks for it again each second where it has ended. */
export async function listenToServer(
  token: string,
  { onChange, onState }: OnServer,
): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const answer = await fetch('events', authorised(token)).catch(() => undefined);
    onState(answer?.ok === true);
    if (answer?.status === 403) return;
    for await (const version of versionsIn(answer?.body ?? undefined)) {
      if (last !== undefined && last !== version) onChange();
      last = version;
    }
    onState(false);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** The versions that a stream of events tells of; it ends with the stream. */
async function* versionsIn(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | undefined,
): AsyncGenerator<string, void, undefined> {
  if (body === undefined) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value = '' } = await reader.read().catch(() => ({ done: true, value: '' }));
    if (done) return;
    const events = (text + value).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const version = /^data: (.*)$/m.exec(event)?.[1];
      if (version !== undefined) yield version;
    }
  }
}
