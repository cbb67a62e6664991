import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** So many characters are held in memory. */
const HELD = 2 ** 19;

/** A text that is made before it is known whether it is wanted: what does not fit into memory waits in a file. */
export class Spool {
  #held: string[] = [];
  #length = 0;
  #folder: string | undefined;

  /** Adds a piece. */
  async add(text: string): Promise<void> {
    this.#held.push(text);
    this.#length += text.length;
    if (this.#length <= HELD) return;
    this.#folder ??= await mkdtemp(join(tmpdir(), 'smartpass-'));
    await appendFile(this.#file(this.#folder), this.#held.join(''), { mode: 0o600 });
    this.#held = [];
    this.#length = 0;
  }

  /** The whole text in pieces, in order. */
  async *pieces(): AsyncGenerator<string, void, undefined> {
    if (this.#folder !== undefined)
      yield* createReadStream(this.#file(this.#folder), 'utf8') as AsyncIterable<string>;
    yield this.#held.join('');
  }

  /** Removes the file. */
  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  #file(folder: string): string {
    return join(folder, 'spool');
  }
}
