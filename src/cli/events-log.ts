import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs';
import { FindingsError } from '../diagnostics/index.ts';
import type { RelayLog } from '../events/index.ts';
import type { CommandContext } from './command.ts';
import { systemReason } from './system-errors.ts';

/** Takes the lines of a relay's log: one JSON object each. */
type EventLog = { write(entry: RelayLog): void; close(): void };

/**
 * A log in a file that its owner alone can read, else on stderr. Secrets are hidden in it. Where the
 * file fails later, lines are lost and stderr has the reason once. Throws a FindingsError for a file that cannot be written.
 */
export function openEventLog(
  path: string | undefined,
  { files, streams }: Pick<CommandContext, 'files' | 'streams'>,
): EventLog {
  const line = (entry: RelayLog): string =>
    `${files.secrets.hide(JSON.stringify({ at: new Date().toISOString(), ...entry }))}\n`;
  if (path === undefined)
    return { write: (entry) => void streams.stderr.write(line(entry)), close: () => undefined };
  const file = open(files.resolve(path), path);
  let isFailing = false;
  return {
    write(entry) {
      try {
        writeWhole(file, `${isFailing ? '\n' : ''}${line(entry)}`);
        isFailing = false;
      } catch (error) {
        // The relay goes on without its log.
        if (!isFailing)
          streams.stderr.write(`${JSON.stringify(logFailed(systemReason(error).text))}\n`);
        isFailing = true;
      }
    },
    close: () => closeSync(file),
  };
}

/** Writes a text, also where the system takes it in parts. */
function writeWhole(file: number, text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) left = left.subarray(writeSync(file, left));
}

function logFailed(reason: string): Readonly<Record<string, string>> {
  const at = new Date().toISOString();
  return { at, level: 'error', event: 'log-failed', code: 'cli/cannot-write', reason };
}

function open(full: string, path: string): number {
  try {
    const file = openSync(full, 'a', 0o600);
    if (fstatSync(file).isFile()) fchmodSync(file, 0o600);
    return file;
  } catch (error) {
    const message = `the log cannot be written: ${systemReason(error).text}`;
    const hint = 'name a file that can be written';
    throw new FindingsError([
      { code: 'cli/cannot-write', severity: 'error', message, hint, file: path },
    ]);
  }
}
