import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FindingsError } from '../diagnostics/index.ts';
import { systemReason } from './system-errors.ts';

/** A server on 127.0.0.1 whose address holds a random token. `close` ends all connections and frees the port. */
export type LoopbackServer = { readonly url: string; close(): Promise<void> };

/** How a server answers a request for a path below its token, such as `/state`. */
export type OnRequest = (path: string, request: IncomingMessage, response: ServerResponse) => void;

/** How a server starts: on which port (0: any that is free), and what it is for, for the error where it cannot. */
export type LoopbackOptions = {
  readonly port?: number;
  readonly what: string;
  readonly hint: string;
};

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
 * Serves on 127.0.0.1 under a path that holds a random token. A request without the token, for another host name (a page elsewhere
 * that has its name lead here) or from another site is answered with 403 and nothing else.
 */
export async function serveOnLoopback(
  onRequest: OnRequest,
  { port: wanted = 0, what, hint }: LoopbackOptions,
): Promise<LoopbackServer> {
  const token = randomBytes(24).toString('base64url');
  let hosts: ReadonlySet<string> = new Set();
  const server = createServer((request, response) => {
    const path = pathOf(request, token, hosts);
    if (path === undefined) refuse(response, 403);
    else onRequest(path, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const message = `${what} cannot be served: ${systemReason(error).text}`;
      reject(new FindingsError([{ code: 'cli/cannot-serve', severity: 'error', message, hint }]));
    });
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  return {
    url: `http://127.0.0.1:${port}/${token}/`,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Answers with a status and nothing else. */
export function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...LOOPBACK_HEADERS, 'content-type': 'text/plain' });
  response.end();
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
