/** Why the system refuses something, in plain words: a sentence without its full stop, and what to do where that is known. */
export type SystemReason = { readonly code: string; readonly text: string; readonly hint?: string };

const PATH =
  'look at the path: on the command line it begins in this folder, in a file in the folder of that file';

const RIGHTS = 'look at the rights of the file and of its folder';

/** What the codes of Node's errors mean for somebody who named a file. */
const REASONS: ReadonlyMap<string, readonly [text: string, hint?: string]> = new Map([
  ['ENOENT', ['there is no such file or folder', PATH]],
  ['ENOTDIR', ['there is no such file or folder', PATH]],
  ['EISDIR', ['it is a folder, a file is expected', 'name a file in it']],
  ['EEXIST', ['a file is in the way']],
  ['ENOTEMPTY', ['a folder that is not empty is in the way']],
  ['EACCES', ['permission is denied', RIGHTS]],
  ['EPERM', ['permission is denied', RIGHTS]],
  ['EROFS', ['the file system can only be read', 'name a place that can be written']],
  ['ENOSPC', ['there is no space left']],
  ['EDQUOT', ['there is no space left for this user']],
  ['ELOOP', ['its symbolic links go round in a circle']],
  ['EFBIG', ['it is no plain file and does not end']],
  ['TOO_LARGE', ['it holds more than 64 megabytes', 'take a part of it']],
  ['ERR_FS_FILE_TOO_LARGE', ['it is too large to be read as a whole']],
  ['ERR_STRING_TOO_LONG', ['it is too large to be read as a whole']],
  ['ENAMETOOLONG', ['the name is longer than the system allows']],
  ['EINVAL', ['the system allows no such name']],
  ['ERR_INVALID_ARG_VALUE', ['the name holds a character that no file name has']],
  ['EBUSY', ['another program has it in use', 'close it there and try again']],
  ['ETXTBSY', ['another program has it in use', 'close it there and try again']],
  ['EMFILE', ['too many files are open', 'close some programs and try again']],
  ['ENFILE', ['too many files are open', 'close some programs and try again']],
  ['ENOMEM', ['there is no memory left']],
  ['EIO', ['the disk does not answer as it should']],
  ['ETIMEDOUT', ['the disk does not answer']],
  ['ESTALE', ['the network disk has lost it', 'try again']],
  ['ENXIO', ['there is nothing behind this device']],
  ['ENODEV', ['there is nothing behind this device']],
  ['EAGAIN', ['nothing can be read from it now']],
  ['EADDRINUSE', ['the address is in use']],
  ['EADDRNOTAVAIL', ['this machine does not have the address 127.0.0.1']],
]);

/** The reason of an error that Node threw; for one that nobody foresaw what the system calls it. */
export function systemReason(error: unknown): SystemReason {
  const given = error instanceof Error && 'code' in error ? error.code : undefined;
  const code = typeof given === 'string' ? given : '';
  const [text, hint] = REASONS.get(code) ?? [
    `the system says ${code === '' ? String(error) : code}`,
  ];
  return { code, text, ...(hint !== undefined && { hint }) };
}
