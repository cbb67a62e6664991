import { readFile } from 'node:fs/promises';

/** The package's folder: two above this file in `src/cli/` and in `dist/chunks/`. */
export const PACKAGE_FOLDER: URL = new URL('../../', import.meta.url);

type PackageJson = {
  readonly version: string;
  readonly peerDependencies: { readonly vitest: string };
};

async function packageJson(): Promise<PackageJson> {
  const text = await readFile(new URL('package.json', PACKAGE_FOLDER), 'utf8');
  return JSON.parse(text) as PackageJson;
}

/** The version of the package, out of its package.json. */
export async function version(): Promise<string> {
  return (await packageJson()).version;
}

/** The releases of vitest that `smartpass test` runs on, as npm writes ranges. */
export async function vitestRange(): Promise<string> {
  return (await packageJson()).peerDependencies.vitest;
}
