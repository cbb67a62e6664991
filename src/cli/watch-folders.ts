import { statSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** Absolute paths of files, and patterns as `Files.list` takes them. */
export type Watched = { readonly paths: readonly string[]; readonly patterns: readonly string[] };

/** Editors save in several steps: what happens within so many milliseconds is one change. */
const SETTLE = 30;

/**
 * Tells of changes to files, also of those that are replaced, come later or fit a pattern. It watches folders, not files:
 * most editors put a new file in the old one's place.
 */
export class FolderWatch {
  readonly #tell: () => void;
  /** The watchers, each with what tells its folder from one that has come in its place. */
  readonly #watchers: Map<string, { readonly watcher: FSWatcher; readonly id: string }> = new Map();
  #paths: ReadonlySet<string> = new Set();
  #bases: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Watches these from now on, and nothing else. */
  watch({ paths, patterns }: Watched): void {
    const plain = patterns.filter((pattern) => !isPattern(pattern));
    const real = patterns.filter(isPattern).map(baseOf);
    this.#paths = new Set([...paths, ...plain]);
    this.#bases = real.map(({ folder }) => folder);
    const wanted = new Map<string, boolean>();
    for (const path of this.#paths) wanted.set(dirname(path), false);
    for (const { folder, deep } of real) wanted.set(folder, deep || wanted.get(folder) === true);
    for (const [key, { id }] of this.#watchers) {
      const [folder = '', deep = ''] = key.split('\0');
      const isWanted = wanted.get(folder) === (deep === 'deep');
      if (!isWanted || id !== identityOf(folder)) this.#close(key);
    }
    for (const [folder, deep] of wanted) this.#open(folder, deep);
  }

  /** Stops. */
  close(): void {
    clearTimeout(this.#timer);
    for (const key of this.#watchers.keys()) this.#close(key);
  }

  #open(folder: string, deep: boolean): void {
    const key = `${folder}\0${deep ? 'deep' : ''}`;
    const id = identityOf(folder);
    if (this.#watchers.has(key) || id === undefined) return;
    try {
      const watcher = watch(folder, { recursive: deep }, (_event, name) => {
        if (name === null || this.#concerns(join(folder, name))) this.#soon();
      });
      watcher.on('error', () => this.#close(key));
      this.#watchers.set(key, { watcher, id });
    } catch {
      // A folder that cannot be watched (no rights, no watchers left) leaves the others.
    }
  }

  #close(key: string): void {
    this.#watchers.get(key)?.watcher.close();
    this.#watchers.delete(key);
  }

  #concerns(path: string): boolean {
    if (this.#paths.has(path)) return true;
    return this.#bases.some((base) => path === base || path.startsWith(base + sep));
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#tell, SETTLE);
  }
}

/** What tells a folder from one of the same path that comes after it, whose number may be the same; undefined where there is none. */
function identityOf(folder: string): string | undefined {
  try {
    const { ino, birthtimeMs } = statSync(folder);
    return `${ino} ${birthtimeMs}`;
  } catch {
    return undefined;
  }
}

function isPattern(path: string): boolean {
  return /[*?{]/.test(path);
}

/** The folder before the first part that is a pattern, and whether folders in it count. */
function baseOf(pattern: string): { readonly folder: string; readonly deep: boolean } {
  const parts = pattern.split(sep);
  const at = parts.findIndex(isPattern);
  return { folder: parts.slice(0, at).join(sep) || sep, deep: at < parts.length - 1 };
}
