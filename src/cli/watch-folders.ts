import { existsSync, watch, type FSWatcher } from 'node:fs';
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
  readonly #watchers: Map<string, FSWatcher> = new Map();
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
    for (const [key, watcher] of this.#watchers) {
      const [folder = '', deep = ''] = key.split('\0');
      if (wanted.get(folder) === (deep === 'deep')) continue;
      watcher.close();
      this.#watchers.delete(key);
    }
    for (const [folder, deep] of wanted) this.#open(folder, deep);
  }

  /** Stops. */
  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #open(folder: string, deep: boolean): void {
    const key = `${folder}\0${deep ? 'deep' : ''}`;
    if (this.#watchers.has(key) || !existsSync(folder)) return;
    try {
      const watcher = watch(folder, { recursive: deep }, (_event, name) => {
        if (name === null || this.#concerns(join(folder, name))) this.#soon();
      });
      watcher.on('error', () => {
        watcher.close();
        this.#watchers.delete(key);
      });
      this.#watchers.set(key, watcher);
    } catch {
      // A folder that cannot be watched (no rights, no watchers left) leaves the others.
    }
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

function isPattern(path: string): boolean {
  return /[*?{]/.test(path);
}

/** The folder before the first part that is a pattern, and whether folders in it count. */
function baseOf(pattern: string): { readonly folder: string; readonly deep: boolean } {
  const parts = pattern.split(sep);
  const at = parts.findIndex(isPattern);
  return { folder: parts.slice(0, at).join(sep) || sep, deep: at < parts.length - 1 };
}
