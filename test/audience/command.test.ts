import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { AudienceReport } from '../../src/audience/index.ts';
import { smartpass, folderOf } from '../cli/run-cli.ts';

const CAMPAIGN = `campaign: card
channel: email
template: mail.html
users: ada.yaml
`;
const MAIL = `<p>Dear {{ UserAttribute['First Name'] }}</p>
{% if not UserAttribute['ID'] %}{% MOE_NOT_SEND('No ID') %}{% endif %}`;

/** Users as rows: ID, First Name, City. */
const ROWS: readonly (readonly [id: string, name: string, city: string])[] = [
  ['1', 'Ada', 'Oslo'],
  ['2', '', 'Rome'],
  ['', 'Bo', 'Oslo'],
  ['', '', 'Rome'],
  ['5', 'O"Brien', 'CANARY-7c1'],
];

function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  return folderOf({
    'campaign.yaml': CAMPAIGN,
    'ada.yaml': 'user: {}\n',
    'mail.html': MAIL,
    ...files,
  });
}

function csv(rows: typeof ROWS = ROWS): string {
  const cell = (text: string): string =>
    text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  return `ID,First Name,City\n${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
}

function ndjson(rows: typeof ROWS = ROWS): string {
  return rows
    .map(([id, name, city]) =>
      JSON.stringify({
        ...(id && { ID: Number(id) }),
        ...(name && { 'First Name': name }),
        City: city,
      }),
    )
    .join('\n');
}

async function report(
  folder: string,
  users: string,
  options: readonly string[] = [],
  stdin?: string,
): Promise<AudienceReport> {
  const { out, err, code } = await smartpass(
    ['audience', 'campaign.yaml', '--users', users, '--json', '--seed', '1', ...options],
    { cwd: folder, ...(stdin !== undefined && { stdin }) },
  );
  if (code === 2) throw new Error(`${out}${err}`);
  return JSON.parse(out) as AudienceReport;
}

describe('audience', () => {
  test('says who is sent the message, who is dropped, and why', async () => {
    const made = await report(folderWith({ 'u.csv': csv() }), 'u.csv');
    expect(made).toMatchObject({ users: 5, sent: 2, dropped: 3, brokenLinks: 0 });
    expect(made.reasons).toMatchObject([
      { category: 'Custom Error Message', message: 'No ID', users: 2, line: 2 },
      { category: 'User Attribute', name: 'First Name', users: 2, line: 1 },
    ]);
    expect(made.attributes).toEqual([{ what: 'First Name', users: 2 }]);
    expect(made.sample).toMatchObject({ users: 5, differing: 0 });
    expect(made.fixes.map(({ gained, proposals }) => [gained, proposals.length])).toEqual([
      [1, 1],
      [3, 2],
    ]);
  });

  test('CSV, gzip, NDJSON, a folder and standard input give one result', async () => {
    const folder = folderWith({
      'u.csv': csv(),
      'u.csv.gz': gzipSync(csv()),
      'u.tsv': csv().replaceAll(',', '\t'),
      'u.ndjson': ndjson(),
      'parts/a.csv': csv(ROWS.slice(0, 2)),
      'parts/b.ndjson': ndjson(ROWS.slice(2)),
      'tables/a.csv': csv(ROWS.slice(0, 2)),
      'tables/b.csv': csv(ROWS.slice(2)).replaceAll(',', ';'),
    });
    const expected = await report(folder, 'u.csv', ['--by', 'City', '--key', 'ID']);
    const withoutSample = (one: AudienceReport): unknown => ({ ...one, sample: 0, examples: 0 });
    for (const users of ['u.csv.gz', 'u.tsv', 'u.ndjson', 'parts', 'tables'])
      expect(withoutSample(await report(folder, users, ['--by', 'City', '--key', 'ID']))).toEqual(
        withoutSample(expected),
      );
    const piped = await report(folder, '-', ['--by', 'City', '--key', 'ID'], csv());
    expect(piped).toEqual(expected);
    const every = await report(folder, 'u.csv', ['--every-user']);
    expect(every.reasons).toEqual(expected.reasons);
  });

  test('a row that cannot be read is named and counted', async () => {
    const broken = 'ID,First Name,City\n1,Ada,Oslo\n2,"Bo,Oslo\n3,Cleo\n4,Dan,Rome\n';
    const folder = folderWith({ 'u.csv': broken, 'u.ndjson': '{"ID":1}\n{"ID":\n[]\n' });
    const made = await report(folder, 'u.csv');
    expect([made.users, made.brokenRows]).toEqual([2, 2]);
    expect(made.broken.map(({ line }) => line)).toEqual([3, 4]);
    const lines = await report(folder, 'u.ndjson');
    expect(lines.broken.map(({ line }) => line)).toEqual([2, 3]);
    const { err, code } = await smartpass(['audience', 'campaign.yaml', '--users', 'u.csv'], {
      cwd: folder,
    });
    expect(err).toContain('u.csv:3');
    expect(code).toBe(0);
  });

  test('no value of a user is in any output', async () => {
    const mail = "<p>{{ UserAttribute['First Name']|upper }} {{ UserAttribute['City'] + 1 }}</p>";
    const canaries = ['CANARY-7c1', 'Canary-Name', 'canary-id'];
    const rows = 'ID,First Name,City\ncanary-id,Canary-Name,CANARY-7c1\nu2,,Oslo\n';
    const folder = folderWith({ 'u.csv': rows, 'mail.html': mail });
    const base = ['audience', 'campaign.yaml', '--users', 'u.csv', '--by', 'City'];
    for (const more of [
      [],
      ['--json'],
      ['--html', '-'],
      ['--every-user'],
      ['--resume', 'state.json', '--json'],
    ]) {
      const { out, err } = await smartpass([...base, ...more], { cwd: folder });
      for (const canary of canaries)
        expect(`${out}${err}`.toLowerCase()).not.toContain(canary.toLowerCase());
    }
    const shown = await smartpass([...base, '--json', '--show-ids'], { cwd: folder });
    expect(shown.out).toContain('CANARY-7c1');
  });

  test('why the system does not open an export is said in plain words', async () => {
    const folder = folderWith();
    symlinkSync('loop.csv', join(folder, 'loop.csv'));
    const answer = await smartpass(['audience', 'campaign.yaml', '--users', 'loop.csv'], {
      cwd: folder,
    });
    expect(answer.code).toBe(2);
    expect(answer.err).toContain(
      'loop.csv: error: cannot read the export: its symbolic links go round in a circle',
    );
    expect(answer.err).not.toContain(folder);
  });

  test('the gate: more users dropped than allowed are exit code 1', async () => {
    const folder = folderWith({ 'u.csv': csv() });
    const at = (limit: string): Promise<{ readonly code: number; readonly err: string }> =>
      smartpass(['audience', 'campaign.yaml', '--users', 'u.csv', '--max-dropped', limit], {
        cwd: folder,
      });
    expect((await at('60%')).code).toBe(0);
    const { code, err } = await at('59%');
    expect(code).toBe(1);
    expect(err).toContain('audience/too-many-dropped');
    expect((await at('3')).code).toBe(0);
    expect((await at('2')).code).toBe(1);
    expect((await at('many')).code).toBe(2);
  });

  test('a state is gone on from, and refused for another export', async () => {
    const folder = folderWith({ 'u.csv': csv(), 'v.csv': csv(ROWS.slice(1)) });
    const first = await report(folder, 'u.csv', ['--resume', 'state.json', '--no-fixes']);
    const again = await report(folder, 'u.csv', ['--resume', 'state.json', '--no-fixes']);
    expect(again).toEqual(first);
    const { code, err } = await smartpass(
      ['audience', 'campaign.yaml', '--users', 'v.csv', '--resume', 'state.json'],
      { cwd: folder },
    );
    expect([code, err.includes('audience/other-run')]).toEqual([2, true]);
  });

  test('diff: two templates, or two exports', async () => {
    const folder = folderWith({
      'u.csv': csv(),
      'v.csv': csv(ROWS.slice(0, 2)),
      'new.yaml': CAMPAIGN.replace('mail.html', 'new.html'),
      'new.html': "<p>Dear {{ UserAttribute['First Name']|default('friend', true) }}</p>",
    });
    const templates = await smartpass(
      ['audience', 'diff', 'campaign.yaml', 'new.yaml', '--users', 'u.csv', '--json'],
      { cwd: folder },
    );
    expect(JSON.parse(templates.out)).toMatchObject({
      totals: [
        {},
        { what: 'sent', before: 2, after: 5 },
        {},
        { what: 'dropped', before: 3, after: 0 },
      ],
    });
    const exports = await smartpass(
      ['audience', 'diff', 'campaign.yaml', '--users', 'u.csv', '--users', 'v.csv'],
      { cwd: folder },
    );
    expect(exports.out).toContain('5 -> 2');
  });

  test.each([
    ['no such file', 'nothing.csv', 'audience/bad-export'],
    ['an empty file', 'empty.csv', 'audience/bad-export'],
    ['a JSON list', 'list.json', 'audience/bad-export'],
    ['a gzip file that is cut', 'cut.csv.gz', 'audience/bad-export'],
    ['a header with a column twice', 'twice.csv', 'audience/bad-export'],
  ])('%s is an error', async (_, users, code) => {
    const folder = folderWith({
      'empty.csv': '',
      'list.json': '[{}]',
      'twice.csv': 'a,a\n1,2\n',
      'cut.csv.gz': gzipSync(csv().repeat(5000)).subarray(0, -200),
    });
    const answer = await smartpass(['audience', 'campaign.yaml', '--users', users], {
      cwd: folder,
    });
    expect([answer.code, answer.err.includes(code)]).toEqual([2, true]);
  });

  test('a column that the message reads and the export lacks is a warning', async () => {
    const folder = folderWith({ 'u.csv': 'ID,Frist Name\n1,Ada\n' });
    const answer = await smartpass(['audience', 'campaign.yaml', '--users', 'u.csv'], {
      cwd: folder,
    });
    expect(answer.code).toBe(0);
    expect(answer.err).toContain("no column 'First Name'");
    expect(answer.err).toContain("did you mean 'Frist Name'");
    const mapped = await report(folder, 'u.csv', ['--column', 'Frist Name=First Name']);
    expect(mapped.sent).toBe(1);
  });

  test('what columns: says of the exports of the campaign holds for another export, unless --column names the column', async () => {
    const users = `users:
  - { file: few.csv, columns: { Vorname: First Name, Stadt: City } }
  - { file: more.csv, columns: { Vorname: City } }
`;
    const folder = folderWith({
      'campaign.yaml': CAMPAIGN.replace('users: ada.yaml\n', users),
      'few.csv': 'ID,Vorname,Stadt\n1,Ada,Oslo\n',
      'more.csv': 'ID,Vorname\n2,Rome\n',
      'all.csv': 'ID,Vorname,Name\n3,Bo,\n4,,Bea\n5,,\n',
    });
    expect(await report(folder, 'all.csv')).toMatchObject({ users: 3, sent: 1 });
    const named = await report(folder, 'all.csv', [
      '--column',
      'Name=First Name',
      '--column',
      'Vorname=Nick',
    ]);
    expect(named).toMatchObject({ users: 3, sent: 1 });
  });
});
