import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emptyFolder } from '../cli/run-cli.ts';

const execute = promisify(execFile);

/** What a command answered. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Compiles the package into a folder of its own, as it would be installed, and gives that folder. */
export async function buildPackage(): Promise<string> {
  const folder = join(emptyFolder(), 'node_modules/smartpass');
  mkdirSync(folder, { recursive: true });
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  const dist = join(folder, 'dist');
  await execute(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', dist]);
  await execute(process.execPath, ['scripts/bundle.js', dist]);
  for (const part of ['bin', 'schemas', 'templates', 'package.json'])
    cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs the command of a built package in a folder, as a shell would. Variables of CI are not handed on. */
export async function runBuilt(
  folder: string,
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const { CI: _ci, GITHUB_ACTIONS: _actions, VITEST: _vitest, ...inherited } = process.env;
  const clean = Object.fromEntries(
    Object.entries(inherited).filter(([name]) => !name.startsWith('VITEST')),
  );
  const options = { cwd, env: { ...clean, NODE_ENV: '', NO_COLOR: '1', ...env } };
  try {
    const bin = join(folder, 'bin/smartpass.js');
    const { stdout, stderr } = await execute(process.execPath, [bin, ...argv], options);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}
