import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dependencyOn } from '../../src/cli/own-package.ts';
import { emptyFolder, smartpass } from './run-cli.ts';

test('init fills a new folder', async () => {
  const folder = join(emptyFolder(), 'demo');
  const { code, err } = await smartpass(['init', folder]);
  expect([code, err]).toEqual([0, expect.stringMatching(/^package\.json takes smartpass from /)]);
  expect(existsSync(join(folder, '.github/workflows/campaigns.yml'))).toBe(true);
  const { devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const [, path = ''] = /^file:(.*)$/.exec(devDependencies['smartpass'] ?? '') ?? [];
  expect(join(folder, path)).toBe(process.cwd());
  expect(devDependencies['vitest']).toMatch(/^\^\d/);
  const preview = ['preview', 'campaigns/loyalty-card/campaign.yaml'];
  expect(await smartpass(preview, { cwd: folder })).toMatchObject({ code: 0, err: '' });
});

test('a folder that is in use is filled with --force only', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'mine.txt'), 'mine');
  const { code, err } = await smartpass(['init'], { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining('[cli/folder-in-use]')]);
  expect(readdirSync(cwd)).toEqual(['mine.txt']);
  expect((await smartpass(['init', '--force'], { cwd })).code).toBe(0);
  expect(readFileSync(join(cwd, 'mine.txt'), 'utf8')).toBe('mine');
});

test('a folder that smartpass alone is installed in is filled, and what its package.json lacks is told', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'node_modules'));
  writeFileSync(join(cwd, 'package.json'), '{ "dependencies": { "smartpass": "^0.1.0" } }');
  writeFileSync(join(cwd, 'package-lock.json'), '{}');
  const { code, out } = await smartpass(['init'], { cwd });
  expect(code).toBe(0);
  expect(out).toContain('  package.json (it lacks vitest: npm install --save-dev vitest)\n');
  expect(out).toContain('Next: npm install --save-dev vitest && npx smartpass test\n');
  expect(readFileSync(join(cwd, 'package.json'), 'utf8')).toContain('{ "dependencies"');
});

test('init writes everything or nothing', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'fixtures'), 'a file where a folder is needed');
  const { code, err } = await smartpass(['init', '--force'], { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining('[cli/cannot-write]')]);
  expect(readdirSync(cwd)).toEqual(['fixtures']);
});

test('an init that fails leaves the files it would replace as they were', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, '.gitignore'), 'mine');
  writeFileSync(join(cwd, 'README.md'), 'mine too');
  mkdirSync(join(cwd, 'campaigns'));
  writeFileSync(join(cwd, 'campaigns/loyalty-card'), 'in the way');
  const { code, err } = await smartpass(['init', '--force'], { cwd });
  expect([code, err]).toEqual([2, expect.stringContaining('[cli/cannot-write]\n  hint: name')]);
  expect(readdirSync(cwd).sort()).toEqual(['.gitignore', 'README.md', 'campaigns']);
  expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('mine');
  expect(readFileSync(join(cwd, 'README.md'), 'utf8')).toBe('mine too');
});

test('the snippets of a new repository are current, as its workflow checks', async () => {
  const folder = join(emptyFolder(), 'demo');
  await smartpass(['init', folder]);
  const check = await smartpass(['generate', '--all', '--check'], { cwd: folder });
  expect([check.code, check.out]).toEqual([0, '']);
});

test('--ci adds the workflow alone, and leaves one that is there', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'mine.txt'), 'mine');
  const { code, err } = await smartpass(['init', '--ci'], { cwd });
  expect([code, err]).toEqual([0, '']);
  expect(readdirSync(cwd).sort()).toEqual(['.github', 'mine.txt']);
  const workflow = join(cwd, '.github/workflows/campaigns.yml');
  const text = readFileSync(workflow, 'utf8');
  for (const step of ['checkout', 'setup-node', 'smartpass test', 'generate --all --check'])
    expect(text).toContain(step);
  writeFileSync(workflow, 'mine');
  const again = await smartpass(['init', '--ci', '--json'], { cwd });
  expect(JSON.parse(again.out)).toMatchObject({ files: [], kept: [expect.any(String)] });
  expect(readFileSync(workflow, 'utf8')).toBe('mine');
});

test.each([
  ['a registry', 'https://registry.npmjs.org/smartpass/-/smartpass-1.2.3.tgz', '^1.2.3'],
  ['a mirror', 'https://npm.example.com/repo/smartpass/-/smartpass-1.2.3.tgz', '^1.2.3'],
  ['a lock without addresses', undefined, '^1.2.3'],
  ['a tarball', 'file:../packed/smartpass-1.2.3.tgz', 'file:../../packed/smartpass-1.2.3.tgz'],
  ['an address', 'https://example.com/smartpass.tgz', 'https://example.com/smartpass.tgz'],
  ['git', 'git+ssh://git@example.com/a/b.git#0f', 'git+ssh://git@example.com/a/b.git#0f'],
])('a repository depends on smartpass as it was installed: from %s', async (_, resolved, spec) => {
  const home = join(emptyFolder(), 'home');
  const folder = join(home, 'node_modules/smartpass');
  mkdirSync(folder, { recursive: true });
  const packages = { 'node_modules/smartpass': { resolved } };
  writeFileSync(join(home, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
  expect(await dependencyOn(join(home, 'demo'), folder, '1.2.3')).toBe(spec);
});

test('from a folder, or by another package manager', async () => {
  const home = emptyFolder();
  expect(await dependencyOn(join(home, 'demo'), join(home, 'smartpass'), '1.2.3')).toBe(
    'file:../smartpass',
  );
  const folder = join(home, 'node_modules/smartpass');
  expect(await dependencyOn(join(home, 'demo'), folder, '1.2.3')).toBe('^1.2.3');
});
