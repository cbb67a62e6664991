import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** So many bytes are held in memory. */
const HELD = 2 ** 19;

/**
 * A text that is made before it is known whether it is wanted: what does not fit into memory waits in a file. It is held as bytes:
 * texts that wait for a while are taken for ones that stay, and fill the memory.
 */
export class Spool {
  #held: Buffer | undefined;
  #length = 0;
  #folder: string | undefined;

  /** Adds a piece. */
  async add(text: string): Promise<void> {
    // No character has more than three bytes for each of its units.
    const most = text.length * 3;
    this.#held ??= Buffer.allocUnsafe(HELD);
    if (this.#length + most > HELD) await this.#empty(this.#held);
    if (most > HELD) await this.#append(Buffer.from(text));
    else this.#length += this.#held.write(text, this.#length);
  }

  /** The whole text in pieces, in order. */
  async *pieces(): AsyncGenerator<string, void, undefined> {
    if (this.#folder !== undefined)
      yield* createReadStream(this.#file(this.#folder), 'utf8') as AsyncIterable<string>;
    if (this.#held !== undefined) yield this.#held.toString('utf8', 0, this.#length);
  }

  /** Removes the file. */
  async close(): Promise<void> {
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async #empty(held: Buffer): Promise<void> {
    if (this.#length > 0) await this.#append(held.subarray(0, this.#length));
    this.#length = 0;
  }

  async #append(bytes: Buffer): Promise<void> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'smartpass-'));
    await appendFile(this.#file(this.#folder), bytes, { mode: 0o600 });
  }

  #file(folder: string): string {
    return join(folder, 'spool');
  }
}
