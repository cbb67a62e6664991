import type { ServerResponse } from 'node:http';
import { LOOPBACK_HEADERS, refuse, serveOnLoopback } from './loopback.ts';

/** What is served: the page, and the state that a page asks for when it is told of news. `version` counts the states. */
export type ServedPreview = {
  page(): string;
  state(): string;
  version(): number;
};

/** A running server. `update` tells the open pages of a new state; `close` ends them and frees the port. */
export type PreviewServer = {
  readonly url: string;
  update(): void;
  close(): Promise<void>;
};

const EVENT_STREAM = 'text/event-stream';

/** How often open pages are sent a sign of life, in milliseconds. */
const HEARTBEAT = 20_000;

/** Serves a preview on a free port of this machine, as `serveOnLoopback` does. */
export async function startPreviewServer(preview: ServedPreview): Promise<PreviewServer> {
  const listeners = new Set<ServerResponse>();
  const server = await serveOnLoopback(
    (path, request, response) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
      switch (path) {
        case '/':
          return answer(response, 'text/html; charset=utf-8', preview.page());
        case '/state':
          return answer(response, 'application/json; charset=utf-8', preview.state());
        case '/events':
          // HEAD asks for the headers alone: a stream that goes on would never answer it.
          return request.method === 'HEAD'
            ? answer(response, EVENT_STREAM, '')
            : listen(response, listeners, preview.version());
        default:
          return refuse(response, 404);
      }
    },
    { what: 'the preview', hint: 'write it to a file: --html preview.html' },
  );
  const heartbeat = setInterval(() => {
    for (const listener of listeners) listener.write(':\n\n');
  }, HEARTBEAT);
  return {
    url: server.url,
    update() {
      for (const listener of listeners) tell(listener, preview.version());
    },
    async close() {
      clearInterval(heartbeat);
      for (const listener of listeners) listener.end();
      await server.close();
    },
  };
}

function answer(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { ...LOOPBACK_HEADERS, 'content-type': type });
  response.end(body);
}

function listen(response: ServerResponse, listeners: Set<ServerResponse>, version: number): void {
  response.writeHead(200, { ...LOOPBACK_HEADERS, 'content-type': EVENT_STREAM });
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
  response.on('error', () => listeners.delete(response));
  response.write('retry: 1000\n\n');
  tell(response, version);
}

function tell(response: ServerResponse, version: number): void {
  response.write(`event: state\ndata: ${version}\n\n`);
}
