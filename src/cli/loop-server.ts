import type { IncomingMessage, ServerResponse } from 'node:http';
import { loopPage, performCommand, type Loop } from '../events/index.ts';
import { EventStream } from './event-stream.ts';
import {
  answer,
  bodyOf,
  JSON_TYPE,
  LOOPBACK_HEADERS,
  refuse,
  serveOnLoopback,
} from './loopback.ts';
import type { LoopbackServer } from './loopback.ts';

const HTML_TYPE = 'text/html; charset=utf-8';

/**
 * Serves a loop on this machine: its page, its state, `POST /do` for what the page asks of it, and the landing page of pass links,
 * which is any other address with a query. One request is worked on after the other.
 */
export async function startLoopServer(loop: Loop, port: number): Promise<LoopbackServer> {
  const events = new EventStream(() => loop.version);
  const state = async (): Promise<string> => JSON.stringify(await loop.state());
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = async (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    await turn;
    events.update();
  };
  const land = async (link: string, base: string, response: ServerResponse): Promise<void> => {
    const visit = await loop.openPath(link);
    const location = 'pass' in visit ? `${base}#pass=${visit.pass.id}` : base;
    response.writeHead(303, { ...LOOPBACK_HEADERS, location });
    response.end();
  };
  const perform = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await bodyOf(request);
    if (text === undefined) return refuse(response, 413);
    const problem = await performCommand(loop, text);
    if (problem === undefined) answer(response, JSON_TYPE, await state());
    else answer(response, JSON_TYPE, JSON.stringify({ message: problem }), 400);
  };
  const serve = async (
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const { method, url = '' } = request;
    if (method === 'POST')
      return path === '/do' ? inTurn(() => perform(request, response)) : refuse(response, 404);
    if (method !== 'GET') return refuse(response, 405);
    if (path === '/') return answer(response, HTML_TYPE, loopPage(await loop.state()));
    if (path === '/state') return answer(response, JSON_TYPE, await state());
    if (path === '/events') return events.open(response);
    // The address as it was written: a byte that is read in another way would break the signature.
    const start = url.indexOf(path);
    if (!url.includes('?')) return refuse(response, 404);
    return inTurn(() => land(url.slice(start), `${url.slice(0, start)}/`, response));
  };
  const server = await serveOnLoopback(
    (path, request, response) => {
      serve(path, request, response).catch(() =>
        response.headersSent ? response.destroy() : refuse(response, 500),
      );
    },
    { port, what: 'the loop', hint: 'leave --port away, or name another' },
  );
  return {
    url: server.url,
    async close() {
      events.close();
      await server.close();
    },
  };
}
