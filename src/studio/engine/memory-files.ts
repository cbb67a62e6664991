import { fitsPath, type CampaignFiles } from '../../campaign/index.ts';
import { Cache, didYouMean, FindingsError } from '../../diagnostics/index.ts';

/** For so many patterns the paths that fit are kept. */
const MOST = 256;

/** The files of a workspace, as a campaign reads them. Paths start from the project's folder, above which there is nothing. */
export class MemoryFiles implements CampaignFiles {
  readonly #texts: Map<string, string> = new Map();
  /** The paths that fit each pattern, as long as there are no others. */
  #lists: Cache<readonly string[]> = new Cache(MOST);

  /** The texts by their paths. */
  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  /** Takes texts that are others now; null is a file that is no longer there. */
  change(changed: Readonly<Record<string, string | null>>): void {
    for (const [path, text] of Object.entries(changed)) {
      if ((text === null) === this.#texts.has(path)) this.#lists = new Cache(MOST);
      if (text === null) this.#texts.delete(path);
      else this.#texts.set(path, text);
    }
  }

  async read(path: string): Promise<string> {
    const text = this.#texts.get(path);
    if (text !== undefined) return text;
    const hint = didYouMean(path, [...this.#texts.keys()]);
    throw new FindingsError([
      {
        code: 'campaign/unreadable-file',
        severity: 'error',
        message: `the workspace has no file '${path}'`,
        ...(hint !== undefined && { hint }),
        file: path,
      },
    ]);
  }

  async list(pattern: string): Promise<readonly string[]> {
    if (this.#texts.has(pattern)) return [pattern];
    return this.#lists.recall(pattern, () =>
      [...this.#texts.keys()].filter((path) => fitsPath(path, pattern)).sort(),
    );
  }

  isTop(folder: string): boolean {
    return folder === '';
  }
}
