import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, smartpass } from './run-cli.ts';

test('init fills a new folder', async () => {
  const folder = join(emptyFolder(), 'demo');
  const { code, err } = await smartpass(['init', folder]);
  expect([code, err]).toEqual([0, '']);
  expect(existsSync(join(folder, '.github/workflows/campaigns.yml'))).toBe(true);
  expect(readFileSync(join(folder, 'package.json'), 'utf8')).toMatch(/"smartpass": "\^\d/);
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
