import {
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  type BigIntStats,
  type Dirent,
} from 'node:fs';
import { access, lstat, mkdir, readdir, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { FoundFile } from '../campaign/index.ts';
import { decode, FindingsError, mayHoldSecret, Secrets } from '../diagnostics/index.ts';
import { replaceFile } from './drafts.ts';
import { cannotRead, cannotWrite, holds, READ_CODES } from './file-errors.ts';
import { KnownFiles } from './known-files.ts';
import { chunksOf, readNow, readStream } from './read-bytes.ts';
import { MOST_BYTES } from './streams.ts';
import { systemReason, type SystemReason } from './system-errors.ts';

/** What a configuration has that names an account: keys do not belong there, and are hidden where somebody wrote them. */
const NAMES_ACCOUNT = /^[ \t]{0,100}["']?(?:workspace|events)["']?[ \t]{0,100}:/m;

/** What Node throws for a path where nothing is. */
const MISSING: Error = Object.assign(new Error('missing'), { code: 'ENOENT' });

/** How a file is written: with which permissions where it is new, and whether it may be one that was read. */
type WriteOptions = { readonly mode?: number; readonly inPlace?: boolean };

/**
 * Reads and writes files by the paths that users give. Every failure is a FindingsError with one sentence; the texts that
 * were read are kept in `sources`, so that a finding can be drawn with its lines, and the secrets in them in `secrets`.
 */
export class Files {
  readonly sources: Map<string, string> = new Map<string, string>();
  readonly secrets: Secrets;
  /** The folders that the system did not let be listed, and why; lists of files lack what is in them. */
  readonly unlisted: Map<string, SystemReason> = new Map<string, SystemReason>();
  readonly #cwd: string;
  /** The files that were read and begin with a byte order mark. */
  readonly #marked: Set<string> = new Set();
  /** The plain files that were read: no output may take the place of one. */
  readonly #inputs: KnownFiles = new KnownFiles();

  /** The plain file that was asked about last, which is mostly read then: to look at it again takes as long as to open it. */
  #plain: { readonly full: string; readonly found: BigIntStats } | undefined;

  constructor(cwd: string, secrets: Secrets = new Secrets()) {
    this.#cwd = cwd;
    this.secrets = secrets;
  }

  /** The text of a UTF-8 file, less a byte order mark. */
  async read(path: string): Promise<string> {
    const bytes = await this.bytes(path);
    const text = decode(bytes, path);
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) this.#marked.add(path);
    this.sources.set(path, text);
    if (mayHoldSecret(text))
      (await import('../analysis/index.ts')).learnSecrets(text, this.secrets);
    if (NAMES_ACCOUNT.test(text)) {
      const { configSecrets } = await import('../account/index.ts');
      for (const secret of configSecrets(text)) this.secrets.add(secret);
    }
    return text;
  }

  /** A text as that file holds it: with a byte order mark where it had one when it was read. */
  asHeld(path: string, text: string): string {
    return this.#marked.has(path) ? `\uFEFF${text}` : text;
  }

  /** Lets go of the text of a file in which no finding is drawn. */
  forget(path: string): void {
    this.sources.delete(path);
  }

  /** The bytes of a file; of a pipe or device what it gives, but refused where that does not end. */
  async bytes(path: string): Promise<Uint8Array> {
    try {
      const full = this.resolve(path);
      const found = this.#input(full);
      if (found.size > MOST_BYTES) throw Object.assign(new Error('large'), { code: 'TOO_LARGE' });
      // Most files are small: by way of other threads they would take ten times as long.
      if (found.isFile()) return readNow(full, Number(found.size));
      if (found.isDirectory()) return readFileSync(full);
      return await readStream(full);
    } catch (error) {
      throw cannotRead(path, systemReason(error), await this.nearest(path, error));
    }
  }

  /** The bytes of a file as a stream, for what is read line by line; its failures are FindingsErrors too. */
  async stream(path: string): Promise<Readable> {
    const full = this.resolve(path);
    try {
      if (this.#input(full).isDirectory())
        throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
      await access(full, constants.R_OK);
    } catch (error) {
      throw cannotRead(path, systemReason(error), await this.nearest(path, error));
    }
    return Readable.from(chunksOf(full, path));
  }

  /** The permission bits of a file, or undefined on systems that have none; a folder is refused. */
  async mode(path: string): Promise<number | undefined> {
    try {
      const found = this.#input(this.resolve(path));
      if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
      return process.platform === 'win32' ? undefined : Number(found.mode) & 0o777;
    } catch (error) {
      throw cannotRead(path, systemReason(error), await this.nearest(path, error));
    }
  }

  /** What is at a path, undefined where there is nothing. */
  async look(path: string): Promise<FoundFile | undefined> {
    return lookAt(this.resolve(path));
  }

  /** Whether a path is a plain file by itself, not by a symbolic link. */
  isPlain(path: string): boolean {
    const full = this.resolve(path);
    const found = lstatSync(full, { bigint: true, throwIfNoEntry: false });
    if (found?.isFile() !== true) return false;
    this.#plain = { full, found };
    return true;
  }

  /** Whether there is anything under that path. */
  async exists(path: string): Promise<boolean> {
    return existsSync(this.resolve(path));
  }

  /** Whether something has that name, be it a symbolic link to nothing. */
  async isThere(path: string): Promise<boolean> {
    try {
      return lstatSync(this.resolve(path), { throwIfNoEntry: false }) !== undefined;
    } catch {
      return false;
    }
  }

  /** Whether no folder is above a folder. */
  isTop(folder: string): boolean {
    const full = this.resolve(folder);
    return dirname(full) === full;
  }

  /** The files that match a pattern, as `listFiles` says. No match gives an empty list. */
  async list(pattern: string): Promise<readonly string[]> {
    const { listFiles } = await import('./list-files.ts');
    return listFiles(pattern, {
      entries: async (folder) => this.#entriesOf(folder === '' ? '.' : folder),
      // A symbolic link to nothing is there: to read it fails with the reason, to pass over it would leave a configuration out.
      exists: (path) => this.isThere(path),
    });
  }

  /** Makes a folder and those above it that are missing. */
  async makeFolder(path: string): Promise<void> {
    try {
      await mkdir(this.resolve(path), { recursive: true });
    } catch (error) {
      throw cannotWrite(path, systemReason(error));
    }
  }

  /**
   * Writes a file in one step: it holds the whole text or, where writing fails, what it held before. A symbolic link stays
   * and what it names is written; a pipe or device is written to. A file keeps its permissions; `mode` is given for files that
   * hold a secret. A file that was read is refused, unless it is changed `inPlace`, where it keeps its byte order mark.
   */
  async write(path: string, text: string, options: WriteOptions = {}): Promise<void> {
    const { mode = 0o666, inPlace = false } = options;
    await this.checkTarget(path, inPlace);
    const held = inPlace ? this.asHeld(path, text) : text;
    try {
      const target = await realpath(this.resolve(path)).catch(() => this.resolve(path));
      const there = await stat(target).catch(() => undefined);
      if (there === undefined || there.isFile() || there.isDirectory())
        await replaceFile(target, held, mode);
      else await writeFile(target, held);
    } catch (error) {
      throw cannotWrite(path, systemReason(error));
    }
  }

  /**
   * Throws a FindingsError where an output would take the place of a file that was read, under this name or another, or where
   * it is a symbolic link to nothing.
   */
  async checkTarget(path: string, inPlace = false): Promise<void> {
    const full = this.resolve(path);
    const there = await stat(full, { bigint: true }).catch(() => undefined);
    if (there === undefined) {
      const link = await lstat(full).catch(() => undefined);
      if (link?.isSymbolicLink() !== true) return;
      const text = 'it is a symbolic link to a file that is not there';
      throw cannotWrite(path, { code: '', text, hint: 'name the file itself, or remove the link' });
    }
    if (inPlace || !this.#inputs.has(there)) return;
    throw new FindingsError([
      {
        code: 'cli/output-is-input',
        severity: 'error',
        message: 'the output is a file that was read: it would be lost',
        hint: 'name another file',
        file: path,
      },
    ]);
  }

  /** Throws a FindingsError where a file of that path could not be written, its missing folders made. */
  async checkWritable(path: string): Promise<void> {
    await this.checkTarget(path);
    try {
      const target = this.resolve(path);
      const there = await stat(target).catch(() => undefined);
      if (there?.isDirectory() === true) throw Object.assign(new Error('x'), { code: 'EISDIR' });
      let nearest = there === undefined ? dirname(target) : target;
      while (!(await this.exists(nearest)) && dirname(nearest) !== nearest)
        nearest = dirname(nearest);
      await access(nearest, constants.W_OK);
      if (there === undefined && !(await stat(nearest)).isDirectory())
        throw Object.assign(new Error('x'), { code: 'ENOTDIR' });
    } catch (error) {
      throw cannotWrite(path, systemReason(error));
    }
  }

  /** The absolute path of a path as a user gives it. */
  resolve(path: string): string {
    return resolve(this.#cwd, path);
  }

  /** What is in a folder; nothing for what is none. */
  #entriesOf(folder: string): readonly Dirent[] {
    try {
      return readdirSync(this.resolve(folder), { withFileTypes: true });
    } catch (error) {
      const reason = systemReason(error);
      if (!READ_CODES.has(reason.code)) this.unlisted.set(folder, reason);
      return [];
    }
  }

  /** What is at a path that is about to be read. */
  #input(full: string): BigIntStats {
    const plain = this.#plain;
    this.#plain = undefined;
    const found = plain?.full === full ? plain.found : statSync(full, { bigint: true });
    if (found.isFile()) this.#inputs.add(found);
    return found;
  }

  /** What was probably meant by a path that cannot be read, as a hint: another name, or what a folder holds; undefined where nothing is near. */
  async nearest(path: string, error: unknown = MISSING): Promise<string | undefined> {
    const { code } = systemReason(error);
    if (code === 'EISDIR') return holds(await readdir(this.resolve(path)).catch(() => []));
    if (READ_CODES.get(code) !== 'cli/missing-file') return undefined;
    const { didYouMean, pathHint, plainPath } = await import('../diagnostics/index.ts');
    const meant = plainPath(path);
    if (meant !== path && meant !== '' && (await this.exists(meant)))
      return `did you mean '${meant}'?`;
    const written = pathHint(path);
    if (written !== undefined) return written;
    // The first part of the path that is not there may be a folder.
    let missing = this.resolve(path);
    while (dirname(missing) !== missing && !(await this.exists(dirname(missing))))
      missing = dirname(missing);
    const names = await readdir(dirname(missing)).catch(() => []);
    return didYouMean(basename(missing), names);
  }
}

function lookAt(full: string): FoundFile | undefined {
  try {
    const real = realpathSync.native(full);
    const found = statSync(real);
    return {
      real: real.split(sep).join('/'),
      kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other',
    };
  } catch {
    return undefined;
  }
}
