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
  ['EEXIST', ['a file is in the way', 'name another place, or move the file']],
  [
    'ENOTEMPTY',
    ['a folder that is not empty is in the way', 'name another place, or empty the folder'],
  ],
  ['EACCES', ['permission is denied', RIGHTS]],
  ['EPERM', ['permission is denied', RIGHTS]],
  ['EROFS', ['the file system can only be read', 'name a place that can be written']],
  ['ENOSPC', ['there is no space left', 'free some space, or name another disk']],
  ['EDQUOT', ['there is no space left for this user', 'free some space, or name another disk']],
  ['ELOOP', ['its symbolic links go round in a circle', 'name the file that they should lead to']],
  ['EFBIG', ['it is no plain file and does not end', 'name a plain file']],
  ['TOO_LARGE', ['it holds more than 64 megabytes', 'take a part of it']],
  ['ERR_FS_FILE_TOO_LARGE', ['it is too large to be read as a whole', 'take a part of it']],
  ['ERR_STRING_TOO_LONG', ['it is too large to be read as a whole', 'take a part of it']],
  ['ENAMETOOLONG', ['the name is longer than the system allows', 'name a file, not its text']],
  ['EINVAL', ['the system allows no such name', PATH]],
  ['ERR_INVALID_ARG_VALUE', ['the name holds a character that no file name has', PATH]],
  ['EBUSY', ['another program has it in use', 'close it there and try again']],
  ['ETXTBSY', ['another program has it in use', 'close it there and try again']],
  ['EMFILE', ['too many files are open', 'close some programs and try again']],
  ['ENFILE', ['too many files are open', 'close some programs and try again']],
  ['ENOMEM', ['there is no memory left', 'close some programs and try again']],
  ['EIO', ['the disk does not answer as it should', 'copy the file to another disk and try again']],
  ['ETIMEDOUT', ['the disk does not answer', 'try again']],
  ['ESTALE', ['the network disk has lost it', 'try again']],
  ['ENXIO', ['there is nothing behind this device', 'name a plain file']],
  ['ENODEV', ['there is nothing behind this device', 'name a plain file']],
  ['EAGAIN', ['nothing can be read from it now', 'try again']],
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
