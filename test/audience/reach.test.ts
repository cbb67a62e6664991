import { describe, expect, test } from 'vitest';
import type { AudienceReport } from '../../src/audience/index.ts';
import { folderOf, smartpass } from '../cli/run-cli.ts';

const CAMPAIGN = 'campaign: x\nchannel: email\ntemplate: t\nusers: none/*.yaml\n';

async function funnelOf(
  users: string,
  { mail = "{{ UserAttribute['First Name'] }}", more = [] as readonly string[] } = {},
): Promise<readonly (number | undefined)[]> {
  const cwd = folderOf({ 'c.yaml': CAMPAIGN, t: mail, u: users });
  const line = ['audience', 'c.yaml', '--users', 'u', '--json', '--no-fixes', ...more];
  const { code, out, err } = await smartpass(line, { cwd });
  if (code !== 0) throw new Error(`${out}${err}`);
  const { funnel } = JSON.parse(out) as AudienceReport;
  return funnel.flatMap(({ users: count }) => count ?? []);
}

/** Who refuses mail, as exports write it: of users with the same other values each other one. */
const REFUSALS: Readonly<Record<string, readonly (readonly [cell: string, refuses: boolean])[]>> = {
  'as words': [
    ['yes', true],
    ['no', false],
    ['Yes ', true],
    ['never', false],
    ['', false],
  ],
  'as booleans': [
    ['true', true],
    ['false', false],
    ['', false],
  ],
  'as numbers': [
    ['1', true],
    ['0', false],
    ['2', false],
    ['', false],
  ],
  'as numbers with a fraction': [
    ['1.0', true],
    ['0.0', false],
    ['0.5', false],
  ],
};

describe('the funnel', () => {
  test.each(Object.entries(REFUSALS))('counts those who unsubscribed, %s', async (_, cells) => {
    const rows = [...cells, ...cells].map(([cell], at) => `${at},Ada,a@b.c,${cell}`);
    const table = `ID,First Name,Email (Standard),Unsubscribe\n${rows.join('\n')}\n`;
    const left = 2 * cells.filter(([, refuses]) => !refuses).length;
    expect(await funnelOf(table)).toEqual([rows.length, rows.length, left, left]);
    expect(await funnelOf(table, { more: ['--every-user'] })).toEqual([
      rows.length,
      rows.length,
      left,
      left,
    ]);
    // The same where the message reads the column too.
    const mail = "{{ UserAttribute['Unsubscribe']|default('x') }}";
    expect(await funnelOf(table, { mail })).toEqual([rows.length, rows.length, left, left]);
  });

  test('finds its columns under the names that --column gives them', async () => {
    const table = 'mail,raus,First Name\na@b.c,no,Ada\n,no,Bo\nc@d.e,yes,Cleo\n';
    const more = ['--column', 'mail=Email (Standard)', '--column', 'raus=moe_unsubscribe'];
    expect(await funnelOf(table, { more })).toEqual([3, 2, 1, 1]);
  });
});

test.each([
  ['Email', 'mail=u_em'],
  ['u_em', 'mail=Email'],
  ['Email (Standard)', 'mail=u_em'],
])('%s is the attribute of --column %s', async (name, column) => {
  const mail = `{{ UserAttribute['${name}'] }}`;
  expect(await funnelOf('mail\na@b.c\n""\n', { mail, more: ['--column', column] })).toEqual([
    2, 1, 1,
  ]);
});

test('a user who lacks an attribute by one of its names has it by another one', async () => {
  const table = 'u_fn,First Name\nAda,\n,Bo\n,\n';
  const mail = (name: string): string => `{{ UserAttribute['${name}'] }}`;
  expect(await funnelOf(table, { mail: mail('u_fn') })).toEqual([3, 2]);
  expect(await funnelOf(table, { mail: mail('First Name') })).toEqual([3, 2]);
});

describe('NDJSON whose first users lack an attribute', () => {
  const lines = Array.from({ length: 6000 }, (_, at) =>
    JSON.stringify({ ID: at, ...(at > 5500 && { 'First Name': 'Ada' }) }),
  ).join('\n');

  test.each([
    ['named', "{{ UserAttribute['First Name'] }}"],
    ['computed', "{% for part in ['First'] %}{{ UserAttribute[part ~ ' Name'] }}{% endfor %}"],
  ])('is read to its end for it (%s)', async (_, mail) => {
    expect(await funnelOf(lines, { mail, more: ['--sample', '0'] })).toEqual([6000, 499]);
  });

  test('with sections, and under other names', async () => {
    const users = [{ user: { u_fn: 'Ada' } }, { user: { 'First Name': 'Bo' } }, { user: {} }];
    const text = users.map((user) => JSON.stringify(user)).join('\n');
    expect(await funnelOf(text)).toEqual([3, 2]);
  });
});

test('a column that --column names has to be there', async () => {
  const line = (users: string): Promise<unknown> =>
    funnelOf(users, { more: ['--column', 'Vorname=First Name'] });
  await expect(line('ID,Name\n1,Ada\n')).rejects.toThrow("the export has no column 'Vorname'");
  expect(await line('{"ID":1}\n{"ID":2,"Vorname":"Ada"}\n')).toEqual([2, 1]);
});
