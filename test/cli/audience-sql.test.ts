import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cellOf, classColumns, DIALECT_NAMES, featuresOf } from '../../src/audience/index.ts';
import { loadCampaign } from '../../src/campaign/index.ts';
import { Dict, type Value } from '../../src/jinja/index.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';
import { emptyFolder, smartpass, type Answer } from './run-cli.ts';

const MAIL = `<p>{% if UserAttribute['Tier']|lower == 'gold' %}Hello {{ UserAttribute['First Name'] }}{% else %}{{ MOE_NOT_SEND("no gold") if false }}{{ UserAttribute['City'] }}{% endif %}</p>`;
const CAMPAIGN = 'campaign: x\nchannel: email\ntemplate: t.html\nusers: none/*.yaml\n';

type Json = { readonly users: number; readonly sent: number; readonly dropped: number };

function folderOf(mail = MAIL): string {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'c.yaml'), CAMPAIGN);
  writeFileSync(join(cwd, 't.html'), mail);
  return cwd;
}

function audience(cwd: string, ...more: string[]): Promise<Answer> {
  return smartpass(['audience', 'c.yaml', ...more], { cwd });
}

/** What a database answers for the query, made by the same features in JavaScript. */
async function resultFor(users: readonly Readonly<Record<string, Value>>[]): Promise<string> {
  const texts = new Map([
    ['c.yaml', CAMPAIGN.replace('none/*.yaml', 'u.json')],
    ['t.html', MAIL],
    ['u.json', '{"user": {}}'],
  ]);
  const columns = classColumns(featuresOf(await loadCampaign('c.yaml', memoryFiles(texts))));
  const version = /SELECT '([^']+)' AS smartpass/.exec(
    (await audience(folderOf(), '--sql', 'duckdb')).out,
  )?.[1];
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  const lines = users.map((user) => {
    const values = Dict.of(Object.entries(user));
    const cells = columns.map((one) => cellOf(one)(values.get(one.attribute.name)));
    return [version ?? '', ...cells, '10'].map(quoted).join(',');
  });
  const header = ['SMARTPASS', ...columns.map(({ name }) => name.toUpperCase()), 'USERS'];
  return `${header.join(',')}\n${lines.join('\n')}\n`;
}

const USERS = [
  { Tier: 'gold', 'First Name': 'Ada' },
  { Tier: 'GOLD' },
  { Tier: 'silver', City: 'Rome' },
  { Tier: 'silver' },
  { Tier: 12, City: null },
];

describe('audience --sql', () => {
  test.each(DIALECT_NAMES)('%s: a query, and on stderr what it cannot decide', async (dialect) => {
    const { code, out, err } = await audience(
      folderOf(),
      '--sql',
      dialect,
      '--table',
      'crm.users',
      '--column',
      'stadt=City',
      '--absent',
      'First Name',
    );
    expect(code).toBe(0);
    expect(out).toMatch(/stadt/);
    expect(out).toMatch(/NULL AS v\d/);
    expect(out).not.toMatch(/min\(sample\)/);
    expect(err).toMatch(/\(Tier\): undecided for texts with other characters than ASCII/);
  });

  test('a message that computes the names of attributes has no query', async () => {
    const cwd = folderOf("{% set n = 'Ci' ~ 'ty' %}{{ UserAttribute[n] }}");
    const { code, out, err } = await audience(cwd, '--sql', 'duckdb');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('[audience/computed-names]');
  });

  test.each([
    [['--sql', 'duckdb', '--users', 'x.csv'], '--sql and --users cannot both be given'],
    [['--table', 'x', '--users', 'x.csv'], '--table is for --sql'],
  ])('%j is wrong use', async (argv, message) => {
    const { code, err } = await audience(folderOf(), ...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('audience --classes', () => {
  test('what a result says is what the users themselves give', async () => {
    const cwd = folderOf();
    writeFileSync(join(cwd, 'r.csv'), await resultFor(USERS));
    const lines = USERS.map((user) => JSON.stringify(user));
    writeFileSync(join(cwd, 'u.ndjson'), `${lines.join('\n')}\n`);
    const byClasses = await audience(cwd, '--classes', 'r.csv', '--json');
    const byUsers = await audience(cwd, '--users', 'u.ndjson', '--json', '--no-fixes');
    const [one, other] = [byClasses, byUsers].map(({ out }) => JSON.parse(out) as Json);
    expect([one?.users, one?.sent, one?.dropped]).toEqual(
      [other?.users, other?.sent, other?.dropped].map((count) => (count ?? 0) * 10),
    );
    expect((await audience(cwd, '--classes', 'r.csv')).out).toContain('no user was judged');
  });

  test('a result of another campaign, or another file, is refused', async () => {
    const cwd = folderOf();
    writeFileSync(join(cwd, 'r.csv'), await resultFor(USERS));
    writeFileSync(join(cwd, 't.html'), `${MAIL}{{ UserAttribute['Age'] }}`);
    for (const file of ['r.csv', 't.html']) {
      const { code, out, err } = await audience(cwd, '--classes', file);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('[audience/other-classes]');
    }
  });

  test('of a line that is not CSV the number is told, not what is in it', async () => {
    const cwd = folderOf();
    writeFileSync(join(cwd, 'r.csv'), 'smartpass,users\n1,"ada@example.com"x\n');
    const { code, err } = await audience(cwd, '--classes', 'r.csv');
    expect(code).toBe(2);
    expect(err).toContain('line 2 is not CSV');
    expect(err).not.toContain('ada@');
  });

  test('the gate counts them', async () => {
    const cwd = folderOf();
    writeFileSync(join(cwd, 'r.csv'), await resultFor(USERS));
    expect((await audience(cwd, '--classes', 'r.csv', '--max-dropped', '1%')).code).toBe(1);
    expect(readFileSync(join(cwd, 'r.csv'), 'utf8')).not.toContain('Ada');
  });
});
