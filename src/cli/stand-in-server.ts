import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StandIn } from '../live/index.ts';
import { bodyOf, JSON_TYPE, LOOPBACK_HEADERS, serveOnLoopback } from './loopback.ts';
import { ended } from './until-stopped.ts';

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
    await ended(signal);
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

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): void {
  const type = { 'content-type': JSON_TYPE };
  response.writeHead(status, { ...LOOPBACK_HEADERS, ...headers, ...type });
  response.end(JSON.stringify(body));
}
