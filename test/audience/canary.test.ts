import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, smartpass } from '../cli/run-cli.ts';
import { BY, CANARY, leaksOf, COMMANDS, folder } from './canary-export.ts';

// canary.long.test.ts has every command.
test('no value of a user is in any output, whatever the export and the options', async () => {
  expect(await leaksOf(COMMANDS.filter((_, at) => at % 4 === 1))).toEqual([]);
});

test('nor is one in the files of a run: its state, its page, the shards and what they are merged to', async () => {
  const cwd = folder();
  const base = ['audience', 'c.yaml', '--users', 'parts', '--no-fixes', '--seed', '1', ...BY];
  const texts: string[] = [];
  const run = async (...argv: readonly string[]): Promise<string> => {
    const { out, err } = await smartpass(argv, { cwd });
    texts.push(out, err);
    return out;
  };
  await run(...base, '--resume', 'state.json', '--html', 'page.html');
  await run(...base, '--resume', 'state.json');
  for (const shard of ['1', '2'])
    writeFileSync(
      join(cwd, `${shard}.json`),
      await run(...base, '--json', '--shard', `${shard}/2`),
    );
  await run('audience', 'merge', '1.json', '2.json');
  await run('audience', 'merge', '1.json', '2.json', '--html', '-');
  for (const file of ['state.json', 'page.html']) texts.push(readFileSync(join(cwd, file), 'utf8'));
  expect(texts.flatMap((text) => CANARY.exec(text)?.[0] ?? [])).toEqual([]);
  expect(texts.join('')).toContain('No tier');
});

test('with --show-ids keys and the values of --by are shown, and nothing else of a user', async () => {
  const { out } = await smartpass(
    ['audience', 'c.yaml', '--users', 'u.csv', '--by', 'City', '--show-ids', '--json'],
    { cwd: folder() },
  );
  expect(out).toContain('canary-id-');
  expect(out).toContain('Canaryville-0');
  expect(out).not.toMatch(
    /canary-tier|Canary\\?"Name|7738291|1907-03-21|canary-date|canary-points/,
  );
});

test('a part of a folder that is empty is passed over, and a wrong one is named', async () => {
  const cwd = folderOf({
    'c.yaml': 'campaign: c\nchannel: email\ntemplate: t\nusers: none/*.yaml\n',
    t: "{{ UserAttribute['Name'] }}",
    'good/a.csv': 'Name\nAda\n',
    'good/b.csv': '',
    'bad/a.csv': 'Name\nAda\n',
    'bad/notes.bin': Uint8Array.of(0, 1, 2, 3),
    'cut/a.parquet': 'PAR1',
    'none/a.csv': '',
  });
  const audience = (users: string): ReturnType<typeof smartpass> =>
    smartpass(['audience', 'c.yaml', '--users', users, '--json'], { cwd });
  expect(JSON.parse((await audience('good')).out)).toMatchObject({ users: 1, sent: 1 });
  const findings = await Promise.all(
    ['bad', 'cut', 'none'].map(async (users) => JSON.parse((await audience(users)).out) as unknown),
  );
  expect(findings).toMatchObject([
    { findings: [{ code: 'audience/bad-export', file: join('bad', 'notes.bin') }] },
    {
      findings: [
        {
          file: join('cut', 'a.parquet'),
          message: 'cannot read the export: a.parquet is not a Parquet file: the file is cut',
        },
      ],
    },
    {
      findings: [
        { file: 'none', message: 'cannot read the export: all files of the folder are empty' },
      ],
    },
  ]);
});
