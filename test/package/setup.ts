import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the package as npm would install it. */
    readonly packageFolder: string;
  }
}

/** Builds and packs the package once for all long tests, unpacks it, and removes it after them. */
export function setup(project: TestProject): () => void {
  const root = mkdtempSync(join(tmpdir(), 'smartpass-package-'));
  const modules = join(root, 'node_modules');
  mkdirSync(modules);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', root]);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  execFileSync('tar', ['-xzf', join(root, `smartpass-${version}.tgz`), '-C', modules]);
  const folder = join(modules, 'smartpass');
  renameSync(join(modules, 'package'), folder);
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  project.provide('packageFolder', folder);
  return () => rmSync(root, { recursive: true });
}
