import { Files } from './files.ts';
import type { Secrets } from '../diagnostics/index.ts';
import { learnSecrets } from '../analysis/index.ts';

/** Files of which some are open in an editor: what is written there wins over what the disk holds. Paths of texts are absolute. */
export class OverlayFiles extends Files {
  readonly #open: ReadonlyMap<string, string>;

  constructor(cwd: string, open: ReadonlyMap<string, string>, secrets?: Secrets) {
    super(cwd, secrets);
    this.#open = open;
  }

  override async read(path: string): Promise<string> {
    const text = this.#open.get(this.resolve(path).replaceAll('\\', '/'));
    if (text === undefined) return super.read(path);
    this.sources.set(path, text);
    learnSecrets(text, this.secrets);
    return text;
  }
}
