import type { Writable } from 'node:stream';
import { screenOf } from './streams.ts';
import { cutTo } from './show.ts';

/** Tells how far work is; `end` takes away what was told. */
export type Progress = {
  at(what: string, done: number, total: number): void;
  end(): void;
};

/** So many milliseconds are between two messages. */
const PACE = 100;

/** Progress in one line of a terminal, which is written over; nothing where a stream is none. */
export function progressOn(stream: Writable): Progress {
  const { isTerminal, width } = screenOf(stream);
  let last = 0;
  let isShown = false;
  return {
    at(what, done, total) {
      const now = performance.now();
      if (!isTerminal || (isShown && now - last < PACE)) return;
      last = now;
      isShown = true;
      stream.write(`\r\u001b[K${cutTo(`${what}: ${done} of ${total}`, width - 1)}`);
    },
    end() {
      if (isShown) stream.write('\r\u001b[K');
      isShown = false;
    },
  };
}
