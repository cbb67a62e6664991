import type { Readable, Writable } from 'node:stream';
import { FindingsError, type Paint } from '../diagnostics/index.ts';
import { systemReason } from './system-errors.ts';

/** What a command line runs on: Node's own streams in `bin/`, memory streams in tests. `cwd` is an absolute path. */
export type Streams = {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
};

/** Thrown by a write to a stream whose reader has gone (`smartpass … | head -1`): the run ends quietly. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

/** What a system says where the reader of a pipe has gone. */
const GONE: ReadonlySet<unknown> = new Set([
  'EPIPE',
  'ECONNRESET',
  'EOF',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/**
 * Writes text and waits until it was taken. Throws OutputClosedError where nobody reads any more, a FindingsError where the
 * text cannot be written for another reason, such as a full disk.
 */
export async function write(stream: Writable, text: string): Promise<void> {
  if (stream.destroyed || stream.writableEnded || stream.errored !== null)
    throw new OutputClosedError();
  await new Promise<void>((resolve, reject) => {
    const onClose = (): void => reject(new OutputClosedError());
    stream.once('close', onClose);
    stream.write(text, (error) => {
      stream.off('close', onClose);
      if (error === null || error === undefined) resolve();
      else reject(GONE.has(codeOf(error)) ? new OutputClosedError() : cannotWrite(error));
    });
  });
}

function cannotWrite(error: Error): FindingsError {
  const { text, hint } = systemReason(error);
  const message = `the output cannot be written: ${text}`;
  return new FindingsError([
    { code: 'cli/cannot-write', severity: 'error', message, ...(hint !== undefined && { hint }) },
  ]);
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : error.name;
}

/** Whether a stream gets colours: a terminal does unless NO_COLOR is set or TERM is `dumb`; FORCE_COLOR wins. */
function wantsColour(stream: Writable, env: Streams['env']): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return 'isTTY' in stream && stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** What output is written to: whether it is a terminal, and how many columns it has. */
export type Screen = { readonly isTerminal: boolean; readonly width: number };

/** The screen of a stream. */
export function screenOf(stream: Writable): Screen {
  return { isTerminal: 'isTTY' in stream && stream.isTTY === true, width: widthOf(stream) };
}

/** The columns of a terminal, or 100 for anything else. */
export function widthOf(stream: Writable): number {
  const columns = 'columns' in stream && typeof stream.columns === 'number' ? stream.columns : 100;
  return Math.max(40, Math.min(columns, 160));
}

/** The colours for findings on a stream; none where it wants none. */
export async function paintFor(stream: Writable, env: Streams['env']): Promise<Paint> {
  if (!wantsColour(stream, env)) return (await import('../diagnostics/index.ts')).plain;
  const { default: picocolors } = await import('picocolors');
  const colours = picocolors.createColors(true);
  return {
    error: (text) => colours.red(text),
    warning: (text) => colours.yellow(text),
    dim: (text) => colours.dim(text),
    strong: (text) => colours.bold(text),
  };
}

/** The most bytes that are read as a whole: no link, secret or file of a campaign has as many. */
export const MOST_BYTES: number = 2 ** 26;

/** The whole of standard input, as bytes. Throws a FindingsError where it is more than 64 megabytes. */
export async function readAll(stream: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array | string>) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    size += bytes.length;
    if (size > MOST_BYTES)
      throw new FindingsError([
        {
          code: 'cli/unreadable-file',
          severity: 'error',
          message: 'standard input holds more than 64 megabytes',
          hint: 'write it into a file, and name that',
        },
      ]);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
