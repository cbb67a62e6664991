import { chmodSync, closeSync, openSync, writeSync } from 'node:fs';
import { FindingsError } from '../diagnostics/index.ts';
import type { RelayLog } from '../events/index.ts';
import type { CommandContext } from './command.ts';
import { systemReason } from './system-errors.ts';

/** Takes the lines of a relay's log: one JSON object each. */
export type EventLog = { write(entry: RelayLog): void; close(): void };

/** A log in a file that its owner alone can read, else on stderr. Secrets are hidden in it. Throws a FindingsError for a file that cannot be written. */
export function openEventLog(
  path: string | undefined,
  { files, streams }: Pick<CommandContext, 'files' | 'streams'>,
): EventLog {
  const line = (entry: RelayLog): string =>
    `${files.secrets.hide(JSON.stringify({ at: new Date().toISOString(), ...entry }))}\n`;
  if (path === undefined)
    return { write: (entry) => void streams.stderr.write(line(entry)), close: () => undefined };
  const file = open(files.resolve(path), path);
  return { write: (entry) => void writeSync(file, line(entry)), close: () => closeSync(file) };
}

function open(full: string, path: string): number {
  try {
    const file = openSync(full, 'a', 0o600);
    chmodSync(full, 0o600);
    return file;
  } catch (error) {
    const message = `the log cannot be written: ${systemReason(error).text}`;
    throw new FindingsError([{ code: 'cli/cannot-write', severity: 'error', message, file: path }]);
  }
}
