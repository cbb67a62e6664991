import { Session } from '../engine/session.ts';
import type { StudioRequest } from '../protocol.ts';

/** Waits until requests that came in meanwhile were handed over. A timer would wait for milliseconds each time. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

const session = new Session({
  post: (answer) => globalThis.postMessage(answer),
  pause,
  now: () => performance.now(),
});
globalThis.addEventListener('message', ({ data }: MessageEvent<StudioRequest>) => {
  // What nobody expected ends the worker, and the page begins another one.
  session.handle(data).catch((error: unknown) => globalThis.reportError(error));
});
