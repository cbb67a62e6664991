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
  const found = new Set<string>();
  for (const choice of expandBraces(pattern)) {
    const parts = choice.split('/').filter((part) => part !== '' && part !== '.');
    await walk(choice.startsWith('/') ? '/' : '', parts, folders, found);
  }
  return [...found].sort();
}

/** A path pattern as a regular expression for whole paths. */
export function pathShape(pattern: string): RegExp {
  const choices = expandBraces(pattern).map((choice) =>
    choice
      .split('/')
      .map((part) => (part === '**' ? '(?:[^/]+/)*' : `${sourceOf(part)}/`))
      .join('')
      .replace(/\/$/, ''),
  );
  return new RegExp(`^(?:${choices.join('|')})$`, 'u');
}

async function walk(
  base: string,
  parts: readonly string[],
  folders: Folders,
  found: Set<string>,
): Promise<void> {
  const [part, ...rest] = parts;
  if (part === undefined) {
    if (base !== '') found.add(base);
    return;
  }
  if (part === '**') {
    await walk(base, rest, folders, found);
    for (const entry of await folders.entries(base))
      if (entry.isDirectory() && !isHidden(entry.name))
        await walk(join(base, entry.name), parts, folders, found);
    return;
  }
  if (!/[*?]/.test(part)) {
    const path = join(base, part);
    if (rest.length > 0 || (await folders.exists(path))) await walk(path, rest, folders, found);
    return;
  }
  const shape = new RegExp(`^${sourceOf(part)}$`, 'u');
  for (const entry of await folders.entries(base)) {
    if (!shape.test(entry.name) || (isHidden(entry.name) && !part.startsWith('.'))) continue;
    if (entry.isDirectory() === rest.length > 0)
      await walk(join(base, entry.name), rest, folders, found);
  }
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

function join(base: string, name: string): string {
  return base === '' || base === '/' ? `${base}${name}` : `${base}/${name}`;
}

function sourceOf(part: string): string {
  return part
    .replaceAll(/[.+^$()|[\]\\{}]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
}

function expandBraces(pattern: string): readonly string[] {
  const group = /\{([^{}]*,[^{}]*)\}/.exec(pattern);
  if (group === null) return [pattern];
  const [whole, inner = ''] = group;
  const before = pattern.slice(0, group.index);
  const after = pattern.slice(group.index + whole.length);
  return inner.split(',').flatMap((choice) => expandBraces(`${before}${choice}${after}`));
}
