import type { StudioAnswer, StudioRequest } from '../protocol.ts';

/** How long a worker may say nothing while it works, in milliseconds: longer than any render takes before its limits end it. */
const PATIENCE = { render: 15_000, judge: 60_000 };

/** One of the two workers: which one it is, what it answers, and what happens once it has been restarted. */
type WorkerOptions = {
  readonly work: keyof typeof PATIENCE;
  readonly onAnswer: (answer: StudioAnswer) => void;
  readonly onRestart: () => void;
};

/** Answers after which a worker has nothing left to do. */
const LAST: ReadonlySet<StudioAnswer['kind']> = new Set(['done', 'refused', 'lint', 'accounts']);

/** A worker that starts with the first request, and is ended and started again where it does not answer. It is told only of files that it does not know. */
export class StudioWorker {
  readonly #options: WorkerOptions;
  #worker: Worker | undefined;
  #known: ReadonlyMap<string, string> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Asks for something. */
  ask(request: StudioRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(request);
    if (request.kind === 'render' || request.kind === 'judge') this.#wait();
  }

  /** What of those files the worker does not know: texts, and null for files that are gone. From now on it knows them. */
  changes(files: ReadonlyMap<string, string>): Record<string, string | null> {
    const changed: Record<string, string | null> = {};
    for (const [path, text] of files) if (this.#known.get(path) !== text) changed[path] = text;
    for (const path of this.#known.keys()) if (!files.has(path)) changed[path] = null;
    this.#known = files;
    return changed;
  }

  #start(): Worker {
    const code = document.querySelector('#worker')?.textContent ?? '';
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const worker = new Worker(url);
    worker.addEventListener('message', ({ data }: MessageEvent<StudioAnswer>) => {
      if (LAST.has(data.kind)) this.#rest();
      else if (this.#timer !== undefined) this.#wait();
      this.#options.onAnswer(data);
    });
    worker.addEventListener('error', () => this.#restart());
    return worker;
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#restart(), PATIENCE[this.#options.work]);
  }

  #restart(): void {
    this.#rest();
    this.#worker?.terminate();
    this.#known = new Map();
    this.#worker = undefined;
    this.#options.onRestart();
  }
}
