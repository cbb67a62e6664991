import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../src/cli/unified-diff.ts';
import { emptyFolder, folderOf, smartpass } from './run-cli.ts';

const numbered = (change: string): string =>
  ['1', '2', '3', '4', '5', '6', '7', '8', '9', change, ''].join('\n');

test('a unified diff is as diff -u writes it', () => {
  expect(unifiedDiff('a\nb\n', 'a\nb\n', 'x', 'y')).toBe('');
  expect(unifiedDiff('a\nb\nc\n', 'a\nB\nc\n', 'x', 'y')).toBe(
    '--- x\n+++ y\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n',
  );
  expect(unifiedDiff(numbered('x'), numbered('y'), 'x', 'y')).toBe(
    '--- x\n+++ y\n@@ -7,4 +7,4 @@\n 7\n 8\n 9\n-x\n+y\n',
  );
  expect(unifiedDiff('', 'a\n', '/dev/null', 'y')).toBe(
    '--- /dev/null\n+++ y\n@@ -0,0 +1,1 @@\n+a\n',
  );
  expect(unifiedDiff('a\nb', 'a\nc', 'x', 'y')).toBe(
    '--- x\n+++ y\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n',
  );
});

const hasPatch = spawnSync('patch', ['--version']).status === 0;
if (!hasPatch) console.log('there is no command patch here: tests that apply diffs are skipped');

/** What `patch` makes of a text by its diff to another. */
function patched(folder: string, before: string, after: string): string {
  const file = join(folder, 'a mail.html');
  writeFileSync(file, before);
  const input = unifiedDiff(before, after, 'a mail.html', 'a mail.html');
  if (input !== '') execFileSync('patch', ['--binary', '-p0', '-s'], { cwd: folder, input });
  return readFileSync(file, 'utf8');
}

test.skipIf(!hasPatch)('patch makes the other text of it, whatever the two are', () => {
  const folder = emptyFolder();
  const text = fc
    .array(fc.constantFrom('a', 'b', '', 'c\r', '\uFEFFd', '{% x %}'), { minLength: 1 })
    .map((lines) => lines.join('\n'));
  const runs = fc.property(text, text, (before, after) => {
    fc.pre(before !== '' && after !== '');
    expect(patched(folder, before, after)).toBe(after);
  });
  fc.assert(runs, { numRuns: 60 });
});

test.skipIf(!hasPatch)(
  'texts of 20,000 lines, with changes at both ends, in all lines, and where many are taken out',
  () => {
    const folder = emptyFolder();
    const all = Array.from({ length: 20_000 }, (_, at) => `line ${at}`);
    const before = `${all.join('\n')}\n`;
    for (const after of [
      `first\n${all.slice(1, -1).join('\n')}\nlast`,
      before.replaceAll('line', 'row'),
      `${[...all.slice(0, 9000), 'x', ...all.slice(12_000)].join('\n')}\n`,
    ])
      expect(patched(folder, before, after)).toBe(after);
  },
);

test.skipIf(!hasPatch).each([
  ['a mail.html', "{{ UserAttribute['Nick']|default('a',true) }}"],
  ['mail.html', "\uFEFF<p>ü</p>\r\n{{ UserAttribute['Nick']|default('a',true) }}\r\n"],
])('the dry run of format gives what format writes: %j %j', async (name, text) => {
  const [dry, made] = [folderOf({ [name]: text }), folderOf({ [name]: text })];
  const { out } = await smartpass(['format', name, '--dry-run'], { cwd: dry });
  execFileSync('patch', ['--binary', '-p0', '-s'], { cwd: dry, input: out });
  expect((await smartpass(['format', name], { cwd: made })).code).toBe(0);
  const after = readFileSync(join(made, name), 'utf8');
  expect(after).toBe(text.replace(',true', ', true'));
  expect(readFileSync(join(dry, name), 'utf8')).toBe(after);
});
