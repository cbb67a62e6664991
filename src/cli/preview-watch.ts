import type { CampaignFiles } from '../campaign/index.ts';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import {
  buildPreviewPage,
  emptyPreview,
  problemOf,
  toPageJson,
  type PreviewData,
  type PreviewState,
} from '../preview/index.ts';
import type { Files } from './files.ts';
import { startPreviewServer, type PreviewServer } from './preview-server.ts';
import { TrackedFiles } from './tracked-files.ts';
import { ended } from './until-stopped.ts';
import { FolderWatch } from './watch-folders.ts';

/** What is watched: how a preview is made of files, until when, and what is told to the user. */
type WatchRequest = {
  readonly files: Files;
  readonly campaign: string;
  readonly make: (files: CampaignFiles) => Promise<{ readonly data: PreviewData }>;
  readonly signal: AbortSignal;
  readonly onReady: (url: string) => Promise<void>;
  /** Is told of each preview that is made once the server runs. */
  readonly onMade: (made: Rebuilt) => Promise<void>;
};

/** What a change came to: another preview, or the findings that stopped it. */
export type Rebuilt = { readonly data: PreviewData } | { readonly findings: readonly Finding[] };

/** Serves a preview and makes it again whenever a file that it read, or might have read, changes. Ends with the signal. */
export async function watchPreview(request: WatchRequest): Promise<void> {
  const session = new WatchSession(request);
  await session.rebuild();
  const server = await startPreviewServer({
    page: () => buildPreviewPage(session.state),
    state: () => toPageJson(session.state),
    version: () => session.state.version ?? 0,
  });
  session.server = server;
  if (!request.signal.aborted) {
    await request.onReady(server.url);
    await ended(request.signal);
  }
  session.close();
  await server.close();
}

/** What is served: the last good preview, and what is wrong since. */
class WatchSession {
  state: PreviewState;
  server: PreviewServer | undefined;
  readonly #request: WatchRequest;
  readonly #watch: FolderWatch = new FolderWatch(() => this.#changed());
  #isBuilding = false;
  #isStale = false;

  constructor(request: WatchRequest) {
    this.#request = request;
    this.state = { data: emptyPreview(request.campaign), watching: true, version: 0 };
  }

  /** Makes the preview and tells the pages; watches whatever it was made of. A change meanwhile makes it once more. */
  async rebuild(): Promise<void> {
    this.#isBuilding = true;
    this.#isStale = false;
    const tracked = new TrackedFiles(this.#request.files);
    const made = await this.#attempt(tracked);
    const next = this.#stateOf(made);
    this.#watch.watch(tracked.watched());
    this.state = { ...next, watching: true, version: (this.state.version ?? 0) + 1 };
    this.server?.update();
    if (this.server !== undefined) await this.#request.onMade(made).catch(() => undefined);
    this.#isBuilding = false;
    if (this.#isStale) await this.rebuild();
  }

  close(): void {
    this.#watch.close();
  }

  #changed(): void {
    this.#isStale = true;
    if (!this.#isBuilding) void this.rebuild();
  }

  async #attempt(tracked: TrackedFiles): Promise<Rebuilt> {
    try {
      return { data: (await this.#request.make(tracked)).data };
    } catch (error) {
      return { findings: error instanceof FindingsError ? error.findings : [internal(error)] };
    }
  }

  #stateOf(made: Rebuilt): PreviewState {
    if ('data' in made) return { data: made.data };
    const { sources, secrets } = this.#request.files;
    return { data: this.state.data, problem: problemOf(made.findings, sources, secrets) };
  }
}

function internal(error: unknown): Finding {
  const what = error instanceof Error ? error.name : typeof error;
  const message = `something went wrong inside smartpass (${what})`;
  return { code: 'cli/internal', severity: 'error', message };
}
