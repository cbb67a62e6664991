import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import { cannotRead } from './file-errors.ts';
import { MOST_BYTES } from './streams.ts';
import { systemReason } from './system-errors.ts';

/** The bytes of a plain file, whose size is known: to ask for it and for the end once more takes as long as to read a small file. */
export function readNow(full: string, size: number): Uint8Array {
  const file = openSync(full, 'r');
  try {
    const bytes = Buffer.allocUnsafe(size + 1);
    const count = readSync(file, bytes);
    // Others may hold more than they say, such as those of the system that say nothing.
    return count === size && size > 0 ? bytes.subarray(0, size) : readFileSync(full);
  } finally {
    closeSync(file);
  }
}

/** What a pipe or device gives. */
export async function readStream(path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BYTES) throw Object.assign(new Error('no end'), { code: 'EFBIG' });
  }
  return Buffer.concat(chunks);
}

/** What a file gives in pieces; a failure is a FindingsError about its path. */
export async function* chunksOf(
  full: string,
  path: string,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* createReadStream(full) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw cannotRead(path, systemReason(error));
  }
}
