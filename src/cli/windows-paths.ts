/** A drive, a share, or a folder that is named from here. */
const SURE = /^(?:[A-Za-z]:[\\/]|\\\\[^\\]+\\[^\\]|\.{1,2}\\)/;

/** The end of a file's name, or of a pattern of them. */
const NAME = /\\[^\\/]*(?:\.\w{1,10}|\*)$/;

/**
 * A word of a command line as Windows writes it, with its path written with `/`, as everywhere else: a shell there completes
 * `templates\card\campaign.yaml`. Other words stay, such as a regular expression; `exists` says whether there is something of that name.
 */
export function withSlashes(word: string, exists: (path: string) => boolean): string {
  const [, option = '', path = ''] = /^(--?[\w-]+=)?([^]*)$/.exec(word) ?? [];
  if (!path.includes('\\') || path.includes('://')) return word;
  const isPath = SURE.test(path) || NAME.test(path) || exists(path);
  return isPath ? `${option}${path.replaceAll('\\', '/')}` : word;
}
