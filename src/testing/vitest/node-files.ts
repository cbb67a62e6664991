import { lstat, readFile, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { listFiles, type CampaignFiles, type FoundFile } from '../../campaign/index.ts';
import { decode, FindingsError } from '../../diagnostics/index.ts';

/**
 * The files of campaigns for tests, by paths from a root folder. The texts that were read are kept in `sources`; a campaign
 * depends on the files that were read (`paths`) and on the patterns that were asked for (`patterns`).
 */
export class NodeFiles implements CampaignFiles {
  readonly sources: Map<string, string> = new Map<string, string>();
  readonly paths: Set<string> = new Set<string>();
  readonly patterns: Set<string> = new Set<string>();
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** The text of a UTF-8 file, less a byte order mark. */
  async read(path: string): Promise<string> {
    const text = decode(await this.bytes(path), path);
    this.sources.set(path, text);
    return text;
  }

  /** The bytes of a file. */
  async bytes(path: string): Promise<Uint8Array> {
    try {
      const full = this.resolve(path);
      if ((await stat(full)).size > MOST_BYTES)
        throw Object.assign(new Error('too large'), { code: 'TOO_LARGE' });
      const bytes = await readFile(full);
      this.paths.add(path);
      return bytes;
    } catch (error) {
      throw cannotRead(error, path);
    }
  }

  /** The files that match a pattern, as `listFiles` says. */
  async list(pattern: string): Promise<readonly string[]> {
    this.patterns.add(pattern);
    return listFiles(pattern, {
      entries: (folder) =>
        readdir(this.resolve(folder === '' ? '.' : folder), { withFileTypes: true }).catch(
          () => [],
        ),
      // A symbolic link to nothing is there: to read it fails with the reason.
      exists: (path) =>
        lstat(this.resolve(path)).then(
          () => true,
          () => false,
        ),
    });
  }

  /** What is at a path, undefined where there is nothing. */
  async look(path: string): Promise<FoundFile | undefined> {
    try {
      const real = await realpath(this.resolve(path));
      const found = await stat(real);
      return { real, kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other' };
    } catch {
      return undefined;
    }
  }

  /** Whether no folder is above a folder. */
  isTop(folder: string): boolean {
    const full = this.resolve(folder);
    return dirname(full) === full;
  }

  /** The absolute path of one from the root. */
  resolve(path: string): string {
    return resolve(this.#root, path);
  }
}

function cannotRead(error: unknown, path: string): FindingsError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const why = REASONS.get(code) ?? `the system says ${code}`;
  return new FindingsError([
    {
      code: 'campaign/unreadable-file',
      severity: 'error',
      message: `cannot read the file: ${why}`,
      hint: 'paths start from the folder of the campaign file; name a file that can be read',
      file: path,
    },
  ]);
}

/** No file of a campaign has as many bytes. */
const MOST_BYTES = 2 ** 26;

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EISDIR', 'it is a folder, a file is expected'],
  ['TOO_LARGE', 'it holds more than 64 megabytes'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['ELOOP', 'its symbolic links go round in a circle'],
  ['ENAMETOOLONG', 'the name is longer than the system allows'],
  ['EMFILE', 'too many files are open'],
]);
