import { readFile } from 'node:fs/promises';

/** The package's folder: two above this file in `src/cli/` and in `dist/chunks/`. */
export const PACKAGE_FOLDER: URL = new URL('../../', import.meta.url);

/** The version of the package, out of its package.json. */
export async function version(): Promise<string> {
  const text = await readFile(new URL('package.json', PACKAGE_FOLDER), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
