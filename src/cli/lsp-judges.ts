import { Worker } from 'node:worker_threads';
import type { Secrets } from '../diagnostics/index.ts';
import type { Judgement, JudgeJob } from '../lsp/index.ts';
import { judgeDocument } from './lsp-judge.ts';
import type { WorkerAnswer, WorkerJob } from './lsp-worker.ts';
import { PACKAGE_FOLDER } from './package.ts';

/** Judges texts one after the other, the newest of each document alone. */
export type Judges = {
  judge(job: JudgeJob, root: string): Promise<Judgement>;
  stop(): Promise<void>;
};

/** So long a text may take; then the thread is ended, and another one judges the next text. */
const MOST_TIME = 20_000;

/** Judges in a thread of its own, so that typing never waits; from the sources, which no thread of Node 20 loads, in this one. */
export function startJudges(secrets: Secrets): Judges {
  const isBuilt = import.meta.url.endsWith('.js');
  return isBuilt ? new ThreadJudges() : ownThread(secrets);
}

function ownThread(secrets: Secrets): Judges {
  return {
    judge: (job, root) => judgeDocument(job, root, secrets),
    stop: async () => undefined,
  };
}

type Waiting = WorkerJob & {
  readonly done: (judgement: Judgement) => void;
  readonly failed: (error: Error) => void;
};

class ThreadJudges implements Judges {
  #worker: Worker | undefined;
  #waiting: Waiting[] = [];
  #current: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;

  judge(job: JudgeJob, root: string): Promise<Judgement> {
    return new Promise((done, failed) => {
      const isOlder = ({ job: other }: Waiting): boolean =>
        other.path === job.path && other.fixes === job.fixes;
      for (const other of this.#waiting.filter(isOlder)) other.failed(new Error('overtaken'));
      this.#waiting = this.#waiting.filter((other) => !isOlder(other));
      this.#waiting.push({ job, root, done, failed });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    this.#waiting = [];
    clearTimeout(this.#timer);
    await this.#worker?.terminate();
  }

  #next(): void {
    if (this.#current !== undefined) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#current = next;
    this.#timer = setTimeout(() => this.#give(tooLong(next)), MOST_TIME);
    this.#thread().postMessage({ job: next.job, root: next.root });
  }

  #thread(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(new URL('dist/cli/lsp-worker.js', PACKAGE_FOLDER));
    worker.on('message', ({ judgement }: WorkerAnswer) => {
      this.#end((current) =>
        judgement === undefined ? current.failed(new Error('not judged')) : current.done(judgement),
      );
    });
    worker.on('error', () => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#end((current) => current.failed(new Error('not judged')));
    });
    worker.unref();
    this.#worker = worker;
    return worker;
  }

  /** Ends the thread that does not end by itself. */
  #give(judgement: Judgement): void {
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.removeAllListeners('error');
    void worker?.terminate();
    this.#end((current) => current.done(judgement));
  }

  #end(answer: (current: Waiting) => void): void {
    clearTimeout(this.#timer);
    const current = this.#current;
    this.#current = undefined;
    if (current !== undefined) answer(current);
    this.#next();
  }
}

function tooLong({ job: { path } }: Waiting): Judgement {
  return {
    file: path,
    findings: [
      {
        code: 'lint/too-long',
        severity: 'warning',
        message: `judging this template takes more than ${MOST_TIME / 1000} seconds, and was ended`,
        hint: 'smartpass lint judges it without a limit',
      },
    ],
  };
}
