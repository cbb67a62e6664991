import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';

const execute = promisify(execFile);

/** What a command answered. */
export type Ran = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the command of the packed package in a folder, as a shell would. Variables of CI and of vitest are not handed on. */
export async function runPackage(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const { CI: _ci, GITHUB_ACTIONS: _actions, VITEST: _vitest, ...inherited } = process.env;
  const clean = Object.fromEntries(
    Object.entries(inherited).filter(([name]) => !name.startsWith('VITEST')),
  );
  const options = {
    cwd,
    env: { ...clean, NODE_ENV: '', NO_COLOR: '1', ...env },
    // The studio's page alone has almost two megabytes.
    maxBuffer: 2 ** 24,
  };
  try {
    const bin = join(inject('packageFolder'), 'bin/smartpass.js');
    const { stdout, stderr } = await execute(process.execPath, [bin, ...argv], options);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}
