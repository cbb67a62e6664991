/** For so long a second signal is taken for the first one: npm, npx and timeout pass on what the terminal has sent already. */
const SAME_SIGNAL = 1000;

/**
 * Does some work that goes on until Ctrl+C, or the system's wish to end it, aborts its signal. Another Ctrl+C, a second later or more,
 * ends the process at once.
 */
export async function untilStopped(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const abort = new AbortController();
  const release = (): void => void process.off('SIGINT', stop).off('SIGTERM', stop);
  const stop = (): void => {
    if (abort.signal.aborted) return;
    abort.abort();
    setTimeout(release, SAME_SIGNAL).unref();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    await work(abort.signal);
  } finally {
    if (!abort.signal.aborted) release();
  }
}

/** Waits until a signal is aborted. */
export function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
