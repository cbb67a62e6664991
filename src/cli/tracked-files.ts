import type { CampaignFiles } from '../campaign/index.ts';
import type { Files } from './files.ts';
import type { Watched } from './watch-folders.ts';

/** Files that note what is asked of them: the paths that were read, and the patterns that were looked for. */
export class TrackedFiles implements CampaignFiles {
  readonly paths: Set<string> = new Set();
  readonly patterns: Set<string> = new Set();
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  read(path: string): Promise<string> {
    this.paths.add(path);
    return this.#files.read(path);
  }

  bytes(path: string): Promise<Uint8Array> {
    this.paths.add(path);
    return this.#files.bytes(path);
  }

  list(pattern: string): Promise<readonly string[]> {
    this.patterns.add(pattern);
    return this.#files.list(pattern);
  }

  look(path: string): ReturnType<Files['look']> {
    return this.#files.look(path);
  }

  isPlain(path: string): boolean {
    return this.#files.isPlain(path);
  }

  isTop(folder: string): boolean {
    return this.#files.isTop(folder);
  }

  /** What a watch has to look at to hear of every change. */
  watched(): Watched {
    const resolve = (path: string): string => this.#files.resolve(path);
    return { paths: [...this.paths].map(resolve), patterns: [...this.patterns].map(resolve) };
  }
}
