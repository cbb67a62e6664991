import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { emptyFolder } from '../cli/run-cli.ts';
import { runPackage, type Ran } from './run-package.ts';

const execute = promisify(execFile);

const folder = inject('packageFolder');

const packed = (argv: readonly string[]): Promise<Ran> => runPackage(argv, folder);

describe('the package as it is published', () => {
  test('the command runs', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await packed(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test('exit codes are those of the command', async () => {
    expect(await packed(['verify', 'nonsense'])).toMatchObject({ code: 1, err: '' });
    expect(await packed(['nope'])).toMatchObject({ code: 2, out: '' });
  });

  test('a shipped campaign previews', async () => {
    const { code, out } = await packed(['preview', 'templates/loyalty-card/campaign.yaml']);
    expect(code).toBe(0);
    expect(out).toMatch(/ada +sent/);
  });

  test('in an empty folder, init and then test pass', async () => {
    const home = emptyFolder();
    const modules = join(home, 'node_modules');
    mkdirSync(join(modules, '.bin'), { recursive: true });
    symlinkSync(folder, join(modules, 'smartpass'));
    symlinkSync(join(folder, 'bin/smartpass.js'), join(modules, '.bin/smartpass'));
    chmodSync(join(folder, 'bin/smartpass.js'), 0o755);
    const script = 'npx --offline smartpass init demo && cd demo && npx --offline smartpass test';
    const env = { PATH: process.env['PATH'], HOME: home, NO_COLOR: '1' };
    const { stdout } = await execute('sh', ['-c', script], { cwd: home, env });
    expect(stdout).toMatch(/Tests {2}\d+ passed \(\d+\)/);
    expect(stdout).toContain('100 % campaigns/loyalty-card/campaign.yaml');
  });

  test('every path that package.json exports exists and loads', async () => {
    const { exports, files } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      exports: Record<string, string | { types: string; default: string }>;
      files: readonly string[];
    };
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? [target] : [target.types, target.default],
    );
    const missing = [...targets, ...files].filter(
      (path) => !path.includes('*') && !existsSync(join(folder, path)),
    );
    expect(missing).toEqual([]);
    for (const target of targets.filter((path) => path.endsWith('.js')))
      await import(join(folder, target));
  });

  test('it contains neither sources nor tests', () => {
    for (const path of ['src', 'test', 'bench', 'scripts'])
      expect(existsSync(join(folder, path))).toBe(false);
  });
});
