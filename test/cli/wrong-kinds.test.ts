import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderOf, smartpass } from './run-cli.ts';

const KINDS = {
  'map.yaml': 'smartpass: 1\nproject: { url: x }\nfields: {}\n',
  'user.yaml': 'user: { A: 1 }\n',
  'config.yaml': 'profile: { jinja: "3.1" }\nworkspace: {}\n',
  'mail.html': '<p>{{ UserAttribute["A"] }}</p>\n',
  'package.json': '{ "name": "x", "scripts": {}, "dependencies": {} }',
  'campaign.yaml':
    'campaign: x\nchannel: email\ntrigger: one-time\ntemplate: mail.html\nusers: user.yaml\n',
} as const;

type Name = keyof typeof KINDS;

const EXPECTED: readonly (readonly [command: string, code: string, wrong: readonly Name[]])[] = [
  ['generate FILE', 'map/other-file', ['user.yaml', 'config.yaml', 'mail.html', 'campaign.yaml']],
  ['preview FILE', 'campaign/other-file', ['map.yaml', 'user.yaml', 'config.yaml', 'package.json']],
  ['test FILE', 'campaign/other-file', ['map.yaml', 'user.yaml', 'config.yaml', 'package.json']],
  ['lint FILE', 'campaign/other-file', ['package.json']],
  ['render FILE', 'fixture/other-file', ['map.yaml', 'user.yaml', 'campaign.yaml', 'package.json']],
  [
    'audience campaign.yaml --users FILE',
    'audience/bad-export',
    ['map.yaml', 'user.yaml', 'config.yaml', 'campaign.yaml', 'mail.html'],
  ],
];

const CASES = EXPECTED.flatMap(([command, code, wrong]) =>
  wrong.map((file) => [command.replace('FILE', file), code] as const),
);

test.each(CASES)('%s is one finding, and nothing is written', async (command, code) => {
  const cwd = folderOf(KINDS);
  const { code: exit, err, out } = await smartpass(command.split(' '), { cwd });
  expect([exit, out]).toEqual([2, '']);
  expect(err.match(/error: /g)).toHaveLength(1);
  expect(err).toContain(`[${code}]`);
  expect(err).not.toMatch(/^ +at /m);
  expect(readdirSync(cwd).toSorted()).toEqual(Object.keys(KINDS).toSorted());
});

test('an export with a colon in its header is one', async () => {
  const cwd = folderOf({
    ...KINDS,
    'users.csv': '\uFEFFid: number;A\n1;x\n2;\n',
  });
  const { code } = await smartpass(['audience', 'campaign.yaml', '--users', 'users.csv'], { cwd });
  expect(code).toBe(0);
});
