import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, inject, test } from 'vitest';
import { emptyFolder } from '../cli/run-cli.ts';
import { runPackage, type Ran } from './run-package.ts';

const execute = promisify(execFile);

const folder = inject('packageFolder');
const own = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, string>>>
>;

const packed = (argv: readonly string[]): Promise<Ran> => runPackage(argv, folder);

describe('the package as it is published', () => {
  test('the command runs', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await packed(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test('exit codes are those of the command', async () => {
    const unsigned = 'https://pub1.pskt.io/c/a4hrop?data=e30';
    expect(await packed(['verify', unsigned])).toMatchObject({ code: 1, err: '' });
    expect(await packed(['verify', 'nonsense'])).toMatchObject({ code: 2, out: '' });
    expect(await packed(['nope'])).toMatchObject({ code: 2, out: '' });
  });

  test('a shipped campaign previews', async () => {
    const { code, out } = await packed(['preview', 'templates/loyalty-card/campaign.yaml']);
    expect(code).toBe(0);
    expect(out).toMatch(/ada +sent/);
  });

  test('V8 still inlines the methods of text, though nunjucks makes an object below their prototype', async () => {
    const code = `
      const { Environment } = await import(${JSON.stringify(pathToFileURL(join(folder, 'dist/api/jinja.js')).href)});
      new Environment().renderSource('{{ 1 }}');
      console.log(%HasFastProperties(String.prototype));`;
    const argv = ['--allow-natives-syntax', '--input-type=module', '--eval', code];
    expect((await execute(process.execPath, argv)).stdout).toBe('true\n');
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

  test('without vitest everything but the tests of campaigns works, which ask for it', async () => {
    const other = join(emptyFolder(), 'smartpass');
    cpSync(folder, other, { recursive: true, filter: (path) => !path.endsWith('node_modules') });
    const modules = join(other, 'node_modules');
    mkdirSync(modules);
    for (const name of Object.keys(own['dependencies'] ?? {}).filter((one) => !one.includes('/')))
      symlinkSync(join(process.cwd(), 'node_modules', name), join(modules, name));
    const bin = join(other, 'bin/smartpass.js');
    const run = async (...argv: string[]): Promise<string> =>
      execute(process.execPath, [bin, ...argv], { cwd: other }).then(
        ({ stdout }) => stdout,
        (error: unknown) => (error as { readonly stderr: string }).stderr,
      );
    expect(await run('preview', 'templates/loyalty-card/campaign.yaml')).toMatch(/ada +sent/);
    expect(await run('test', '--help')).toContain('--watch');
    expect(await run('test', 'templates')).toBe(
      `error: smartpass test runs on vitest, which is not installed [cli/no-vitest]\n  hint: npm install --save-dev "vitest@${own['peerDependencies']?.['vitest'] ?? ''}"\n`,
    );
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

  test('it contains neither sources nor tests, and its package.json nothing of the development', () => {
    for (const path of ['src', 'test', 'bench', 'scripts'])
      expect(existsSync(join(folder, path))).toBe(false);
    const packed = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as object;
    const { scripts: _scripts, devDependencies: _own, ...published } = own;
    expect(packed).toEqual(published);
    expect(readFileSync('package.json', 'utf8')).toContain('"scripts"');
  });

  test('it has every file that its documents link to', () => {
    const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.md') && !file.startsWith('node_modules'),
    );
    expect(pages.length).toBeGreaterThan(10);
    const broken = pages.flatMap((page) =>
      [...readFileSync(join(folder, page), 'utf8').matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !/^\w+:/.test(link) && !existsSync(join(folder, dirname(page), link)))
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  // The codecs of Parquet, the language server's protocol and the queries of the queue are half a megabyte of it.
  test('dist/ has the code once, in less than 3 MB without the files for browsers, and imports only what is installed', () => {
    const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, 'dist', file))
      .filter((file) => statSync(file).isFile() && !/browser\.js$|studio.index\.html$/.test(file));
    const sizes = files.map((file) => statSync(file).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
    const installed = new Set([
      ...Object.keys({ ...own.dependencies, ...own.peerDependencies }),
      ...builtinModules.map((name) => `node:${name}`),
    ]);
    const imported = files
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) => [
        ...readFileSync(file, 'utf8').matchAll(
          /(?<!["'`])(?:\bfrom|\bimport|\bimport\()"([^".][^"]*)"/g,
        ),
      ])
      .map(([, name = '']) => name);
    const foreign = imported.filter(
      (name) => !installed.has(name) && !installed.has(name.replace(/(?<=\w)\/.*$/, '')),
    );
    expect(new Set(foreign)).toEqual(new Set());
  });

  test('smartpass/browser has less than 300 kB, gzipped', () => {
    const code = readFileSync(join(folder, 'dist/browser.js'));
    const size = gzipSync(code, { level: 9 }).length;
    console.log(`smartpass/browser: ${code.length} bytes, ${size} gzipped`);
    expect(size).toBeLessThan(300_000);
  });

  test('the studio is one file of less than 600 kB, gzipped', () => {
    const studio = readFileSync(join(folder, 'dist/studio/index.html'));
    const size = gzipSync(studio, { level: 9 }).length;
    console.log(`the studio: ${studio.length} bytes, ${size} gzipped`);
    expect(size).toBeLessThan(600_000);
  });
});
