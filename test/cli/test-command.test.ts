import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, smartpass } from './run-cli.ts';

// What the command says before vitest starts; test/package/command.long.test.ts has the runs themselves.

const LOYALTY = 'templates/loyalty-card/campaign.yaml';

test.each<[string, string[], Record<string, string>?]>([
  ['--ci and -u', ['--ci', '-u']],
  ['CI and -u', ['-u'], { CI: 'true' }],
  ['CI and --watch', ['--watch'], { CI: '1' }],
  ['coverage above 100', ['--min-coverage', '101']],
  ['coverage that is not a number', ['--min-coverage', 'all']],
  ['a pattern that is not a regular expression', ['-t', '(']],
])('wrong use: %s', async (_what, argv, env = {}) => {
  const { code, out, err } = await smartpass(['test', LOYALTY, ...argv], { env });
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('[cli/usage]');
});

test('without a campaign there is nothing to test', async () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'templates'));
  for (const path of [[], ['templates'], ['templates/*.yaml']]) {
    const { code, err } = await smartpass(['test', ...path], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('[cli/no-campaigns]')]);
  }
});

test('a campaign file is YAML, and an output file can be written', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'campaign.json'), '{}');
  writeFileSync(join(cwd, 'campaign.yaml'), 'campaign: a\n');
  expect((await smartpass(['test', 'campaign.json'], { cwd })).err).toContain('[cli/no-campaigns]');
  expect(await smartpass(['test', 'missing.yaml'], { cwd })).toMatchObject({ code: 2 });
  const output = ['--output-file', 'campaign.json/out.xml'];
  expect(await smartpass(['test', ...output], { cwd })).toMatchObject({ code: 2, out: '' });
});
