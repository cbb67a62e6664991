import { chmodSync, closeSync, openSync, writeSync } from 'node:fs';
import { FindingsError } from '../diagnostics/index.ts';
import type { RelayLog } from '../events/index.ts';
import type { CommandContext } from './command.ts';
import { systemReason } from './system-errors.ts';

/** Takes the lines of a relay's log: one JSON object each. */
export type EventLog = { write(entry: RelayLog): void; close(): void };

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
        writeSync(file, line(entry));
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

function logFailed(reason: string): Readonly<Record<string, string>> {
  const at = new Date().toISOString();
  return { at, level: 'error', event: 'log-failed', code: 'cli/cannot-write', reason };
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
