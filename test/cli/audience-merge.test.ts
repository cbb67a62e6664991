import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, smartpass, type Answer } from './run-cli.ts';

const PARTS = 5;

/** A folder of exports, each of which is a part. */
function folderOf(): string {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, 'c.yaml'),
    'campaign: x\nchannel: email\ntemplate: t.html\nusers: none/*.yaml\n',
  );
  writeFileSync(join(cwd, 't.html'), "<p>{{ UserAttribute['First Name'] }}</p>");
  mkdirSync(join(cwd, 'export'));
  for (let part = 0; part < PARTS; part += 1) {
    const rows = Array.from(
      { length: 60 + part },
      (_, at) => `u-${part}-${at},${at % (3 + part) === 0 ? '' : 'Ada'},Rome`,
    );
    writeFileSync(
      join(cwd, 'export', `${part}.csv`),
      `MoEngage_ID,First Name,City\n${rows.join('\n')}\n`,
    );
  }
  return cwd;
}

function audience(cwd: string, ...argv: string[]): Promise<Answer> {
  return smartpass(['audience', ...argv], { cwd });
}

const RUN = [
  'c.yaml',
  '--users',
  'export',
  '--json',
  '--no-fixes',
  '--sample',
  '50',
  '--by',
  'City',
];

async function shards(cwd: string, count: number, ...more: string[]): Promise<string[]> {
  const names: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const { code, out } = await audience(cwd, ...RUN, '--shard', `${index}/${count}`, ...more);
    expect(code).toBe(0);
    names.push(`${index}-of-${count}.json`);
    writeFileSync(join(cwd, names.at(-1) ?? ''), out);
  }
  return names;
}

test.each([2, 3, 8])('%i shards together are one run, sample included', async (count) => {
  const cwd = folderOf();
  const whole = JSON.parse((await audience(cwd, ...RUN, '--seed', '1')).out) as unknown;
  const names = await shards(cwd, count);
  const { code, out } = await audience(cwd, 'merge', ...names.toReversed(), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(whole);
});

test('a shard that is missing, there twice, or of another run is refused', async () => {
  const cwd = folderOf();
  const [one = '', two = '', three = ''] = await shards(cwd, 3);
  const refused = async (...names: string[]): Promise<string> => {
    const { code, out, err } = await audience(cwd, 'merge', ...names);
    expect([code, out]).toEqual([2, '']);
    return err;
  };
  expect(await refused(one, two)).toContain('in none of them');
  expect(await refused(one, two, three, two)).toContain('in two of them');
  writeFileSync(join(cwd, 't.html'), "<p>{{ UserAttribute['City'] }}</p>");
  const [, , other = ''] = await shards(cwd, 4);
  writeFileSync(join(cwd, 'x.json'), '{}');
  expect(await refused(one, two, other)).toContain('different campaigns');
  expect(await refused('x.json')).toContain('[audience/bad-shards]');
  expect(await refused()).toContain('audience merge takes the JSON of shards');
});

test('the gate counts the users of all shards', async () => {
  const cwd = folderOf();
  const names = await shards(cwd, 2);
  const { code, err } = await audience(cwd, 'merge', ...names, '--max-dropped', '1%');
  expect([code, err]).toEqual([1, expect.stringContaining('[audience/too-many-dropped]')]);
});
