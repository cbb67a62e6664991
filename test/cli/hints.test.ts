import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf, smartpass } from './run-cli.ts';

const GOOD = {
  'campaign.yaml': 'campaign: x\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n',
  'mail.html': '<p>{{ UserAttribute["A"] }}</p>\n',
  'users/anna.yaml': 'user: { A: 1 }\n',
  'users/bo.yaml': 'user: { A: 2 }\n',
  'map.yaml':
    'smartpass: 1\nproject: { url: https://pub1.pskt.io/c/a4hrop }\nfields: { person.surname: { user: A, missing: omit } }\n',
  'e.csv': 'ID,A\n1,2\n',
} as const;

type Files = Readonly<Record<string, string>>;

const campaign = (lines: string): Files => ({
  'campaign.yaml': `${GOOD['campaign.yaml']}${lines}`,
});

const tests = (line: string): Files => campaign(`tests:\n  - ${line}\n`);

const edited = (from: string, to: string): Files => ({
  'campaign.yaml': GOOD['campaign.yaml'].replace(from, to),
});

const FILES: readonly (readonly [what: string, files: Files, hint: string])[] = [
  ['no channel', edited('channel: email\n', ''), 'add channel: email'],
  ['no name', edited('campaign: x\n', ''), 'add campaign: Welcome'],
  ['no users', edited('users: users/*.yaml\n', ''), 'add users: users/*.yaml'],
  ['no template', edited('template: mail.html\n', ''), 'add template: mail.html'],
  ['a channel that is near none', edited('email', 'fax'), 'write channel: email, for example'],
  ['a key of a choice', campaign('trigger: evnt\n'), 'did you mean { event: … }?'],
  ['a choice', campaign('trigger: periodical\n'), "did you mean 'periodic'?"],
  ['nothing for a key', edited('users/*.yaml', ''), 'write users: users/*.yaml, for example'],
  ['a text for a list', campaign('aux: x.csv\n'), 'write aux: [fixtures/shops.csv], for example'],
  [
    'an empty message',
    edited('template: mail.html', 'message: {}'),
    "write lines 'Name: value' below message:",
  ],
  ['a strange key', campaign('zzz: 1\n'), 'remove it, or write one of these keys'],
  [
    'a time without a zone',
    campaign('now: 2026-01-31 09:00\n'),
    'write the zone behind it: now: 2026-01-31 09:00Z',
  ],
  ['no time', campaign('now: today\n'), 'write now: 2026-01-31T09:00:00Z, for example'],
  [
    'a test without a name',
    tests('{ user: anna, expect: { sent: true } }'),
    'add name: a member gets a link',
  ],
  [
    'a test about nobody',
    tests('{ name: a, user: zoe, expect: { sent: true } }'),
    'the users are anna, bo; a user is known by the name of its file',
  ],
  [
    'a test of a list of users',
    tests('{ name: a, user: [anna], expect: { sent: true } }'),
    'write user: anna, for example',
  ],
  [
    'a test without a user',
    tests('{ name: a, expect: { sent: true } }'),
    'add user: and the name of a fixture user, or each: all',
  ],
  [
    'a test that expects nothing',
    tests('{ name: a, user: anna }'),
    'add expect: { sent: true }, for example',
  ],
  [
    'a word for true',
    tests('{ name: a, user: anna, expect: { sent: maybe } }'),
    'write sent: true, for example',
  ],
  [
    'two tests of one name',
    tests(
      '{ name: a, user: anna, expect: { sent: true } }\n  - { name: a, user: bo, expect: { sent: true } }',
    ),
    'give one of them another name',
  ],
  [
    'a broken expression',
    tests('{ name: a, user: anna, expect: { text: { matches: "(" } } }'),
    'write \\ before a sign that means itself, or use contains: for plain text',
  ],
  [
    'a list of attributes',
    { 'users/anna.yaml': 'user: [a, b]\n' },
    "write lines 'Name: value' below user:",
  ],
  [
    'a user without a section',
    { 'users/anna.yaml': 'event: { A: 1 }\n' },
    "add user: and lines 'Name: value' below it",
  ],
  [
    'an export without users',
    { ...edited('users/*.yaml', 'e.csv'), 'e.csv': 'ID,A\n' },
    'add a line for each user below the header',
  ],
  [
    'a strange encoding',
    edited('users/*.yaml', '{ file: e.csv, encoding: utf-88 }'),
    "did you mean 'utf-8'?",
  ],
  [
    'a profile of another form',
    { 'smartpass.config.yaml': 'profile: { missing: nothing }\n' },
    'write missing: undefined, for example',
  ],
  [
    'a marker that is printed',
    { 'mail.html': '{{ smartpass: map.yaml }}\n' },
    'the marker is a comment: write {# smartpass: map.yaml #}',
  ],
  [
    'a file that nests too deeply',
    { 'users/anna.yaml': `user: ${'['.repeat(9000)}` },
    'write lists and mappings that nest less deeply',
  ],
];

const LINES: readonly (readonly [line: string, hint: string])[] = [
  ['estimate campaign.yaml --warn abc', 'write --warn 1000, for example'],
  ['estimate map.yaml --fail -', 'write --fail 2000, for example'],
  ['loop campaign.yaml --port abc', 'write --port 8080, for example'],
  ['adopt mail.html --link x', 'write --link 1 for the first one'],
  [
    'verify x --secret-file empty',
    'write the project secret alone: a PassKit secret is one word of letters and digits',
  ],
  ['verify x --secret-file empty --secret-stdin', 'remove one of them'],
  [
    'verify x --secret-file lines',
    'keep the line with the project secret: a PassKit secret is one word of letters and digits',
  ],
  ['render mail.html --now x', 'such as 2026-01-31T09:00:00Z'],
  ['format - mail.html', 'remove -, or the other files'],
  ['lint - mail.html', 'name files, or give - alone and without --fix'],
  ['events send', 'write smartpass events send webhooks.json, for example'],
  ['events replay', 'write events replay --dead, for example'],
];

/** The errors of a command: how many there are, and their hints. */
async function hintsOf(line: string, files: Files): Promise<readonly [number, readonly string[]]> {
  const cwd = folderOf({ ...GOOD, empty: '\n', lines: 'a\nb\n', ...files });
  for (const name of ['empty', 'lines']) chmodSync(join(cwd, name), 0o600);
  const { code, err } = await smartpass(line.split(' '), { cwd });
  expect(code).toBe(2);
  const errors = err.match(/(?:^|: )error: .*\[[\w-]+\/[\w-]+\]$/gm) ?? [];
  const hints = [...err.matchAll(/^ *hint: (.*)$/gm)].map(([, hint = '']) => hint);
  return [errors.length, hints];
}

describe('every error of a bad file has a hint', () => {
  test.each(FILES)('%s', async (_what, files, hint) => {
    expect(await hintsOf('preview campaign.yaml', files)).toEqual([1, [hint]]);
  });
});

describe('every error of a bad command line has a hint', () => {
  test.each(LINES)('%s', async (line, hint) => {
    expect(await hintsOf(line, {})).toEqual([1, [hint]]);
  });
});
