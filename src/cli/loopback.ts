import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FindingsError } from '../diagnostics/index.ts';
import { systemReason } from './system-errors.ts';

/** A server on 127.0.0.1 whose address, for its user alone, holds a random token. `close` ends all connections and frees the port. */
export type LoopbackServer = { readonly url: string; close(): Promise<void> };

/** How a server answers a request that it lets in, for a path such as `/state`. */
type OnRequest = (path: string, request: IncomingMessage, response: ServerResponse) => void;

/**
 * How a server starts: on which port (0: any that is free), where a request has its token, and what it is for, for the error where it cannot
 * start. With `path` the token is the first part of each path. With `header` a request has it as `Authorization: Bearer …`: only `/` goes
 * without, and the address has the token in its fragment, which no browser sends.
 */
type LoopbackOptions = {
  readonly port?: number;
  readonly token?: 'path' | 'header';
  readonly what: string;
  readonly hint: string;
};

/** So many bytes of a request are read. */
const MOST_BYTES = 8_000_000;

/** Headers of every answer: nothing is stored, framed or read by another site. */
export const LOOPBACK_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Serves on 127.0.0.1, with a random token. A request without the token, for another host name (a page elsewhere
 * that has its name lead here) or from another site is answered with 403 and nothing else.
 */
export async function serveOnLoopback(
  onRequest: OnRequest,
  { port: wanted = 0, token: place = 'path', what, hint }: LoopbackOptions,
): Promise<LoopbackServer> {
  const token = randomBytes(24).toString('base64url');
  let hosts: ReadonlySet<string> = new Set();
  const server = createServer((request, response) => {
    const isOwn = isFromHere(request, hosts);
    const path = isOwn ? PLACES[place].pathOf(request, token) : undefined;
    if (path === undefined) refuse(response, 403);
    else onRequest(path, request, response);
  });
  const { port } = await listen(server, { port: wanted, host: '127.0.0.1', what, hint });
  hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  return {
    url: `http://127.0.0.1:${port}${PLACES[place].address(token)}`,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Has a server listen, and says where. Throws a FindingsError with the hint where it cannot; `what` is what it is for. */
export async function listen(
  server: Server,
  {
    port,
    host,
    what,
    hint,
  }: {
    readonly port: number;
    readonly host: string;
    readonly what: string;
    readonly hint: string;
  },
): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const message = `${what} cannot be served: ${systemReason(error).text}`;
      reject(new FindingsError([{ code: 'cli/cannot-serve', severity: 'error', message, hint }]));
    });
    server.listen(port, host, resolve);
  });
  return server.address() as AddressInfo;
}

/** The type of an answer that is JSON. */
export const JSON_TYPE = 'application/json; charset=utf-8';

/** Answers with a status and nothing else. */
export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...LOOPBACK_HEADERS, 'content-type': 'text/plain' });
  response.end();
}

/** Answers with a text. */
export function answer(response: ServerResponse, type: string, body: string, status = 200): void {
  response.writeHead(status, { ...LOOPBACK_HEADERS, 'content-type': type });
  response.end(body);
}

/** The body of a request as text; undefined where it has more than eight million bytes. */
export async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  return size > MOST_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

/** Whether a request is for a name of this machine, and no page of another site has made it. */
function isFromHere({ headers }: IncomingMessage, hosts: ReadonlySet<string>): boolean {
  const { host, origin } = headers;
  if (host === undefined || !hosts.has(host)) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  const site = headers['sec-fetch-site'];
  const isNavigation = headers['sec-fetch-mode'] === 'navigate';
  return site === undefined || site === 'same-origin' || site === 'none' || isNavigation;
}

type TokenPlace = {
  /** What comes behind the port in the address that the user gets. */
  address(token: string): string;
  /** The path that is asked for, or undefined for a request that gets no answer. */
  pathOf(request: IncomingMessage, token: string): string | undefined;
};

const PLACES: Readonly<Record<'path' | 'header', TokenPlace>> = {
  path: {
    address: (token) => `/${token}/`,
    pathOf({ url = '' }, token) {
      const [path = ''] = url.split('?');
      const rest = path.slice(1 + token.length);
      return isSame(path.slice(1, 1 + token.length), token) && rest.startsWith('/')
        ? rest
        : undefined;
    },
  },
  header: {
    address: (token) => `/#token=${token}`,
    pathOf({ url = '', method, headers }, token) {
      const [path = ''] = url.split('?');
      if (path === '/' && (method === 'GET' || method === 'HEAD')) return path;
      const given = /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1] ?? '';
      return isSame(given, token) ? path : undefined;
    },
  },
};

/** Whether two texts are the same, in a time that does not tell how far they are. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
