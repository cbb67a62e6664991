import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { emptyFolder } from './run-cli.ts';

const execute = promisify(execFile);

type Ran = { readonly code: number; readonly out: string; readonly err: string };

let folder = '';

/** Runs the packed command as a user's shell would. */
async function packed(argv: readonly string[]): Promise<Ran> {
  const bin = join(folder, 'package/bin/smartpass.js');
  const cwd = join(folder, 'package');
  try {
    const { stdout, stderr } = await execute(process.execPath, [bin, ...argv], { cwd });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

beforeAll(async () => {
  folder = emptyFolder();
  await execute('npm', ['run', 'build', '--silent']);
  await execute('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  await execute('tar', ['-xzf', join(folder, `smartpass-${version}.tgz`), '-C', folder]);
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'package/node_modules'));
}, 120_000);

describe('the package as it is published', () => {
  test('the command runs', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await packed(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test('exit codes reach the shell', async () => {
    expect(await packed(['verify', 'nonsense'])).toMatchObject({ code: 1, err: '' });
    expect(await packed(['nope'])).toMatchObject({ code: 2, out: '' });
  });

  test('a shipped campaign previews', async () => {
    const { code, out } = await packed(['preview', 'templates/loyalty-card/campaign.yaml']);
    expect(code).toBe(0);
    expect(out).toMatch(/│ ada +│ sent/);
  });

  test('in an empty folder, init and then test pass', async () => {
    const home = emptyFolder();
    const modules = join(home, 'node_modules');
    mkdirSync(join(modules, '.bin'), { recursive: true });
    symlinkSync(join(folder, 'package'), join(modules, 'smartpass'));
    symlinkSync(join(folder, 'package/bin/smartpass.js'), join(modules, '.bin/smartpass'));
    chmodSync(join(folder, 'package/bin/smartpass.js'), 0o755);
    const script = 'npx --offline smartpass init demo && cd demo && npx --offline smartpass test';
    const env = { PATH: process.env['PATH'], HOME: home, NO_COLOR: '1' };
    const { stdout } = await execute('sh', ['-c', script], { cwd: home, env });
    expect(stdout).toMatch(/Tests {2}\d+ passed \(\d+\)/);
    expect(stdout).toContain('100 % campaigns/loyalty-card/campaign.yaml');
  }, 150_000);

  test('every path that package.json exports is there, and loads', async () => {
    const { exports, files } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      exports: Record<string, string | { types: string; default: string }>;
      files: readonly string[];
    };
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? [target] : [target.types, target.default],
    );
    const missing = [...targets, ...files].filter(
      (path) => !path.includes('*') && !existsSync(join(folder, 'package', path)),
    );
    expect(missing).toEqual([]);
    for (const target of targets.filter((path) => path.endsWith('.js')))
      await import(join(folder, 'package', target));
  });

  test('it holds neither sources nor tests', () => {
    for (const path of ['src', 'test', 'bench', 'scripts'])
      expect(existsSync(join(folder, 'package', path))).toBe(false);
  });
});
