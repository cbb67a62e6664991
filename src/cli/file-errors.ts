import { FindingsError, type Finding } from '../diagnostics/index.ts';
import type { SystemReason } from './system-errors.ts';

/** The codes of findings for what keeps a file from being read. */
export const READ_CODES: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'cli/missing-file'],
  ['ENOTDIR', 'cli/missing-file'],
  ['EISDIR', 'cli/not-a-file'],
]);

/** The error of a file that cannot be read; `nearest` says what was meant. */
export function cannotRead(path: string, reason: SystemReason, nearest?: string): FindingsError {
  const hint = nearest ?? reason.hint;
  return new FindingsError([
    {
      code: READ_CODES.get(reason.code) ?? 'cli/unreadable-file',
      severity: 'error',
      message: `cannot read the file: ${reason.text}`,
      ...(hint !== undefined && { hint }),
      file: path,
    },
  ]);
}

/** What is said of a folder that cannot be listed. */
export function cannotList(folder: string, { text, hint }: SystemReason): Finding {
  return {
    code: 'cli/unreadable-folder',
    severity: 'error',
    message: `cannot look into the folder: ${text}`,
    ...(hint !== undefined && { hint }),
    file: folder,
  };
}

/** The error of a file that cannot be written. */
export function cannotWrite(path: string, reason: SystemReason): FindingsError {
  const isFolderMissing = reason.code === 'ENOENT' || reason.code === 'ENOTDIR';
  const text = isFolderMissing ? 'there is no such folder' : reason.text;
  const hint = isFolderMissing ? 'make the folder first, or name another' : reason.hint;
  return new FindingsError([
    {
      code: 'cli/cannot-write',
      severity: 'error',
      message: `cannot write the file: ${text}`,
      ...(hint !== undefined && { hint }),
      file: path,
    },
  ]);
}

/** What a folder holds, for somebody who named it in place of a file in it. */
export function holds(names: readonly string[]): string | undefined {
  const shown = names.filter((name) => !name.startsWith('.')).sort();
  if (shown.length === 0) return undefined;
  const more = shown.length > 4 ? `, … (${shown.length})` : '';
  return `it holds ${shown.slice(0, 4).join(', ')}${more}`;
}
