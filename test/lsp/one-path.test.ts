import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, smartpass } from '../cli/run-cli.ts';
import { saidOf } from './one-path.ts';

const FILES = {
  'card/campaign.yaml':
    "campaign: card\nchannel: push\ntrigger: { event: Bought }\nmessage: { title: \"Hi {{ UserAttribute['Nick'] + '!' }}\", body: body.jinja }\nusers: ../users/*.yaml\n",
  'card/body.jinja':
    "{{ EventAttribute['Amount'][:3] }} {{ UserAttribute['first name'] }}\n{{UserAttribute['Tier']}}",
  'card/fieldmap.yaml':
    'smartpass: 1\nproject: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }\nfields:\n  person.externalId: { user: Id, missing: { drop: No id } }\n  members.tier.id: { user: Tier, map: { gold: T1 }, missing: { default: T0 } }\n  person.forename: { value: First Name }\n',
  'users/ada.yaml': 'user: { First Name: Ada, Tier: silver, Id: a1 }\nusr: {}\n',
  'users/bob.yaml': 'user: { First Name: Bob, Tier: gold, Id: b1 }\nevent: { Amount: "12" }\n',
  'smartpass.config.yaml': 'lint: { rules: { no/such: off } }\n',
  'other.html': '<p>{{ UserAttribute.A[:2] }}</p>',
} as const;

/** The same folder in which everything can be read. */
const SOUND = {
  ...FILES,
  'users/ada.yaml': 'user: { First Name: Ada, Tier: silver, Id: a1 }\nevent: { Amount: "7" }\n',
  'smartpass.config.yaml': 'lint: { rules: { null/sliced: warning } }\n',
};

test.each(Object.keys(FILES))('%s: the language server says what lint says', async (file) => {
  const { lint, server } = await saidOf(file, folderOf(FILES));
  expect(server).toEqual(lint);
});

test.each(Object.keys(FILES))('%s: the same where all files are sound', async (file) => {
  const { lint, server } = await saidOf(file, folderOf({ ...SOUND, 'smartpass.config.yaml': '' }));
  expect(server).toEqual(lint);
});

test('each kind of file has its own findings', async () => {
  const cwd = folderOf(FILES);
  const codes = async (file: string): Promise<readonly (string | undefined)[]> =>
    (await saidOf(file, cwd)).lint.map((line) => line.split(' ')[3]);
  expect(await codes('users/ada.yaml')).toEqual(['fixture/unknown-key']);
  expect(await codes('smartpass.config.yaml')).toEqual(['lint/unknown-rule']);
  const sound = folderOf({ ...SOUND, 'smartpass.config.yaml': '' });
  expect((await saidOf('card/fieldmap.yaml', sound)).lint.join('\n')).toContain('silver');
});

test('a template is judged with its campaign: its channel, trigger and users', async () => {
  const cwd = folderOf({ ...SOUND, 'smartpass.config.yaml': '' });
  const { out } = await smartpass(['lint', 'card/body.jinja', '--json'], { cwd });
  expect(JSON.parse(out)).toMatchObject({ files: [{ file: 'card/body.jinja', channel: 'push' }] });
  const alone = await smartpass(['lint', 'card/body.jinja', '--channel', 'sms', '--json'], { cwd });
  expect(JSON.parse(alone.out)).toMatchObject({ files: [{ channel: 'sms' }] });
});

test.each([['card/body.jinja'], ['card/campaign.yaml'], ['card'], []])(
  'lint --fix and format change the template by way of %s',
  async (...argv) => {
    const cwd = folderOf({ ...SOUND, 'smartpass.config.yaml': '' });
    const read = (): string => readFileSync(join(cwd, 'card/body.jinja'), 'utf8');
    const before = read();
    await smartpass(['lint', ...argv, '--fix'], { cwd });
    const fixed = read();
    expect(fixed).not.toBe(before);
    await smartpass(['format', ...argv], { cwd });
    expect(read()).toContain("{{ UserAttribute['Tier'] }}");
    expect((await smartpass(['lint', ...argv, '--fix', '--dry-run'], { cwd })).out).toBe('');
  },
);
