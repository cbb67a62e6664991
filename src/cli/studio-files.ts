import { isYamlFile, readKind } from '../account/index.ts';
import { createHash } from 'node:crypto';
import { lstat, readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import {
  fitsPath,
  loadCampaign,
  projectFolder,
  RoundCache,
  type CampaignFiles,
} from '../campaign/index.ts';
import { decoded, FindingsError } from '../diagnostics/index.ts';
import type { StudioFile, StudioWorkspace } from '../studio/index.ts';
import { replaceFile } from './drafts.ts';
import { Files } from './files.ts';
import { systemReason } from './system-errors.ts';
import { TrackedFiles } from './tracked-files.ts';
import type { Watched } from './watch-folders.ts';

/** Larger files are left to other programs: the page could not show them. */
const MOST_BYTES = 8_000_000;

/** What a file has to be for a change to be made: the one of this hash, or none at all. */
export type Precondition = { readonly hash: string } | 'absent';

/** What became of a change: the file as it is now, what is on the disk in place of what was expected, or why it is refused. */
export type Written =
  | { readonly kind: 'written'; readonly file: StudioFile }
  | { readonly kind: 'conflict'; readonly file: StudioFile }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * The files of a campaign for the studio: what the campaign reads, and nothing else of the disk. Paths start from the folder of the project,
 * and a file counts only where it is in that folder once symbolic links are followed.
 */
export class StudioFiles {
  readonly root: string;
  readonly campaign: string;
  readonly #files: Files;
  readonly #writes: boolean;
  readonly #cache: RoundCache = new RoundCache();
  #tracked: TrackedFiles;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(root: string, campaign: string, files: Files, writes: boolean) {
    this.root = root;
    this.campaign = campaign;
    this.#files = files;
    this.#writes = writes;
    this.#tracked = new TrackedFiles(files);
  }

  /** The files of a campaign whose path is given as users write it. Throws a FindingsError where there is no such file, or it is of another kind. */
  static async open(campaign: string, files: Files, writes: boolean): Promise<StudioFiles> {
    const { findings } = readKind(await files.read(campaign), campaign, 'campaign');
    // What is broken in a campaign file is for the page to say.
    const other = findings.filter(({ code }) => code === 'campaign/other-file');
    if (other.length > 0) throw new FindingsError(other);
    const given: CampaignFiles = files;
    const { real } = await projectFolder(campaign, given);
    const full = files.resolve(campaign);
    const folder = await realpath(dirname(full));
    const path = toSlashes(relative(real, join(folder, basename(full))));
    return new StudioFiles(real, path, new Files(real, files.secrets), writes);
  }

  /** Everything that the campaign is made of now, with the secrets in it hidden. A file that is not text or not in the project is left out, and why is told. */
  async workspace(): Promise<StudioWorkspace> {
    await this.#load();
    const files: StudioFile[] = [];
    const left: string[] = [];
    for (const path of [...this.#tracked.paths].sort()) {
      const file = await this.#fileAt(path);
      if (typeof file === 'object') files.push(file);
      else if (file !== undefined)
        left.push(this.#files.secrets.hide(`${path} is left out: ${file}`));
    }
    const { campaign } = this;
    return { campaign, files, writes: this.#writes, ...(left.length > 0 && { left }) };
  }

  /** What a watch has to look at to hear of every change since the last `workspace`. */
  watched(): Watched {
    return this.#tracked.watched();
  }

  /** Changes a file that the campaign reads, or adds one that it would read. One change is made after the other. */
  write(path: string, text: string, expected: Precondition): Promise<Written> {
    const written = this.#last.then(() => this.#write(path, text, expected));
    this.#last = written.catch(() => undefined);
    return written;
  }

  /** Reads the campaign, which notes what it is made of; what is wrong with it is for the page to say. */
  async #load(): Promise<void> {
    const tracked = new TrackedFiles(this.#files);
    this.#cache.turn();
    const options = { secrets: this.#files.secrets, cache: this.#cache };
    await loadCampaign(this.campaign, tracked, options).catch((error: unknown) => {
      if (!(error instanceof FindingsError)) throw error;
    });
    this.#tracked = tracked;
  }

  async #write(path: string, text: string, expected: Precondition): Promise<Written> {
    if (!this.#writes) return refused('the studio was started without --write');
    await this.#load();
    if (!isPlainPath(path) || !this.#isOfCampaign(path))
      return refused('it is not a file of the campaign');
    const place = await this.#placeOf(path);
    if (place === undefined) return refused('it is not in the project');
    const before = await this.#fileAt(path);
    if (typeof before === 'object' && before.text !== (await this.#textAt(place)))
      return refused('it holds a secret, which the page is not shown: edit it elsewhere');
    const conflict = async (): Promise<Written> => {
      const there = await this.#fileAt(path);
      if (typeof there === 'string') return refused(there);
      return { kind: 'conflict', file: there ?? { path, text: '', hash: '' } };
    };
    const check = async (): Promise<void> => {
      if (!(await fits(place, expected))) throw new Conflict();
    };
    try {
      await check();
      const bytes = await bytesOf(place, text);
      await replaceFile(place, bytes, 0o666, { check, isNew: expected === 'absent' });
      return { kind: 'written', file: { path, text, hash: hashOf(bytes) } };
    } catch (error) {
      const reason = systemReason(error);
      if (error instanceof Conflict || reason.code === 'EEXIST') return conflict();
      return refused(`it cannot be written: ${reason.text}`);
    }
  }

  /** Whether a file is the campaign's own, or one that it reads, or would: it fits a pattern of its users. */
  #isOfCampaign(path: string): boolean {
    if (path === this.campaign || this.#tracked.paths.has(path)) return true;
    const patterns = [...this.#tracked.patterns].filter((pattern) => /[*?{]/.test(pattern));
    return isYamlFile(path) && patterns.some((pattern) => fitsPath(path, pattern));
  }

  /** Where a file is, or would be, once links are followed; undefined where that is not a plain file in the project. */
  async #placeOf(path: string): Promise<string | undefined> {
    const full = join(this.root, path);
    const entry = await lstat(full).catch(() => undefined);
    const folder = await realpath(dirname(full)).catch(() => undefined);
    if (folder === undefined) return undefined;
    const place =
      entry === undefined
        ? join(folder, basename(full))
        : await realpath(full).catch(() => undefined);
    if (place === undefined || !place.startsWith(withSep(this.root))) return undefined;
    if (entry === undefined) return place;
    return (await lstat(place)).isFile() ? place : undefined;
  }

  /** A file as a page has it, or why it has none; undefined where there is no such file. */
  async #fileAt(path: string): Promise<StudioFile | string | undefined> {
    const place = isPlainPath(path) ? await this.#placeOf(path) : undefined;
    if (place === undefined) return 'it is not a file in the project';
    const found = await lstat(place).catch(() => undefined);
    if (found === undefined) return undefined;
    if (found.size > MOST_BYTES) return 'it has more than 8 MB';
    const bytes = await readIfThere(place);
    if (bytes === undefined) return 'it cannot be read';
    const text = decoded(bytes);
    if (text === undefined) return 'it is not UTF-8 text';
    return { path, text: this.#files.secrets.hide(text), hash: hashOf(bytes) };
  }

  async #textAt(place: string): Promise<string | undefined> {
    const bytes = await readIfThere(place);
    return bytes && decoded(bytes);
  }
}

/** The file on the disk is another one than was expected. */
class Conflict extends Error {}

function refused(why: string): Written {
  return { kind: 'refused', why };
}

/** Whether a path is one below the project as the page writes it: with `/`, and nothing that leads elsewhere. */
function isPlainPath(path: string): boolean {
  const parts = path.split('/');
  return (
    !/[\0\\]/.test(path) &&
    (sep === '/' || !path.includes(':')) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

function toSlashes(path: string): string {
  return path.split(sep).join('/');
}

function withSep(folder: string): string {
  return folder.endsWith(sep) ? folder : `${folder}${sep}`;
}

async function fits(place: string, expected: Precondition): Promise<boolean> {
  const bytes = await readIfThere(place);
  if (expected === 'absent') return bytes === undefined;
  return bytes !== undefined && hashOf(bytes) === expected.hash;
}

async function readIfThere(place: string): Promise<Uint8Array | undefined> {
  const found = await lstat(place).catch(() => undefined);
  if (found?.isFile() !== true || found.size > MOST_BYTES) return undefined;
  return readFile(place).catch(() => undefined);
}

const BYTE_ORDER_MARK = '\uFEFF';

/** The bytes of a text; behind a byte order mark where the file had one, which the page is not shown. */
async function bytesOf(place: string, text: string): Promise<Uint8Array> {
  const before = await readIfThere(place);
  const hadMark = before !== undefined && Buffer.from(before.subarray(0, 3)).equals(MARK);
  return new TextEncoder().encode(hadMark ? `${BYTE_ORDER_MARK}${text}` : text);
}

const MARK = Buffer.from(BYTE_ORDER_MARK);

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
