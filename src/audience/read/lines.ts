import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Part } from './batch.ts';

/** Bytes that are read at once. */
const CHUNK = 1 << 20;

/**
 * The lines of a part of a file in blocks, each without its line break. A part that begins inside a file begins after the first line break there,
 * and ends with the line that its last byte is in, so that each line is in one part.
 */
export async function* linesOf(part: Part): AsyncGenerator<readonly string[], void, undefined> {
  const { file, isPacked, from, to } = part;
  const isInside = from > 0 && !isPacked;
  // The byte before the first one tells whether a line begins there.
  const start = isInside ? from - 1 : 0;
  const source = createReadStream(file, { highWaterMark: CHUNK, start });
  const bytes = isPacked ? source.pipe(createGunzip()) : source;
  if (isPacked) source.on('error', (error) => void bytes.destroy(error));
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let at = start;
  let isFirst = true;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      // Where the part ends in this chunk, its last line ends with the first line break from there.
      const stop = to < at + chunk.length ? chunk.indexOf(10, Math.max(0, to - 1 - at)) : -1;
      const own = stop < 0 ? chunk : chunk.subarray(0, stop + 1);
      at += chunk.length;
      const lines = (rest + decoder.decode(own, { stream: stop < 0 })).split('\n');
      rest = lines.pop() ?? '';
      if (isFirst && isInside) lines.shift();
      isFirst &&= lines.length === 0 && isInside && rest !== '' && stop < 0;
      if (lines.length > 0) yield lines;
      if (stop >= 0) return;
    }
    if (rest !== '' && !isFirst) yield [rest];
  } finally {
    source.destroy();
  }
}

/** How many line breaks are before a part that begins inside a file. */
export async function linesBefore({ file, isPacked, from }: Part): Promise<number> {
  if (isPacked || from === 0) return 0;
  let count = 0;
  for await (const chunk of createReadStream(file, {
    highWaterMark: CHUNK,
    end: from - 2,
  }) as AsyncIterable<Buffer>)
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count += 1;
  return count;
}

/** Whether a file has a byte. */
export async function hasByte(file: string, byte: number): Promise<boolean> {
  for await (const chunk of createReadStream(file, {
    highWaterMark: CHUNK,
  }) as AsyncIterable<Buffer>)
    if (chunk.includes(byte)) return true;
  return false;
}
