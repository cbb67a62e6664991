import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { metricsText, type EventStore, type Relay } from '../events/index.ts';
import { answer, bodyOf, JSON_TYPE, listen, refuse } from './loopback.ts';

/** What a server of webhooks works with, and where it listens. */
type EventServerOptions = {
  readonly relay: Relay;
  readonly store: EventStore;
  readonly host: string;
  readonly port: number;
};

/** A server that listens. `close` takes no more requests, and resolves when all that came are answered. */
type EventServer = { readonly url: string; close(): Promise<void> };

/** So long a server that ends waits for a request that is still being sent, in milliseconds. */
const PATIENCE = 3000;

/** Listens for webhooks under every path; `GET /health` and `GET /metrics` are about the relay. Pages of a browser get no answer. */
export async function serveEvents(options: EventServerOptions): Promise<EventServer> {
  const { host, port: wanted } = options;
  const server = createServer((request, response) => {
    respond(options, request, response).catch(() => {
      if (!response.headersSent) refuse(response, 500);
    });
  });
  const hint = 'name another --port or --host';
  const { port, address, family } = await listen(server, {
    port: wanted,
    host,
    what: 'the relay',
    hint,
  });
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      await new Promise<void>((resolve) => {
        const patience = setTimeout(() => server.closeAllConnections(), PATIENCE);
        server.close(() => {
          clearTimeout(patience);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

async function respond(
  { relay, store }: EventServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '/', headers } = request;
  // A page of a browser says where it is from; a server does not.
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined)
    return refuse(response, 403);
  const [path = ''] = url.split('?');
  if (method === 'GET' && path === '/health') return health(relay, response);
  if (method === 'GET' && path === '/metrics') {
    const text = metricsText(relay.counts, await store.status(), Date.now());
    return answer(response, 'text/plain; version=0.0.4; charset=utf-8', text);
  }
  const body = await bodyOf(request);
  if (body === undefined) return refuse(response, 413);
  const header = (name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const { status, body: said } = await relay.receive({
    method,
    path,
    headers: { get: header },
    body,
  });
  return answer(response, JSON_TYPE, JSON.stringify(said), status);
}

function health({ problem }: Relay, response: ServerResponse): void {
  const body = problem === undefined ? { ok: true } : { ok: false, code: problem };
  const status = problem === undefined ? 200 : 503;
  answer(response, JSON_TYPE, JSON.stringify(body), status);
}
