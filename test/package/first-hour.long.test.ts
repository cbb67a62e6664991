import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { failuresOf, stepsOf } from './transcript.ts';

let cwd = '';

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'smartpass-hour-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** An empty folder in which the package is installed. */
function installed(): string {
  mkdirSync(join(cwd, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(inject('packageFolder'), join(cwd, 'node_modules', 'smartpass'));
  symlinkSync('../smartpass/bin/smartpass.js', join(cwd, 'node_modules', '.bin', 'smartpass'));
  return cwd;
}

/** A fresh clone of the last commit, with the dependencies and the build that are here. */
function cloned(): string {
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${process.cwd()}`, cwd]);
  cpSync('dist', join(cwd, 'dist'), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(cwd, 'node_modules'));
  return cwd;
}

test.each([
  ['the tutorial', 'docs/tutorial.md', installed],
  [
    'the first hour with a template of one’s own',
    'test/package/transcripts/own-template.md',
    installed,
  ],
  ['the first minutes in a clone', 'test/package/transcripts/clone.md', cloned],
] as const)('%s: every command prints what the page shows', async (_what, page, folder) => {
  const markdown = readFileSync(page, 'utf8');
  expect(stepsOf(markdown).filter(({ kind }) => kind === 'command').length).toBeGreaterThan(4);
  expect(await failuresOf(markdown, folder())).toEqual([]);
});

test('npm start fits one screen', () => {
  const out = execFileSync('npm', ['start'], { cwd: cloned(), encoding: 'utf8' });
  const lines = out.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(40);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
});
