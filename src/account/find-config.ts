import { CONFIG_FILE } from './kind-table.ts';
import { rootOf } from './path-root.ts';

/** How folders are looked into: whether there is anything under a path, and whether no folder is above a folder. */
export type FolderLook = {
  exists(path: string): Promise<boolean>;
  isTop(folder: string): boolean;
};

/** What the folder of a project has; a configuration above it is not its own. */
const PROJECT_MARKS: readonly string[] = [CONFIG_FILE, 'package.json', '.git'];

/**
 * The configuration that counts for a file: the nearest one from its folder upwards, up to the nearest folder that is a project's.
 * Paths are as users write them, with `/`, and start from the folder that the command runs in.
 */
export async function findConfig(file: string, look: FolderLook): Promise<string | undefined> {
  const folder = await findProject(file, look);
  const path = folder === undefined ? undefined : inFolder(folder, CONFIG_FILE);
  return path !== undefined && (await look.exists(path)) ? path : undefined;
}

/**
 * The folder of the project that a file is in: the nearest one from the file upwards with a configuration, a `package.json` or
 * `.git`; undefined where there is none.
 */
export async function findProject(file: string, look: FolderLook): Promise<string | undefined> {
  for (let folder = folderOf(file); ; folder = folderAbove(folder)) {
    for (const mark of PROJECT_MARKS) if (await look.exists(inFolder(folder, mark))) return folder;
    if (look.isTop(folder)) return undefined;
  }
}

/** The folder of a file or folder, '' for the one that the command runs in; that of a root is itself. */
export function folderOf(file: string): string {
  const root = rootOf(file);
  const parts = file.slice(root.length).split('/').slice(0, -1);
  return `${root}${parts.filter((part) => part !== '' && part !== '.').join('/')}`;
}

function folderAbove(folder: string): string {
  const last = folder.split('/').at(-1);
  if (folder === '' || last === '..') return inFolder(folder, '..');
  return folderOf(folder);
}

function inFolder(folder: string, name: string): string {
  return folder === '' || folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}
