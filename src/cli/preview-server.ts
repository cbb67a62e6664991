import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FindingsError } from '../diagnostics/index.ts';
import { systemReason } from './system-errors.ts';

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

const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

const EVENT_STREAM = 'text/event-stream';

/** How often open pages are sent a sign of life, in milliseconds. */
const HEARTBEAT = 20_000;

/**
 * Serves a preview on a free port of 127.0.0.1 under a path that holds a random token. A request without the token, for
 * another host name (a page elsewhere that has its name lead here) or from another site is answered with 403 and nothing else.
 */
export async function startPreviewServer(preview: ServedPreview): Promise<PreviewServer> {
  const token = randomBytes(24).toString('base64url');
  const listeners = new Set<ServerResponse>();
  let hosts: ReadonlySet<string> = new Set();
  const server = createServer((request, response) => {
    const path = pathOf(request, token, hosts);
    if (path === undefined) return refuse(response, 403);
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
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotServe(error)));
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const heartbeat = setInterval(() => {
    for (const listener of listeners) listener.write(':\n\n');
  }, HEARTBEAT);
  return {
    url: `http://127.0.0.1:${port}/${token}/`,
    update() {
      for (const listener of listeners) tell(listener, preview.version());
    },
    async close() {
      clearInterval(heartbeat);
      for (const listener of listeners) listener.end();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function cannotServe(error: unknown): FindingsError {
  const message = `the preview cannot be served: ${systemReason(error).text}`;
  const hint = 'write it to a file: --html preview.html';
  return new FindingsError([{ code: 'cli/cannot-serve', severity: 'error', message, hint }]);
}

/** The path after the token, or undefined for a request that gets no answer. */
function pathOf(
  { headers, url = '' }: IncomingMessage,
  token: string,
  hosts: ReadonlySet<string>,
): string | undefined {
  const { host, origin } = headers;
  if (host === undefined || !hosts.has(host)) return undefined;
  if (origin !== undefined && origin !== `http://${host}`) return undefined;
  const site = headers['sec-fetch-site'];
  const isNavigation = headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation)
    return undefined;
  const [path = ''] = url.split('?');
  const given = Buffer.from(path.slice(1, 1 + token.length));
  const expected = Buffer.from(token);
  const isToken = given.length === expected.length && timingSafeEqual(given, expected);
  const rest = path.slice(1 + token.length);
  return isToken && rest.startsWith('/') ? rest : undefined;
}

function answer(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { ...HEADERS, 'content-type': type });
  response.end(body);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain' });
  response.end();
}

function listen(response: ServerResponse, listeners: Set<ServerResponse>, version: number): void {
  response.writeHead(200, { ...HEADERS, 'content-type': EVENT_STREAM });
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
  response.on('error', () => listeners.delete(response));
  response.write('retry: 1000\n\n');
  tell(response, version);
}

function tell(response: ServerResponse, version: number): void {
  response.write(`event: state\ndata: ${version}\n\n`);
}
