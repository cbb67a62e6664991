import { FindingsError } from '../diagnostics/index.ts';

/** What is wrong with a command line, and what to write. */
export function wrongUse(message: string, hint: string): FindingsError {
  return new FindingsError([{ code: 'cli/usage', severity: 'error', message, hint }]);
}
