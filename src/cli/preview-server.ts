import { EVENT_STREAM, EventStream } from './event-stream.ts';
import { answer, JSON_TYPE, refuse, serveOnLoopback } from './loopback.ts';

/** What is served: the page, and the state that a page asks for when it is told of news. `version` counts the states. */
type ServedPreview = {
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

/** Serves a preview on a free port of this machine, as `serveOnLoopback` does. */
export async function startPreviewServer(preview: ServedPreview): Promise<PreviewServer> {
  const events = new EventStream(() => preview.version());
  const server = await serveOnLoopback(
    (path, request, response) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
      switch (path) {
        case '/':
          return answer(response, 'text/html; charset=utf-8', preview.page());
        case '/state':
          return answer(response, JSON_TYPE, preview.state());
        case '/events':
          // HEAD asks for the headers alone: a stream that goes on would never answer it.
          return request.method === 'HEAD'
            ? answer(response, EVENT_STREAM, '')
            : events.open(response);
        default:
          return refuse(response, 404);
      }
    },
    { what: 'the preview', hint: 'write it to a file: --html preview.html' },
  );
  return {
    url: server.url,
    update: () => events.update(),
    async close() {
      events.close();
      await server.close();
    },
  };
}
