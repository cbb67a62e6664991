import type { IncomingMessage, ServerResponse } from 'node:http';
import { EventStream } from './event-stream.ts';
import { answer, bodyOf, JSON_TYPE, refuse, serveOnLoopback } from './loopback.ts';
import type { Precondition, StudioFiles } from './studio-files.ts';
import { FolderWatch } from './watch-folders.ts';

/** A running studio: its address with the token in the fragment, and how it ends. */
export type StudioServer = { readonly url: string; close(): Promise<void> };

const HTML_TYPE = 'text/html; charset=utf-8';

/**
 * Serves the studio's page, which holds nothing of the campaign, and to those who have the token the campaign's files: `GET /workspace`,
 * `GET /events` (a stream that tells of changes by any program), `PUT /files?path=…` with `If-Match: "hash"` or `If-None-Match: *`.
 */
export async function startStudioServer(page: string, files: StudioFiles): Promise<StudioServer> {
  let version = 0;
  const events = new EventStream(() => version);
  const watch = new FolderWatch(() => {
    version += 1;
    void files.workspace().then(
      () => watch.watch(files.watched()),
      () => undefined,
    );
    events.update();
  });
  const routes = new Map<string, (request: IncomingMessage, response: ServerResponse) => unknown>([
    ['GET /', (_request, response) => answer(response, HTML_TYPE, page)],
    ['HEAD /', (_request, response) => answer(response, HTML_TYPE, '')],
    ['GET /events', (_request, response) => events.open(response)],
    [
      'GET /workspace',
      async (_request, response) => {
        const workspace = await files.workspace();
        watch.watch(files.watched());
        answer(response, JSON_TYPE, JSON.stringify(workspace));
      },
    ],
    ['PUT /files', (request, response) => putFile(files, request, response)],
  ]);
  const server = await serveOnLoopback(
    (path, request, response) => {
      const route = routes.get(`${request.method} ${path}`);
      if (route === undefined) return refuse(response, 404);
      Promise.resolve()
        .then(() => route(request, response))
        .catch(() => (response.headersSent ? response.destroy() : refuse(response, 500)));
    },
    { token: 'header', what: 'the studio', hint: 'write it to a file: --export studio.html' },
  );
  return {
    url: server.url,
    async close() {
      watch.close();
      events.close();
      await server.close();
    },
  };
}

/** 200 with the new hash, 409 with what is on the disk, 403 with the reason, 428 for a change that does not say what it is a change of. */
async function putFile(
  files: StudioFiles,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '', 'http://localhost').searchParams.get('path') ?? '';
  const expected = preconditionOf(request);
  if (expected === undefined) return refuse(response, 428);
  const text = await bodyOf(request);
  if (text === undefined) return refuse(response, 413);
  const written = await files.write(path, text, expected);
  const send = (status: number, body: unknown): void =>
    answer(response, JSON_TYPE, JSON.stringify(body), status);
  if (written.kind === 'refused') return send(403, { message: written.why });
  if (written.kind === 'conflict') return send(409, written.file);
  return send(200, { path: written.file.path, hash: written.file.hash });
}

function preconditionOf({ headers }: IncomingMessage): Precondition | undefined {
  if (headers['if-none-match'] === '*') return 'absent';
  const hash = /^"([0-9a-f]{64})"$/.exec(headers['if-match'] ?? '')?.[1];
  return hash === undefined ? undefined : { hash };
}
