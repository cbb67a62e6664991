import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StandIn } from '../live/index.ts';
import { LOOPBACK_HEADERS, serveOnLoopback } from './loopback.ts';

/** So many bytes of a request are read. */
const MOST_BYTES = 8_000_000;

/** Serves a stand-in account on this machine until the signal ends it; `onReady` is told the address, without a slash at its end. */
export async function serveStandIn(
  standIn: StandIn,
  port: number,
  signal: AbortSignal,
  onReady: (url: string) => Promise<void>,
): Promise<void> {
  const server = await serveOnLoopback(
    (path, request, response) => void answer(standIn, path, request, response),
    { port, what: 'the stand-in account', hint: 'leave --port away, or name another' },
  );
  if (!signal.aborted) {
    await onReady(server.url.replace(/\/$/, ''));
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
  }
  await server.close();
}

async function answer(
  standIn: StandIn,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await bodyOf(request);
  if (body === undefined) return send(response, 413, {}, { message: 'the request is too large' });
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const asked = { method: request.method ?? '', path, headers: { get: header }, body };
  const { status, headers = {}, body: said } = await standIn.answer(asked);
  return send(response, status, headers, said);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  return size > MOST_BYTES ? undefined : Buffer.concat(chunks).toString('utf8');
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): void {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...LOOPBACK_HEADERS, ...headers, ...type });
  response.end(JSON.stringify(body));
}
