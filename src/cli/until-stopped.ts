/** For so long a second signal is taken for the first one: npm, npx and timeout pass on what the terminal has sent already. */
const SAME_SIGNAL = 1000;

/**
 * Does some work that goes on until Ctrl+C, or the system's wish to end it, aborts its signal. Another Ctrl+C, a second later or more,
 * ends the process at once.
 */
export async function untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const abort = new AbortController();
  const release = onStop(() => abort.abort());
  try {
    await work(abort.signal);
  } finally {
    if (!abort.signal.aborted) release();
  }
}

/**
 * Calls `stop` once at Ctrl+C, or at the system's wish to end the process; another signal, a second later or more, ends it at once. Gives a function that
 * takes this back.
 */
export function onStop(stop: () => void): () => void {
  let isStopped = false;
  const release = (): void => void process.off('SIGINT', listen).off('SIGTERM', listen);
  const listen = (): void => {
    if (isStopped) return;
    isStopped = true;
    stop();
    setTimeout(release, SAME_SIGNAL).unref();
  };
  process.on('SIGINT', listen).on('SIGTERM', listen);
  return release;
}

/** Waits until a signal is aborted. */
export function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
