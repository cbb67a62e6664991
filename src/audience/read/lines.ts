import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { SourceError, type Part } from './batch.ts';

/** Bytes that are read at once. */
const CHUNK = 1 << 20;

/** A longer line is not read: the file has other line breaks, or is not text. */
const LONGEST_LINE = 1 << 26;

/** Some lines of a file, each without its line break; `bad` are the places of those whose bytes are not text. */
export type Lines = { readonly texts: readonly string[]; readonly bad: ReadonlySet<number> };

/**
 * The lines of a part of a file in blocks. A part that begins inside a file begins after the first line break there, and ends with the line that its
 * last byte is in, so that each line is in one part. Text is UTF-8, or UTF-16 where the file begins with its mark. Throws a SourceError for
 * UTF-16 that is damaged and for lines of more than 64 MB.
 */
export async function* linesOf(part: Part): AsyncGenerator<Lines, void, undefined> {
  const { isPacked, from } = part;
  const isInside = from > 0 && !isPacked;
  let isFirst = true;
  let lines: LineCutter | undefined;
  for await (const { bytes, isLast } of bytesOf(part)) {
    const isHead = lines === undefined && !isInside;
    lines ??= isInside ? new LineCutter(part.file) : cutterFor(bytes, part.file);
    let block = lines.cut(isHead ? withoutMark(bytes) : bytes, isLast);
    if (block.texts.length === 0) continue;
    // What is before the first line break belongs to the part before.
    if (isFirst && isInside) block = without(block);
    isFirst = false;
    if (block.texts.length > 0) yield block;
  }
}

/** The bytes of a part, to the end of the line that its last byte is in. */
async function* bytesOf({
  file,
  isPacked,
  from,
  to,
}: Part): AsyncGenerator<{ readonly bytes: Buffer; readonly isLast: boolean }, void, undefined> {
  // The byte before the first one tells whether a line begins there.
  let at = from > 0 && !isPacked ? from - 1 : 0;
  const source = createReadStream(file, { highWaterMark: CHUNK, start: at });
  const chunks = isPacked ? source.pipe(createGunzip()) : source;
  if (isPacked) source.on('error', (error) => void chunks.destroy(error));
  try {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      // Where the part ends in this chunk, its last line ends with the first line break from there.
      const stop = to < at + chunk.length ? chunk.indexOf(10, Math.max(0, to - 1 - at)) : -1;
      at += chunk.length;
      yield { bytes: stop < 0 ? chunk : chunk.subarray(0, stop + 1), isLast: false };
      if (stop >= 0) break;
    }
    yield { bytes: Buffer.alloc(0), isLast: true };
  } finally {
    source.destroy();
  }
}

/** Cuts UTF-8 into lines. */
class LineCutter {
  protected readonly file: string;
  private rest: Buffer = Buffer.alloc(0);

  constructor(file: string) {
    this.file = file;
  }

  /** The lines that end in some bytes; what is after the last line break is kept until the `isLast`. */
  cut(bytes: Buffer, isLast: boolean): Lines {
    const all = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    const end = isLast ? all.length : all.lastIndexOf(10);
    this.rest = end < 0 ? all : all.subarray(end + 1);
    if (this.rest.length > LONGEST_LINE)
      throw new SourceError(this.file, 'a line is longer than 64 MB');
    if (end < 0 || (isLast && end === 0)) return { texts: [], bad: NONE };
    const whole = all.subarray(0, end);
    if (isUtf8(whole)) return { texts: whole.toString('utf8').split('\n'), bad: NONE };
    const lines = whole
      .toString('latin1')
      .split('\n')
      .map((line) => Buffer.from(line, 'latin1'));
    return {
      texts: lines.map((line) => line.toString('utf8')),
      bad: new Set(lines.flatMap((line, at) => (isUtf8(line) ? [] : [at]))),
    };
  }
}

/** Turns UTF-16 into UTF-8 before. */
class WideLineCutter extends LineCutter {
  private readonly decoder: InstanceType<typeof TextDecoder>;

  constructor(file: string, encoding: 'utf-16le' | 'utf-16be') {
    super(file);
    this.decoder = new TextDecoder(encoding, { fatal: true });
  }

  override cut(bytes: Buffer, isLast: boolean): Lines {
    return super.cut(Buffer.from(this.decoded(bytes, isLast)), isLast);
  }

  private decoded(bytes: Buffer, isLast: boolean): string {
    try {
      return this.decoder.decode(bytes, { stream: !isLast });
    } catch {
      throw new SourceError(this.file, 'the file begins as UTF-16, and is not UTF-16 text');
    }
  }
}

const NONE: ReadonlySet<number> = new Set();

/** UTF-16 by the mark that a file begins with; undefined where it has none. */
export function wideEncodingOf(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
}

function withoutMark(head: Buffer): Buffer {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;
}

function cutterFor(head: Buffer, file: string): LineCutter {
  const encoding = wideEncodingOf(head);
  return encoding === undefined ? new LineCutter(file) : new WideLineCutter(file, encoding);
}

function without({ texts, bad }: Lines): Lines {
  return { texts: texts.slice(1), bad: new Set([...bad].flatMap((at) => (at > 0 ? at - 1 : []))) };
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

/** Whether each line of a table is a row: no quoted cell has a line break, as far as quotes come in pairs. */
export async function hasRowsInLines(file: string): Promise<boolean> {
  let isQuoted = false;
  for await (const chunk of createReadStream(file, {
    highWaterMark: CHUNK,
  }) as AsyncIterable<Buffer>)
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === 0x22) isQuoted = !isQuoted;
      else if (byte === 10 && isQuoted) return false;
    }
  return true;
}
