import { gzipSync } from 'node:zlib';
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

/** What only a value of a user looks like. */
export const CANARY: RegExp = /canary|7738291|1907-03-21/i;

/** A folder with two campaigns and exports of all kinds. */
export function folder(): string {
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

/** Users are grouped by these. */
export const BY: readonly string[] = ['--by', 'City', '--by', 'Points'];
const OTHERS = ['v.csv', 'u.csv.gz', 'u.ndjson', 'cut.csv.gz', 'parts'];
const OPTIONS = [
  [],
  ['--json'],
  ['--html', '-'],
  ['--every-user', '--json'],
  ['--max-dropped', '1'],
];
/** Command lines of `audience` for that folder. */
export const COMMANDS: readonly (readonly string[])[] = [
  ...OPTIONS.map((more) => ['c.yaml', '--users', 'u.csv', ...BY, ...more]),
  ...OTHERS.map((users) => ['c.yaml', '--users', users, ...BY, '--json', '--no-fixes']),
  ['d.yaml', '--users', 'u.csv', '--json'],
  ['diff', 'c.yaml', 'd.yaml', '--users', 'u.csv'],
  ['diff', 'c.yaml', '--users', 'u.csv', '--users', 'v.csv', '--json'],
  ['c.yaml', '--users', 'u.csv', '--key', 'Name', '--column', 'City=Tier', '--no-fixes'],
  ['c.yaml', '--users', 'u.csv', '--sql', 'postgres'],
];

/** Those of these commands, run in that folder, which print a value of a user. */
export async function leaksOf(
  commands: readonly (readonly string[])[],
): Promise<readonly object[]> {
  const cwd = folder();
  const leaks: object[] = [];
  for (const argv of commands) {
    const { out, err } = await smartpass(['audience', ...argv, '--seed', '1'], { cwd });
    const found = CANARY.exec(`${out}${err}`.replaceAll('canary_free', ''));
    if (found !== null) leaks.push({ argv, value: found[0] });
  }
  return leaks;
}
