/**
 * What an absolute path begins with, written with `/` as everywhere below the command line: `/`, on Windows a drive such as `C:/` or a share
 * such as `//server/share/`; '' for a relative path.
 */
export function rootOf(path: string): string {
  return /^(?:[A-Za-z]:\/|\/\/[^/]+\/[^/]+(?:\/|$)|\/)/.exec(path)?.[0] ?? '';
}
