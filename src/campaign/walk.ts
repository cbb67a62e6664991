import { rootOf } from '../account/index.ts';
import { expandBraces, wildcard } from './wildcard.ts';

/** What is in a folder: a name, and whether it is a folder itself. */
export type FolderEntry = { readonly name: string; isDirectory(): boolean };

/**
 * How folders are looked into. `entries` gives what is in one, nothing for what is no folder or cannot be read; `exists`
 * says whether there is anything under a path. Paths are written with `/`; '' is the folder that relative ones start from.
 */
export type Folders = {
  entries(folder: string): Promise<readonly FolderEntry[]>;
  exists(path: string): Promise<boolean>;
};

/**
 * The files that match a pattern, sorted, each once. `*` and `?` match inside one part of a path, `**` any number of folders,
 * `{a,b}` either; hidden files and node_modules only where they are written out. A pattern without any of them is the path
 * itself where it exists.
 */
export async function listFiles(pattern: string, folders: Folders): Promise<readonly string[]> {
  const walk: Walk = { folders: readOnce(folders), found: new Set(), seen: new Set() };
  for (const choice of expandBraces(pattern)) {
    const root = rootOf(choice);
    const parts = choice.slice(root.length).split('/');
    const named = parts.filter((part) => part !== '' && part !== '.');
    await walkFrom(root, named, walk);
  }
  return [...walk.found].sort();
}

/** What a walk finds, and from where it looked for which parts already: several `**` lead to one folder in many ways. */
type Walk = {
  readonly folders: Folders;
  readonly found: Set<string>;
  readonly seen: Set<string>;
};

/** The same folders, each of which is read once: `**` goes into it and what follows looks at it, for each choice of braces. */
function readOnce(folders: Folders): Folders {
  const known = new Map<string, Promise<readonly FolderEntry[]>>();
  const entries = (folder: string): Promise<readonly FolderEntry[]> => {
    const read = known.get(folder) ?? folders.entries(folder);
    known.set(folder, read);
    return read;
  };
  return { entries, exists: (path) => folders.exists(path) };
}

async function walkFrom(base: string, parts: readonly string[], walk: Walk): Promise<void> {
  const { folders, found, seen } = walk;
  const [part, ...rest] = parts;
  if (part === undefined) {
    if (base !== '') found.add(base);
    return;
  }
  const key = `${base}\n${parts.join('/')}`;
  if (seen.has(key)) return;
  seen.add(key);
  if (part === '**') {
    await walkFrom(base, rest, walk);
    for (const entry of await folders.entries(base))
      if (entry.isDirectory() && !isHidden(entry.name))
        await walkFrom(join(base, entry.name), parts, walk);
    return;
  }
  if (!/[*?]/.test(part)) {
    const path = join(base, part);
    if (rest.length > 0 || (await folders.exists(path))) await walkFrom(path, rest, walk);
    return;
  }
  const fits = wildcard(part);
  for (const entry of await folders.entries(base)) {
    if (!fits(entry.name) || (isHidden(entry.name) && !part.startsWith('.'))) continue;
    if (entry.isDirectory() !== rest.length > 0) continue;
    const path = join(base, entry.name);
    if (rest.length > 0) await walkFrom(path, rest, walk);
    else found.add(path);
  }
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function join(base: string, name: string): string {
  return base === '' || base.endsWith('/') ? `${base}${name}` : `${base}/${name}`;
}
