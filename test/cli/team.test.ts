import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyFolder, smartpass } from './run-cli.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.forename: { user: First Name, missing: { default: Friend } }
`;
const CAMPAIGN = `campaign: c\nchannel: sms\ntemplate: sms.jinja\nusers: users/*.yaml\n`;
const GUIDE = 'templates/passkit-guide/email.html.jinja';

let cwd = '';

beforeEach(() => {
  cwd = emptyFolder();
  mkdirSync(join(cwd, 'a/users'), { recursive: true });
  writeFileSync(join(cwd, 'a/fieldmap.yaml'), MAP);
  writeFileSync(join(cwd, 'a/campaign.yaml'), CAMPAIGN);
  writeFileSync(join(cwd, 'a/sms.jinja'), 'Your card: {# smartpass: fieldmap.yaml #}');
  writeFileSync(join(cwd, 'a/users/ada.yaml'), 'user: { MoEngage_ID: u-1, First Name: Ada }\n');
  writeFileSync(join(cwd, 'a/users/nobody.yaml'), 'user: {}\n');
});

describe('generate --all', () => {
  test('writes every map for the channels of its campaigns; --check tells stale ones with a diff', async () => {
    writeFileSync(join(cwd, 'b.fieldmap.yaml'), MAP.replace('Friend', 'you'));
    const none = await smartpass(['generate', '--all', '--check'], { cwd });
    expect(none.code).toBe(1);
    expect(none.err).toContain('never generated');
    expect(none.out).toContain('--- /dev/null\n+++ a/fieldmap.sms.jinja\n');
    const made = await smartpass(['generate', '--all', '.'], { cwd });
    expect([made.code, made.out]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'a/fieldmap.sms.jinja'), 'utf8')).toMatch(/\{\{ longURL \}\}\n$/);
    expect(existsSync(join(cwd, 'b.fieldmap.email.jinja'))).toBe(true);
    expect((await smartpass(['generate', '--all', '--check'], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'b.fieldmap.yaml'), MAP.replace('Friend', 'Guest'));
    const stale = await smartpass(['generate', '--all', '--check'], { cwd });
    expect([stale.code, stale.err]).toEqual([1, expect.stringContaining('b.fieldmap.email.jinja')]);
    expect(stale.out).toMatch(/\n@@ -1,\d+ \+1,\d+ @@\n-\{# smartpass/);
    const json = await smartpass(['generate', '--all', '--check', '--json'], { cwd });
    expect(JSON.parse(json.out)).toMatchObject({
      ok: false,
      files: [{ current: true }, { current: false, file: 'b.fieldmap.email.jinja' }],
    });
  });

  test.each([
    [['generate'], /a field map is missing/],
    [['generate', '--all', '--with-secret'], /cannot be combined/],
    [['generate', '--all', '--output', 'x'], /cannot be combined/],
    [['generate', '--all', 'a/users'], /no field map was found/],
    [['generate', 'a/fieldmap.yaml', '--prove', '--check'], /writes nothing/],
    [['generate', 'a/fieldmap.yaml', '--check'], /--output FILE/],
  ])('%j is wrong use', async (argv, expected) => {
    expect(await smartpass(argv, { cwd })).toMatchObject({
      code: 2,
      err: expect.stringMatching(expected) as string,
    });
  });

  test('a diff never shows a secret', async () => {
    const argv = ['generate', 'a/fieldmap.yaml', '-o', 's.jinja'];
    await smartpass([...argv, '--secret-stdin'], { cwd, stdin: 'NotARealSecret00000001' });
    const { code, out, err } = await smartpass([...argv, '--check'], { cwd });
    expect([code, (out + err).includes('NotARealSecret')]).toEqual([1, false]);
    expect(out).toContain("convertToSHA256('••••••••••••••••••••••')");
  });
});

describe('generate --prove', () => {
  test('a row for each user, every world agreed', async () => {
    const { code, out } = await smartpass(['generate', 'a/fieldmap.yaml', '--prove'], { cwd });
    expect(code).toBe(0);
    expect(out).toMatch(/ada +(\d+) of \1 +sent/);
    expect(out).toMatch(/nobody +(\d+) of \1 +dropped: No MoEngage ID/);
    expect(out).toMatch(/10 with odd values/);
    expect(out).toMatch(/(\d+) of \1 links and drops are the ones computed without Jinja/);
  });

  test('needs users', async () => {
    writeFileSync(join(cwd, 'x.fieldmap.yaml'), MAP);
    const { code, err } = await smartpass(['generate', 'x.fieldmap.yaml', '--prove'], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('--users')]);
  });
});

test('an attribute that no fixture has is told, with the one that was meant', async () => {
  writeFileSync(join(cwd, 'a/fieldmap.yaml'), MAP.replace('First Name', 'Frist Name'));
  const argv = ['generate', 'a/fieldmap.yaml', '--users', 'a/users/*.yaml'];
  const { code, err } = await smartpass(argv, { cwd });
  expect(code).toBe(0);
  expect(err).toMatch(/fieldmap\.yaml:5:3: warning: .*'Frist Name'.*\[map\/unknown-attribute\]/);
  expect(err).toContain("did you mean 'First Name'?");
  expect((await smartpass(['preview', 'a/campaign.yaml'], { cwd })).err).toContain('Frist Name');
});

describe('adopt', () => {
  test('writes the map, names the defects, hides the secret', async () => {
    const { code, out, err } = await smartpass(['adopt', GUIDE]);
    expect(code).toBe(1);
    expect(out).toContain(
      'person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage_ID } }',
    );
    expect(err).toContain('[map/adopt-trailing-comma]');
    expect(err).toContain('[map/adopt-secret]');
    expect(out + err).not.toContain('0WfoVtZ7');
    const file = await smartpass(['adopt', join(process.cwd(), GUIDE), '-o', 'm.yaml'], { cwd });
    expect([file.code, file.out]).toEqual([1, '']);
    expect((await smartpass(['generate', 'm.yaml'], { cwd })).code).toBe(0);
  });

  test('with --json as data; nothing to adopt is exit code 2', async () => {
    const { out } = await smartpass(['adopt', GUIDE, '--json']);
    expect(JSON.parse(out)).toMatchObject({ ok: false, text: expect.any(String) as string });
    expect(out).not.toContain('0WfoVtZ7');
    writeFileSync(join(cwd, 't.html'), '<p>');
    expect(await smartpass(['adopt', 't.html'], { cwd })).toMatchObject({ code: 2, out: '' });
  });
});

describe('adopt renders old and new', () => {
  const ID = `'{"person.externalId":"' ~ UserAttribute['ID'] ~ '"}'`;
  const link = (data: string): string =>
    `{% set url = 'https://pub1.pskt.io/c/a4hrop?data=' ~ (${data})|base64encode %}{% set link = url ~ '&sig=' ~ url|convertToSHA256('x') %}`;
  const adoptFile = async (text: string, ...more: string[]) => {
    writeFileSync(join(cwd, 'old.txt'), text);
    return smartpass(['adopt', 'old.txt', ...more], { cwd });
  };

  test('for users made of the map, where there are no fixtures', async () => {
    const { err } = await adoptFile(`${link(ID)}<a href="{{ link }}">{{ UserAttribute.Name }}</a>`);
    expect(err).toContain('for 9 users made of the map');
    expect(err).toContain('4 get the same pass, 5 another');
    expect(err).toMatch(/ID: hostile\s+pass\s+a link that opens no pass\s+a pass/);
  });

  test('in every channel, and --write keeps line ends', async () => {
    const text = `${link(ID)}\r\nHi {{ UserAttribute.Name }}: {{ link }}\r\n`;
    const { err } = await adoptFile(text, '--channel', 'sms', '-o', 'map.yaml', '--write');
    expect(err).toContain('get the same pass');
    expect(readFileSync(join(cwd, 'old.txt'), 'utf8')).toBe(
      '{# smartpass: map.yaml #}\r\nHi {{ UserAttribute.Name }}: {{ longURL }}\r\n',
    );
  });

  test('a template that the account refuses is adopted all the same', async () => {
    const { out, err } = await adoptFile(`${link(ID)}{{ link }}{{ 'x'|no_such_filter }}`);
    expect(out).toContain('person.externalId: { user: ID');
    expect(err).toContain('passes were not compared');
  });
});

describe('fields', () => {
  test('lists and searches the catalogue', async () => {
    const all = JSON.parse((await smartpass(['fields', '--json'])).out) as { fields: unknown[] };
    expect(all.fields.length).toBeGreaterThan(60);
    const { code, out } = await smartpass(['fields', 'beacon']);
    expect([code, out]).toEqual([0, expect.stringContaining('beacon[1..10].uuid')]);
    expect(out).not.toContain('person.');
    expect((await smartpass(['fields', 'no such field'])).code).toBe(1);
    expect((await smartpass(['fields', '--kind', 'coupon'])).out).not.toContain('members.tier.id');
  });
});

describe('estimate', () => {
  test('a campaign and a map have the same links; a limit fails', async () => {
    const campaign = await smartpass(['estimate', 'a/campaign.yaml', '--json'], { cwd });
    const map = await smartpass(['estimate', 'a/fieldmap.yaml', '--json'], { cwd });
    type Said = { users: { user: string; length?: number; qr?: number; sms?: object }[] };
    const [one, other] = [campaign, map].map(({ out }) => (JSON.parse(out) as Said).users);
    expect(one?.map(({ user, length }) => [user, length])).toEqual(
      other?.map(({ user, length }) => [user, length]),
    );
    expect(other?.[0]).toEqual({
      user: 'ada',
      length: 172,
      verdict: 'fine',
      qr: 49,
      sms: { encoding: 'GSM-7', parts: 2 },
    });
    expect(other?.[1]).toEqual({ user: 'nobody' });
    const over = await smartpass(['estimate', 'a/fieldmap.yaml', '--fail', '172'], { cwd });
    expect([over.code, over.out]).toEqual([1, expect.stringContaining('too long')]);
    expect((await smartpass(['estimate', 'a/fieldmap.yaml', '--fail', 'x'], { cwd })).code).toBe(2);
  });
});
