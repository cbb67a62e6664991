import { chmod, link, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How drafts are called: the process that makes one, then six characters. */
const DRAFT = /^\.smartpass-(\d+)-\w{6}$/;

/** Drafts that are older belong to no run, whatever process has their number now. */
const OLDEST = 3_600_000;

/**
 * Does some work with a new folder beside what is to be written, on the same disk, so that a rename puts it there. Git ignores
 * the folder by itself; it goes with the work, or, where the process is killed, with the next work beside it.
 */
export async function withDraft<T>(
  folder: string,
  work: (draft: string) => Promise<T>,
): Promise<T> {
  await removeLeftovers(folder);
  const draft = await mkdtemp(join(folder, `.smartpass-${process.pid}-`));
  try {
    await writeFile(join(draft, '.gitignore'), '*\n');
    return await work(draft);
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * How a file is put in its place: `check` is the last word before, and throws where it must not be; `isNew` fails with the system's
 * `EEXIST` where there is a file by then.
 */
export type Placing = { readonly check?: () => Promise<void>; readonly isNew?: boolean };

/**
 * Puts a text in the place of a file, or of nothing, in one step. A file that is replaced keeps its permissions, but for those
 * that `mode` denies to others.
 */
export async function replaceFile(
  target: string,
  text: string | Uint8Array,
  mode: number,
  { check = async () => undefined, isNew = false }: Placing = {},
): Promise<void> {
  const before = await stat(target).catch(() => undefined);
  await withDraft(dirname(target), async (folder) => {
    const draft = join(folder, 'draft');
    await writeFile(draft, text, { mode, flag: 'wx' });
    if (before?.isFile() === true) await chmod(draft, keptMode(before.mode, mode));
    await check();
    await (isNew ? link : rename)(draft, target);
  });
}

/** Whether a folder's entry is the draft of some run, finished or not. */
export function isDraft(name: string): boolean {
  return DRAFT.test(name);
}

function keptMode(before: number, wanted: number): number {
  const isClosed = (wanted & 0o077) === 0;
  return isClosed ? (before & 0o700) | wanted : before & 0o7777;
}

/** Removes the drafts that killed runs left in a folder. */
export async function removeLeftovers(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const maker = DRAFT.exec(name)?.[1];
    if (maker === undefined) continue;
    const path = join(folder, name);
    const made = await stat(path).catch(() => undefined);
    const isOld = made !== undefined && Date.now() - made.mtimeMs > OLDEST;
    if (isOld || !isAlive(Number(maker)))
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
