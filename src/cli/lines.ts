import type { Readable } from 'node:stream';

/** Some lines of a stream, the first of which has the given number; what they are not is a text yet. */
type LineBatch = { readonly first: number; readonly lines: readonly Uint8Array[] };

const LF = 0x0a;

/**
 * The lines of a byte stream, without their line feeds, in batches of what arrived at once: anyone who answers a batch before
 * asking for the next keeps the stream's pace. A last line without a line feed counts.
 */
export async function* lineBatches(stream: Readable): AsyncGenerator<LineBatch, void, undefined> {
  let first = 1;
  let rest: Uint8Array[] = [];
  for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    const lines: Uint8Array[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      const line = bytes.subarray(start, end);
      lines.push(rest.length === 0 ? line : Buffer.concat([...rest, line]));
      rest = [];
      start = end + 1;
    }
    if (start < bytes.length) rest.push(bytes.subarray(start));
    if (lines.length > 0) yield { first, lines };
    first += lines.length;
  }
  if (rest.length > 0) yield { first, lines: [Buffer.concat(rest)] };
}
