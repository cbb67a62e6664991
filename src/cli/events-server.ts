import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FindingsError } from '../diagnostics/index.ts';
import { metricsText, type EventStore, type Relay } from '../events/index.ts';
import { answer, bodyOf, refuse } from './loopback.ts';
import { systemReason } from './system-errors.ts';

/** What a server of webhooks works with, and where it listens. */
export type EventServerOptions = {
  readonly relay: Relay;
  readonly store: EventStore;
  readonly host: string;
  readonly port: number;
};

/** A server that listens. `close` takes no more requests, and resolves when all that came are answered. */
export type EventServer = { readonly url: string; close(): Promise<void> };

/** Listens for webhooks under every path; `GET /health` and `GET /metrics` are about the relay. Pages of a browser get no answer. */
export async function serveEvents(options: EventServerOptions): Promise<EventServer> {
  const { host, port: wanted } = options;
  const server = createServer((request, response) => {
    respond(options, request, response).catch(() => {
      if (!response.headersSent) refuse(response, 500);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const message = `webhooks cannot be received: ${systemReason(error).text}`;
      const hint = 'name another --port or --host';
      reject(new FindingsError([{ code: 'cli/cannot-serve', severity: 'error', message, hint }]));
    });
    server.listen(wanted, host, resolve);
  });
  const { port, address, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
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
  if (method === 'GET' && path === '/health') return health(relay, store, response);
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
  return answer(response, 'application/json; charset=utf-8', JSON.stringify(said), status);
}

async function health(relay: Relay, store: EventStore, response: ServerResponse): Promise<void> {
  const isReadable = await store.status().then(
    () => true,
    () => false,
  );
  const ok = relay.isHealthy && isReadable;
  answer(response, 'application/json; charset=utf-8', JSON.stringify({ ok }), ok ? 200 : 503);
}
