import type { Writable } from 'node:stream';
import { cutTo } from './show.ts';
import { screenOf } from './streams.ts';
import { onStop } from './until-stopped.ts';

/** So many milliseconds are between two lines. */
const PACE = 200;

/** How far the reading of an export is, and whether somebody asked it to stop. */
type AudienceProgress = {
  /** Counts users that were read. */
  readonly add: (users: number) => void;
  readonly isStopped: boolean;
  say(what: string): void;
  end(): void;
};

/** Tells in one line of a terminal how many users a second are read and how long the others take; an interrupt stops the run after the part that is being read. */
export function audienceProgress(
  stream: Writable,
  total: number,
  before: number,
): AudienceProgress {
  const { isTerminal, width } = screenOf(stream);
  const started = performance.now();
  let [users, last, isStopped] = [0, 0, false];
  const draw = (text: string): void => {
    if (isTerminal) stream.write(`\r\u001b[K${cutTo(text, width - 1)}`);
  };
  const release = onStop(() => {
    isStopped = true;
    draw('stopping after the parts that are being read');
  });
  return {
    add(more) {
      users += more;
      const now = performance.now();
      if (isStopped || now - last < PACE) return;
      last = now;
      const speed = users / Math.max(0.001, (now - started) / 1000);
      const left = Math.max(0, Math.ceil((total - before - users) / speed));
      const done = before + users;
      draw(
        `${done.toLocaleString('en')} of about ${total.toLocaleString('en')} users, ${Math.round(speed).toLocaleString('en')} a second, ${left} s left`,
      );
    },
    get isStopped() {
      return isStopped;
    },
    say: draw,
    end() {
      // npx may pass the same signal on once more.
      if (!isStopped) release();
      if (isTerminal) stream.write('\r\u001b[K');
    },
  };
}
