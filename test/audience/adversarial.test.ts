import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AudienceReport } from '../../src/audience/index.ts';
import { folderOf, smartpass } from '../cli/run-cli.ts';
import { countsOfAudience, countsOfEachUser } from './full-render.ts';

const CAMPAIGN = 'campaign: x\nchannel: email\ntemplate: t\nusers: u\n';

async function reportOf(
  mail: string,
  users: string | Uint8Array,
  more: readonly string[] = [],
): Promise<AudienceReport> {
  const cwd = folderOf({ 'c.yaml': CAMPAIGN, t: mail, u: users });
  const line = ['audience', 'c.yaml', '--users', 'u', '--json', '--no-fixes', ...more];
  const { code, out, err } = await smartpass(line, { cwd });
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as AudienceReport;
}

const NAME = "{{ UserAttribute['First Name'] }}";

describe('values that look alike are told apart, also where every user is rendered', () => {
  const mail = `{{ UserAttribute['A'].a }}
{% if UserAttribute['B'] == '9007199254740993n' %}{% MOE_NOT_SEND('text') %}{% endif %}
{% if UserAttribute['C']|string in ['-0.0', 'inf', 'nan', '7.0', 'True', 'None'] %}{% MOE_NOT_SEND('C') %}{% endif %}`;
  const lines = [
    '{"A":{"a":1},"B":"x"}',
    '{"A":{"b":1},"B":"x"}',
    '{"A":{"a":1},"B":9007199254740993}',
    '{"A":{"a":1},"B":"9007199254740993n"}',
    ...['0.0', '-0.0', '1e400', '-1e400', 'null', '7', '7.0', 'true', '1', '[7.0]', '["7.0"]'].map(
      (value) => `{"A":{"a":1},"C":${value}}`,
    ),
  ].join('\n');

  test.each([[[]], [['--every-user']]])('%j', async (more) => {
    const texts = new Map([
      ['c.yaml', CAMPAIGN.replace('u\n', 'u.ndjson\n')],
      ['t', mail],
      ['u.ndjson', lines],
    ]);
    const cwd = folderOf(Object.fromEntries(texts));
    const expected = await countsOfEachUser(texts, 'c.yaml');
    expect(expected.dropped).toBe(7);
    expect(await countsOfAudience(cwd, 'c.yaml', 'u.ndjson', more)).toEqual(expected);
  });
});

test('names of nothing but space, and ids of twenty digits', async () => {
  const mail = `${NAME}{% if not UserAttribute['First Name']|trim %}{% MOE_NOT_SEND('blank') %}{% endif %}{% if UserAttribute['ID']|string|length != 20 %}{% MOE_NOT_SEND('ID') %}{% endif %}`;
  const names = ['\u00a0', ' \u2003', '\u200b', 'Ada', '\u3000\u3000'];
  const rows = names.map((name, at) => `1234567890123456789${at},${name}`);
  const { dropped, reasons } = await reportOf(mail, `ID,First Name\n${rows.join('\n')}\n`);
  expect([dropped, reasons.map(({ message, users }) => [message, users])]).toEqual([
    3,
    [['blank', 3]],
  ]);
});

describe('tables as they come', () => {
  test.each([
    ['spaces around the names of columns', ' ID , First Name \n1,Ada\n2,\n', [2, 1, 0]],
    ['the mark of UTF-8 and line breaks of Windows', '\ufeffID,First Name\r\n1,Ada\r\n', [1, 1, 0]],
    ['no line break at the end', 'ID,First Name\n1,Ada', [1, 1, 0]],
    ['empty lines', 'ID,First Name\n\n1,Ada\n\n\r\n2,Bo\n', [2, 2, 0]],
    ['missing cells, and more than the header has', 'ID,First Name\n1\n2,Bo,x\n3,Cy\n', [1, 1, 2]],
    ['a quote that nobody closes', 'ID,First Name\n1,"Ada\n2,Bo\n', [1, 1, 1]],
    ['quotes inside a cell', 'ID,First Name\n1,O"Brien\n2,"O""Hara"\n', [2, 2, 0]],
    ['a header alone', 'ID,First Name\n', [0, 0, 0]],
    ['a column without a name', 'ID,First Name,\n1,Ada,x\n', [1, 1, 0]],
    [
      'a cell of a megabyte',
      `ID,First Name\n1,${'x'.repeat(2 ** 20)}\n2,"${'y,'.repeat(2 ** 19)}"\n`,
      [2, 2, 0],
    ],
    [
      'a column that is a number at first',
      `ID,First Name\n${'1,7\n'.repeat(5200)}2,Ada\n3,\n`,
      [5202, 5201, 0],
    ],
  ])('%s', async (_, users, expected) => {
    const { users: count, sent, brokenRows } = await reportOf(NAME, users, ['--sample', '50']);
    expect([count, sent, brokenRows]).toEqual(expected);
  });

  test.each([
    ['a column twice', 'a,a\n1,2\n', "the column 'a' is twice in the header"],
    ['a header that is not closed', 'ID,"First Name\n', 'its header cannot be read'],
  ])('%s is an error', async (_, users, message) => {
    const cwd = folderOf({ 'c.yaml': CAMPAIGN, t: NAME, u: users });
    const { code, err } = await smartpass(['audience', 'c.yaml', '--users', 'u'], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

test('one quote in 30,000 names is found in a link that is written by hand', async () => {
  const text = readFileSync('fixtures/audience/by-hand.message.yaml', 'utf8');
  const rows = Array.from({ length: 30_000 }, (_, at) =>
    at === 21_234 ? `u-${at},"O""Brien",a@b.c` : `u-${at},Name${at % 5000},a@b.c`,
  );
  const cwd = folderOf({
    'c.yaml': text.replace('none/*.yaml', 'none.yaml'),
    u: `MoEngage_ID,First Name,Email (Standard)\n${rows.join('\n')}\n`,
  });
  const counts = await countsOfAudience(cwd, 'c.yaml', 'u', ['--sample', '0']);
  expect(counts).toMatchObject({ users: 30_000, sent: 30_000 });
  expect(counts.brokenLinks).toBe(1);
});
