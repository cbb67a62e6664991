import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { smartpass } from './run-cli.ts';

const README = readFileSync('README.md', 'utf8');

/** The README, and the page of commands. */
const PAGES = [README, readFileSync('docs/commands.md', 'utf8')].join('\n');

/** The command and output of each console block that begins with a command on files of the repository. */
const blocks = [
  ...PAGES.matchAll(/```console\n\$ npx smartpass ([^\n]*templates[^\n]*)\n([^]*?)```/g),
];

test.each(blocks.map(([, line = '', output = '']) => [line, output]))(
  'README: smartpass %s',
  async (line, output) => {
    const { out, err } = await smartpass(line.split(' '));
    const real = new Set(`${out}${err}`.split('\n'));
    const invented = output.split('\n').filter((shown) => shown !== '…' && !real.has(shown));
    expect(invented).toEqual([]);
  },
);

test('README: the stream of cases', async () => {
  const shown = /\$ echo '([^\n]*)' \| npx smartpass ([^\n]*)\n([^\n]*\n)/.exec(README) ?? [];
  const [, stdin = '', line = '', output = ''] = shown;
  expect((await smartpass(line.split(' '), { stdin })).out).toBe(output);
});

test('README: the test of a campaign is one of those that it names', () => {
  const [, text = ''] = /```yaml\ntests:\n([^]*?)```/.exec(README) ?? [];
  expect(readFileSync('templates/loyalty-card/campaign.yaml', 'utf8')).toContain(text);
  expect(text).toContain('expect:');
});

test('README: the field map is the file that it names', () => {
  const shown = /This is `([^`]+)`:\n\n```yaml\n([^]*?)```/.exec(README) ?? [];
  const [, file = '', text = ''] = shown;
  expect(text).toBe(readFileSync(file, 'utf8'));
});
