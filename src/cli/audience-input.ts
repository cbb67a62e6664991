import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { CommandContext } from './command.ts';

/** Where an export is: its path, and how to remove what was made for it. */
type ExportInput = { readonly path: string; remove(): Promise<void> };

/**
 * The export that `--users` names. Standard input is kept in a file that only this user can read until the run ends, since an export may have to be read
 * twice.
 */
export async function spooledInput(
  users: string,
  { streams }: Pick<CommandContext, 'streams'>,
): Promise<ExportInput> {
  if (users !== '-') return { path: users, remove: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), 'smartpass-audience-'));
  const path = join(folder, 'stdin');
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(streams.stdin, createWriteStream(path, { mode: 0o600 }));
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
