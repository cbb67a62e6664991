import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Spool } from '../../src/cli/spool.ts';
import { emptyFolder, smartpass } from './run-cli.ts';

const CAMPAIGN = `campaign: c
channel: sms
template: t.jinja
users: users/*.yaml
`;

/** A campaign of users by name. */
function campaign(template: string, users: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'users'));
  writeFileSync(join(cwd, 'campaign.yaml'), CAMPAIGN);
  writeFileSync(join(cwd, 't.jinja'), template);
  for (const [name, text] of Object.entries(users))
    writeFileSync(join(cwd, 'users', `${name}.yaml`), text);
  return cwd;
}

const ADA = 'user: { First Name: Ada }\n';

test('a broken user among many: nothing is answered but everything that is wrong', async () => {
  const cwd = campaign("Hi {{ UserAttribute['First Name'] }}", {
    ada: ADA,
    bad: 'user: [1]\n',
    worse: 'usr: {}\n',
  });
  const { code, out } = await smartpass(['preview', 'campaign.yaml', '--json'], { cwd });
  const answer = JSON.parse(out) as { ok: boolean; findings: { file: string }[] };
  expect([code, answer.ok]).toEqual([2, false]);
  expect(answer).not.toHaveProperty('outcomes');
  expect(new Set(answer.findings.map(({ file }) => file))).toEqual(
    new Set(['users/bad.yaml', 'users/worse.yaml']),
  );
});

test('--user reads the files of those users alone', async () => {
  const cwd = campaign("Hi {{ UserAttribute['First Name'] }}", { ada: ADA, bad: 'user: [1]\n' });
  const argv = ['preview', 'campaign.yaml', '--json', '--user', 'ada'];
  const { code, out } = await smartpass(argv, { cwd });
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ users: 1, sent: 1, outcomes: [{ user: 'ada' }] });
});

test('a name that only the last user has is known, one that nobody has is a warning', async () => {
  const users = { ada: ADA, bo: 'user: { First Name: Bo, Nick: B }\n' };
  const template =
    "{{ UserAttribute['Nick']|default('x') }}{{ UserAttribute['Nik']|default('x') }}";
  const cwd = campaign(template, users);
  const { out } = await smartpass(['preview', 'campaign.yaml', '--json'], { cwd });
  const { findings } = JSON.parse(out) as { findings: { message: string }[] };
  expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining("'Nik'")]);
});

test('no users at all: the answer is whole', async () => {
  const cwd = campaign('Hi', {});
  const { code, out } = await smartpass(['preview', 'campaign.yaml', '--json'], { cwd });
  expect([code, (JSON.parse(out) as { ok: boolean }).ok]).toEqual([2, false]);
});

test('a secret that the file of a later user holds is hidden in all outcomes', async () => {
  const secret = 'abcdefghijklmnopqrstuv';
  const cwd = campaign("{{ UserAttribute['Note'] }}", {
    ada: `user: { Note: ${secret} }\n`,
    zoe: `user: { Note: "{{ x|convertToSHA256('${secret}') }}" }\n`,
  });
  const { out } = await smartpass(['preview', 'campaign.yaml', '--json', '--text'], { cwd });
  expect(out).not.toContain(secret);
  expect(JSON.parse(out)).toMatchObject({ users: 2 });
});

test('a spool gives back what was added, held in memory or not', async () => {
  const spool = new Spool();
  const pieces = Array.from({ length: 9 }, (_, at) => String(at).repeat(2 ** 20));
  try {
    for (const piece of pieces) await spool.add(piece);
    let text = '';
    for await (const piece of spool.pieces()) text += piece;
    expect(text === pieces.join('')).toBe(true);
  } finally {
    await spool.close();
  }
});

test('as text, users behind the first fifty have the link that the field map computes, which is said', async () => {
  const users = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [`u${at}`, `user: { MoEngage_ID: u-${at} }\n`]),
  );
  const cwd = campaign('{# smartpass: map.yaml #}{{ longURL }}', users);
  writeFileSync(
    join(cwd, 'map.yaml'),
    `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields: { person.externalId: { user: MoEngage_ID, missing: { drop: No ID } } }
`,
  );
  const said =
    'The field map alone said what becomes of 10 users; 50 others were rendered by the template too, with the same result.';
  const by = await smartpass(['preview', 'campaign.yaml', '--payload'], { cwd });
  expect(by.out).toContain(said);
  const whole = await smartpass(['preview', 'campaign.yaml', '--user', 'u*'], { cwd });
  expect(whole.out).not.toContain('The field map');
  expect(by.out.replace(` ${said}`, '')).toBe(whole.out);
});
