import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { folderOf, smartpass } from '../cli/run-cli.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: ID, missing: { drop: No ID } }
  person.forename: { user: Name, missing: { default: Friend } }
  members.tier.id: { user: Tier, map: { gold: T1 }, missing: { drop: No tier } }
  universal.expiryDate: { user: Until, as: date, missing: omit }
`;
const MAIL = `{# smartpass: map.yaml #}<a href="{{ longURL }}">{{ UserAttribute['Name']|upper }}</a>
{{ UserAttribute['Points'] + 1 }} {{ UserAttribute['Until']|dateTimeFormatter(toFormat='%Y') }}`;

/** Rows whose every cell is a value of a user: long digits, words, dates, a broken row, one that is not UTF-8. */
const HEADER = 'ID,Name,Tier,Points,Until,City';
const ROWS = Array.from({ length: 40 }, (_, at) => {
  const cells = [
    `canary-id-${at}`,
    at % 3 === 0 ? '' : `Canary"Name${at}`,
    at % 4 === 0 ? 'gold' : `canary-tier-${at}`,
    at % 5 === 0 ? 'canary-points' : '7738291',
    at % 2 === 0 ? '1907-03-21' : 'canary-date',
    `Canaryville-${at % 3}`,
  ];
  return cells.map((cell) => (cell === '' ? '' : `"${cell.replaceAll('"', '""')}"`)).join(',');
});
const TEXT = `${HEADER}\n${ROWS.join('\n')}\ncanary-broken,canary\n"canary-open,x\n`;
const NOT_UTF8 = Buffer.concat([
  Buffer.from(TEXT),
  Buffer.from('canary-\xff,a,b,c,d,e\n', 'latin1'),
]);
const NDJSON = Array.from({ length: 20 }, (_, at) =>
  JSON.stringify({
    ID: `canary-id-${at}`,
    Name: ['canary-list'],
    Tier: { canary: 1 },
    Points: 7738291,
    City: 'Canaryville',
  }),
).join('\n');

const CANARY = /canary|7738291|1907-03-21/i;

function folder(): string {
  return folderOf({
    'c.yaml': 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: none/*.yaml\n',
    'd.yaml': 'campaign: d\nchannel: email\ntemplate: other.html\nusers: none/*.yaml\n',
    'mail.html': MAIL,
    'other.html': "{{ UserAttribute['Name'].canary_free }} {{ UserAttribute['Points'] * 'x' }}",
    'map.yaml': MAP,
    'u.csv': NOT_UTF8,
    'v.csv': TEXT.replace('canary-id-1"', 'canary-id-9"'),
    'u.csv.gz': gzipSync(TEXT),
    'u.ndjson': `${NDJSON}\n{"ID": "canary-cut\n["canary"]\n`,
    'cut.csv.gz': gzipSync(TEXT.repeat(200)).subarray(0, 900),
    'parts/a.csv': TEXT,
    'parts/b.csv': '',
    'parts/c.ndjson': NDJSON,
  });
}

const BY = ['--by', 'City', '--by', 'Points'];
const OTHERS = ['v.csv', 'u.csv.gz', 'u.ndjson', 'cut.csv.gz', 'parts'];
const OPTIONS = [
  [],
  ['--json'],
  ['--html', '-'],
  ['--every-user', '--json'],
  ['--max-dropped', '1'],
];
const COMMANDS: readonly (readonly string[])[] = [
  ...OPTIONS.map((more) => ['c.yaml', '--users', 'u.csv', ...BY, ...more]),
  ...OTHERS.map((users) => ['c.yaml', '--users', users, ...BY, '--json', '--no-fixes']),
  ['d.yaml', '--users', 'u.csv', '--json'],
  ['diff', 'c.yaml', 'd.yaml', '--users', 'u.csv'],
  ['diff', 'c.yaml', '--users', 'u.csv', '--users', 'v.csv', '--json'],
  ['c.yaml', '--users', 'u.csv', '--key', 'Name', '--column', 'City=Tier', '--no-fixes'],
  ['c.yaml', '--users', 'u.csv', '--sql', 'postgres'],
];

test('no value of a user is in any output, whatever the export and the options', async () => {
  const cwd = folder();
  for (const argv of COMMANDS) {
    const { out, err } = await smartpass(['audience', ...argv, '--seed', '1'], { cwd });
    const found = CANARY.exec(`${out}${err}`.replaceAll('canary_free', ''));
    expect([argv, found?.[0]]).toEqual([argv, undefined]);
  }
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
