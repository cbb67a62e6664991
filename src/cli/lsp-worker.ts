import { parentPort } from 'node:worker_threads';
import { Secrets } from '../diagnostics/index.ts';
import type { Judgement, JudgeJob } from '../lsp/index.ts';
import { judgeDocument } from './lsp-judge.ts';

/** What the thread of the language server is sent. */
export type WorkerJob = { readonly job: JudgeJob; readonly root: string };

/** What it answers, secrets hidden: no judgement where smartpass itself failed. */
export type WorkerAnswer = { readonly judgement: Judgement | undefined };

parentPort?.on('message', (message: WorkerJob) => void answer(message));

async function answer({ job, root }: WorkerJob): Promise<void> {
  const judgement = await judgeDocument(job, root, new Secrets()).catch(() => undefined);
  parentPort?.postMessage({ judgement } satisfies WorkerAnswer);
}
