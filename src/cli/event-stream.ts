import type { ServerResponse } from 'node:http';
import { LOOPBACK_HEADERS } from './loopback.ts';

/** The media type of a stream of events. */
export const EVENT_STREAM = 'text/event-stream';

/** How often open pages are sent a sign of life, in milliseconds. */
const HEARTBEAT = 20_000;

/** The open pages that are told of each new version of what they show. */
export class EventStream {
  readonly #listeners: Set<ServerResponse> = new Set();
  readonly #version: () => number;
  readonly #heartbeat: NodeJS.Timeout;

  constructor(version: () => number) {
    this.#version = version;
    this.#heartbeat = setInterval(() => {
      for (const listener of this.#listeners) listener.write(':\n\n');
    }, HEARTBEAT);
  }

  /** Answers a request with the stream, which goes on until the page or the server ends it. */
  open(response: ServerResponse): void {
    response.writeHead(200, { ...LOOPBACK_HEADERS, 'content-type': EVENT_STREAM });
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
    response.on('error', () => this.#listeners.delete(response));
    response.write('retry: 1000\n\n');
    this.#tell(response);
  }

  /** Tells every page of the version of now. */
  update(): void {
    for (const listener of this.#listeners) this.#tell(listener);
  }

  /** Ends all streams. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const listener of this.#listeners) listener.end();
  }

  #tell(response: ServerResponse): void {
    response.write(`event: state\ndata: ${this.#version()}\n\n`);
  }
}
