import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/** A tarball of npm's registry, or of a mirror of it. */
const REGISTRY = /^https?:.*\/-\/[^/]+\.tgz$/;

/**
 * What a package.json in a folder depends on to get the smartpass that runs: a range of releases where it came from a registry, else the
 * tarball, folder or address that it was installed from. Paths are absolute; `folder` is the package's own.
 */
export async function dependencyOn(
  target: string,
  folder: string,
  version: string,
): Promise<string> {
  const modules = dirname(folder);
  if (basename(modules) !== 'node_modules') return fileFrom(target, folder);
  const resolved = await resolvedIn(modules, basename(folder));
  if (resolved === undefined || REGISTRY.test(resolved)) return `^${version}`;
  return resolved.startsWith('file:')
    ? fileFrom(target, resolve(dirname(modules), resolved.slice('file:'.length)))
    : resolved;
}

/** Where npm says that it took a package from; undefined for another package manager. */
async function resolvedIn(modules: string, name: string): Promise<string | undefined> {
  try {
    const lock = JSON.parse(await readFile(join(modules, '.package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly resolved?: string }>>;
    };
    return lock.packages[`node_modules/${name}`]?.resolved;
  } catch {
    return undefined;
  }
}

function fileFrom(target: string, path: string): string {
  return `file:${relative(target, path).split(sep).join('/')}`;
}
