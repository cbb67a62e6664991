import { parentPort, Worker, workerData } from 'node:worker_threads';
import { MapDiffersError } from '../campaign/index.ts';
import type { Crypto } from '../passkit/index.ts';
import { ColumnTypeError, SourceError } from './read/batch.ts';
import { localRunner, type Runner, type RunnerData } from './runner.ts';

/** A call of a method of a runner, by number. */
type Call = { readonly id: number; readonly method: keyof Runner; readonly args: readonly never[] };

/** What a thread sends: users that were read, or the answer of a call. */
type Reply =
  | { readonly users: number }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: Failure };

/** A call that was not answered yet. */
type Waiting = {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
};

type Failure =
  | { readonly mapDiffers: true }
  | Pick<SourceError, 'file' | 'message' | 'line' | 'hint'>
  | { readonly column: string; readonly type: ColumnTypeError['type'] }
  | { readonly message: string };

/** Serves a runner in this thread for the one that started it. */
export async function serveRunner(crypto: Crypto): Promise<void> {
  const port = parentPort;
  if (port === null) return;
  const send = (reply: Reply): void => port.postMessage(reply);
  const runner = await localRunner(workerData as RunnerData, crypto, (users) => send({ users }));
  port.on('message', ({ id, method, args }: Call) => {
    const call = runner[method] as (...given: readonly never[]) => Promise<unknown>;
    call(...args).then(
      (answer) => send({ id, answer }),
      (error: unknown) => send({ id, failure: failureOf(error) }),
    );
  });
}

function failureOf(error: unknown): Failure {
  if (error instanceof ColumnTypeError) return { column: error.column, type: error.type };
  if (error instanceof MapDiffersError) return { mapDiffers: true };
  if (error instanceof SourceError) {
    const { file, message, line, hint } = error;
    return { file, message, line, hint };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}

/** Rows live short: V8's own choice costs 70 MB more and no less time. */
const YOUNG_MEGABYTES = 16;

/** A runner in a thread of its own; `file` is a module whose function `serve` calls `serveRunner`. */
export function threadRunner(
  file: URL,
  data: RunnerData,
  onUsers: (users: number) => void,
): Runner {
  // Loading one of our files does nothing: the thread has to call the function.
  const code = `import { serve } from ${JSON.stringify(file.href)}; await serve();`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const worker = new Worker(url, {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const open = new Map<number, Waiting>();
  let last = 0;
  const fail = (error: Error): void => {
    for (const { reject } of open.values()) reject(error);
    open.clear();
  };
  worker.on('message', (reply: Reply) => {
    if ('users' in reply) {
      onUsers(reply.users);
      return;
    }
    const waiting = open.get(reply.id);
    open.delete(reply.id);
    if ('answer' in reply) waiting?.resolve(reply.answer as never);
    else waiting?.reject(errorOf(reply.failure));
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread ended')));
  const call = <T>(method: keyof Runner, ...args: readonly unknown[]): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      last += 1;
      open.set(last, { resolve, reject });
      // A thread has no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      worker.postMessage({ id: last, method, args });
    });
  return {
    read: (part, index) => call('read', part, index),
    priorities: () => call('priorities'),
    judge: (limit) => call('judge', limit),
    refine: (keys) => call('refine', keys),
    accounts: (keys) => call('accounts', keys),
    tally: (sentIn) => call('tally', sentIn),
    failing: () => call('failing'),
    retry: (change, numbers) => call('retry', change, numbers),
    close: async () => void (await worker.terminate()),
  };
}

function errorOf(failure: Failure): Error {
  if ('mapDiffers' in failure) return new MapDiffersError();
  if ('file' in failure) return new SourceError(failure.file, failure.message, failure);
  return 'column' in failure
    ? new ColumnTypeError(failure.column, failure.type)
    : new Error(failure.message);
}
