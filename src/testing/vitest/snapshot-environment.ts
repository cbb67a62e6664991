import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { VitestSnapshotEnvironment } from 'vitest/runtime';
import { readSnapshots, snapshotFile, type ReadSnapshots } from '../snapshot-format.ts';
import { PlacedError } from './placed-error.ts';

/** The snapshots of campaign files; those of other tests are their own affair. */
const OURS = /\.(?:ya?ml|json)\.snap$/;

/**
 * How the snapshots of campaigns are kept: read as data, never run as the code that their file is for vitest, and written
 * whole or not at all. A file that cannot be read holds nothing for vitest and is never written over; `check` says why.
 */
export class CampaignSnapshots extends VitestSnapshotEnvironment {
  /** The snapshots as vitest reads them, or null. */
  override async readSnapshotFile(path: string): Promise<string | null> {
    if (!OURS.test(path)) return super.readSnapshotFile(path);
    const read = await this.#read(path);
    if (read === null || !('entries' in read)) return null;
    return snapshotFile(this.getHeader(), read.entries);
  }

  /** Puts the file in its place in one step: a full disk leaves the one before. */
  override async saveSnapshotFile(path: string, text: string): Promise<void> {
    if (OURS.test(path)) await this.#checkFile(path);
    const folder = dirname(path);
    await mkdir(folder, { recursive: true });
    const draft = await mkdtemp(join(folder, `.smartpass-${process.pid}-`));
    try {
      await writeFile(join(draft, '.gitignore'), '*\n');
      await writeFile(join(draft, 'draft'), text);
      await rename(join(draft, 'draft'), path);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  /** Throws a PlacedError where the snapshots of a test file are there and cannot be read. */
  async check(testFile: string): Promise<void> {
    await this.#checkFile(await this.resolvePath(testFile));
  }

  async #checkFile(path: string): Promise<void> {
    const read = await this.#read(path);
    if (read === null || 'entries' in read) return;
    const what = `the recorded snapshots cannot be read: ${read.message}`;
    const hint = `mend ${basename(path)}, or remove it and record the snapshots with -u`;
    const place = { file: path, position: { line: read.line, column: 1 } };
    throw new PlacedError(`${what} (${hint})`, [place]);
  }

  async #read(path: string): Promise<ReadSnapshots | null> {
    try {
      const content = await super.readSnapshotFile(path);
      return content === null ? null : readSnapshots(content);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      return { line: 1, message: `the system says ${code}` };
    }
  }
}

const environment: CampaignSnapshots = new CampaignSnapshots();

// Vitest takes the environment as the default export of a module.
export { environment as default };
