import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadCampaign, type Campaign, type CampaignFiles } from '../../src/campaign/index.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { repr } from '../../src/jinja/index.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

type Content = string | Uint8Array;

/** Files in memory, some of which are bytes. */
function filesOf(contents: Readonly<Record<string, Content>>): CampaignFiles {
  const bytesOf = (path: string): Uint8Array => {
    const content = contents[path] ?? '';
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  };
  const texts = new Map(Object.keys(contents).map((path) => [path, '']));
  return {
    ...memoryFiles(texts),
    bytes: async (path) => bytesOf(path),
    read: async (path) => {
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(path));
      } catch {
        const message = 'the file is not UTF-8 text';
        throw new FindingsError([{ code: 'cli/not-utf8', severity: 'error', message, file: path }]);
      }
    },
  };
}

async function load(users: string, files: Readonly<Record<string, Content>>): Promise<Campaign> {
  const campaign = `campaign: x\nchannel: sms\ntemplate: t\nusers: ${users}\n`;
  return loadCampaign('c.yaml', filesOf({ 'c.yaml': campaign, t: 'Hi', ...files }));
}

/** The users as `name: {attributes}`, as Python prints them. */
async function usersOf(
  users: string,
  files: Readonly<Record<string, Content>>,
): Promise<readonly string[]> {
  const campaign = await load(users, files);
  return campaign.users.map(({ name, recipient }) => `${name}: ${repr(recipient.user)}`);
}

async function told(
  users: string,
  files: Readonly<Record<string, Content>>,
): Promise<readonly string[]> {
  try {
    await load(users, files);
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return error.findings.map(
      ({ code, file, span, message, hint }) =>
        `${file}:${span?.start.line} ${code} ${message}${hint === undefined ? '' : ` (${hint})`}`,
    );
  }
  return [];
}

describe('a CSV export', () => {
  test('has the types that its columns look like; leading zeros, signs and long digits stay', async () => {
    const csv = `ID,Points,Ratio,Zip,Phone,Gold,Order,Note
u-1,12,1.5,00123,+4477,true,12345678901234567890,"a, ""b"""
u-2,7,2,12345,4478,FALSE,1,
`;
    expect(await usersOf('e.csv', { 'e.csv': csv })).toEqual([
      `u-1: {'ID': 'u-1', 'Points': 12, 'Ratio': 1.5, 'Zip': '00123', 'Phone': '+4477', 'Gold': True, 'Order': 12345678901234567890, 'Note': 'a, "b"'}`,
      "u-2: {'ID': 'u-2', 'Points': 7, 'Ratio': 2.0, 'Zip': '12345', 'Phone': '4478', 'Gold': False, 'Order': 1}",
    ]);
  });

  test.each([
    ['{ file: e.csv }', "u: {'ID': 'u', 'B': ''}"],
    ['{ file: e.csv, empty: missing }', "u: {'ID': 'u'}"],
    ['{ file: e.csv, empty: text }', "u: {'ID': 'u', 'A': '', 'B': ''}"],
  ])('what an empty cell is: %s', async (users, expected) => {
    expect(await usersOf(users, { 'e.csv': 'ID,A,B\nu,,""\n' })).toEqual([expected]);
  });

  test.each([
    ['{ file: e.csv, types: text }', "{'ID': '1', 'A': '2', 'T': '[1]'}"],
    ['{ file: e.csv, types: { A: float, T: json } }', "{'ID': 1, 'A': 2.0, 'T': [1]}"],
    ['{ file: e.csv, types: { A: boolean, ID: text } }', /cells|bad-cell/],
  ])('types of columns: %s', async (users, expected) => {
    const files = { 'e.csv': 'ID,A,T\n1,2,[1]\n' };
    if (typeof expected === 'string')
      expect(await usersOf(users, files)).toEqual([`1: ${expected}`]);
    else
      expect(await told(users, files)).toEqual([
        `e.csv:2 fixture/bad-cell the A '2' is not of the type boolean (change the cell, or the type: types: { "A": text })`,
      ]);
  });

  test('columns are the attributes that they are mapped to, users are known by a column', async () => {
    const users =
      '{ file: e.csv, name: Email, columns: { Email: Email (Standard), id: MoEngage_ID } }';
    expect(await usersOf(users, { 'e.csv': 'id,Email\n1,a@x.test\n2,\n3,a@x.test\n' })).toEqual([
      "a@x.test: {'MoEngage_ID': 1, 'Email (Standard)': 'a@x.test'}",
      "2: {'MoEngage_ID': 2}",
      "a@x.test (3): {'MoEngage_ID': 3, 'Email (Standard)': 'a@x.test'}",
    ]);
  });

  test.each([
    [';', 'ID;A\n1;x,y\n'],
    ['\t', 'ID\tA\n1\tx,y\n'],
    ['|', 'ID|A\n1|x,y\n'],
  ])('the separator is that of the header: %j', async (_separator, csv) => {
    expect(await usersOf('e.csv', { 'e.csv': csv })).toEqual(["1: {'ID': 1, 'A': 'x,y'}"]);
  });

  test('or the one that is given, \\t being a tab', async () => {
    expect(
      await usersOf('{ file: e.csv, separator: "\\\\t" }', { 'e.csv': 'ID,B\tA\n1\tx\n' }),
    ).toEqual(["1: {'ID,B': 1, 'A': 'x'}"]);
  });

  test('a quote inside a cell is a character', async () => {
    const csv = 'ID,Name\n1,O"Hara\n2,"a ""b"", c"\n';
    expect(await usersOf('e.csv', { 'e.csv': csv })).toEqual([
      `1: {'ID': 1, 'Name': 'O"Hara'}`,
      `2: {'ID': 2, 'Name': 'a "b", c'}`,
    ]);
  });

  test('packed, in other encodings, with byte order marks', async () => {
    const csv = 'ID,A\n1,é\n';
    const expected = ["1: {'ID': 1, 'A': 'é'}"];
    const latin = Uint8Array.from(csv, (char) => char.charCodeAt(0));
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${csv}`, 'utf16le'));
    expect(await usersOf('e.csv.gz', { 'e.csv.gz': new Uint8Array(gzipSync(csv)) })).toEqual(
      expected,
    );
    expect(await usersOf('{ file: e.csv, encoding: windows-1252 }', { 'e.csv': latin })).toEqual(
      expected,
    );
    expect(await usersOf('e.csv', { 'e.csv': utf16 })).toEqual(expected);
    expect(await usersOf('e.csv', { 'e.csv': `\uFEFF${csv}` })).toEqual(expected);
  });
});

describe('a JSON export', () => {
  test('is a list or a user a line, flat or with sections', async () => {
    const list = '[{"ID": "a", "N": 10.0}, {"ID": "b", "N": null}]';
    const expected = ["a: {'ID': 'a', 'N': 10.0}", "b: {'ID': 'b', 'N': None}"];
    expect(await usersOf('e.json', { 'e.json': list })).toEqual(expected);
    const lines = '{"ID": "a", "N": 10.0}\n\n{"ID": "b", "N": null}\n';
    expect(await usersOf('e.ndjson', { 'e.ndjson': lines })).toEqual(expected);
    const packed = new Uint8Array(gzipSync(lines));
    expect(await usersOf('e.jsonl.gz', { 'e.jsonl.gz': packed })).toEqual(expected);
    const sections = '[{"user": {"ID": "a"}, "event": {"Amount": 1}}]';
    const campaign = await load('e.json', { 'e.json': sections });
    expect(campaign.users[0]?.recipient.event?.get('Amount')).toBe(1);
  });

  test('a JSON file with one user is a fixture user as before', async () => {
    expect(await usersOf('ada.json', { 'ada.json': '{"user": {"A": 1}}' })).toEqual([
      "ada: {'A': 1}",
    ]);
  });
});

test('exports and fixture users go together; two of one name are refused', async () => {
  const files = { 'e.csv': 'ID\nada\nbo\n', 'u/ada.yaml': 'user: {}\n', 'u/cy.yaml': 'user: {}\n' };
  expect(await usersOf('[e.csv, u/cy.yaml]', files)).toEqual([
    "ada: {'ID': 'ada'}",
    "bo: {'ID': 'bo'}",
    'cy: {}',
  ]);
  expect(await told('[e.csv, u/*.yaml]', files)).toEqual([
    expect.stringMatching(/^c\.yaml:4 campaign\/duplicate-user 2 fixture users are called 'ada'/),
  ]);
});

test.each([
  ['e.csv', 'ID,A\n1\n', /^e\.csv:2 fixture\/uneven-row this row has 1 cells, the header has 2/],
  ['e.csv', 'ID,ID\n1,2\n', /^e\.csv:1 fixture\/bad-table the column 'ID' is twice/],
  [
    'e.csv',
    'ID,A\n',
    /^e\.csv:1 fixture\/no-users the file has a header and no users \(add a line for each user below the header\)$/,
  ],
  ['e.csv', 'user: { A: 1 }\n', /fixture\/other-file this is a fixture user, not a CSV table/],
  ['e.csv', '', /^e\.csv:1 fixture\/bad-table the file has no header row/],
  ['e.csv', 'A,B\n1,"x\n', /^e\.csv:\d fixture\/bad-table /],
  [
    '{ file: e.csv, columns: { Emial: X } }',
    'ID,Email\n1,2\n',
    /^e\.csv:1 fixture\/unknown-column the file has no column 'Emial'; it has ID, Email \(did you mean 'Email'\?\)$/,
  ],
  [
    '{ file: e.csv, encoding: utf-99 }',
    'ID\n1\n',
    /campaign\/bad-value there is no encoding 'utf-99'/,
  ],
  [
    '{ file: e.csv, types: { ID: number } }',
    'ID\n1\n',
    /campaign\/bad-value .*expected inferred, text/,
  ],
  ['{ file: e.csv, seperator: ";" }', 'ID\n1\n', /no key 'seperator'.*did you mean 'separator'/],
  ['x.csv', '', /^c\.yaml:4 campaign\/no-users no file matches 'x\.csv'/],
])('what is wrong: %s', async (users, csv, expected) => {
  expect(await told(users, { 'e.csv': csv })).toEqual([expect.stringMatching(expected)]);
});

test.each([
  ['[]', /^e\.json:1 fixture\/no-users the file has no users \(add users, or name another file\)$/],
  [
    '[{"A": 1},\n5]',
    /^e\.json:2 fixture\/wrong-type user 2 of the export is 5, expected a mapping/,
  ],
])('what is wrong in JSON: %s', async (json, expected) => {
  expect(await told('e.json', { 'e.json': json })).toEqual([expect.stringMatching(expected)]);
});

test('a user whose first attribute is no text is known by the number in the file', async () => {
  expect(await usersOf('e.json', { 'e.json': '[{"A": {"x": 1}}, {"A": 2}]' })).toEqual([
    "1: {'A': {'x': 1}}",
    "2: {'A': 2}",
  ]);
});

test('a file of another encoding says how to name it', async () => {
  const latin = Uint8Array.from('ID\né\n', (char) => char.charCodeAt(0));
  expect(await told('e.csv', { 'e.csv': latin })).toEqual([
    expect.stringMatching(
      /not UTF-8 text \(name its encoding: users: \{ file: …, encoding: windows-1252 \}\)$/,
    ),
  ]);
});

test.each([
  ['u.csv', 'Id\n', (at: number) => `u${at}\n`, '"broken'],
  ['u.ndjson', '', (at: number) => `{"Id":"u${at}"}\n`, '{broken'],
  ['u.json', '[', (at: number) => `{"Id":"u${at}"},`, '{"Id":"x"}]'],
] as const)(
  'of %s with more users than may be, no more is read than shows it',
  async (name, head, row, rest) => {
    const text = `${head}${Array.from({ length: 20_001 }, (_, at) => row(at)).join('')}${rest}`;
    const [finding] = await load(name, { [name]: text }).then(
      () => [],
      (error: FindingsError) => error.findings,
    );
    expect(finding).toMatchObject({
      code: 'fixture/too-many-users',
      message: 'the file holds more than 20000 users',
      hint: `take a part of it, or ask audience, which reads any number: smartpass audience campaign.yaml --users ${name}`,
    });
  },
);
