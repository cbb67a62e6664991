import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { emptyFolder, smartpass } from './run-cli.ts';

const SECRET = 'NotARealSecret00000001';
const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.forename: { user: First Name, missing: { default: Friend } }
`;

let cwd = '';

beforeEach(() => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'fieldmap.yaml'), MAP);
});

test('the snippet is printed, with the placeholder, and what to do about it is said', async () => {
  const { code, out, err } = await smartpass(['generate', 'fieldmap.yaml'], { cwd });
  expect(code).toBe(0);
  expect(out).toMatch(/^\{# smartpass \d/);
  expect(out).toMatch(/\{% set longURL = .*\{YOUR-PROJECT-SECRET\}.*%\}\n$/s);
  expect(err).toContain('{YOUR-PROJECT-SECRET}');
});

test('--output writes the file; --check holds it against the map', async () => {
  const argv = ['generate', 'fieldmap.yaml', '-o', 's.jinja'];
  expect(await smartpass(argv, { cwd })).toMatchObject({ code: 0, out: '' });
  expect(await smartpass([...argv, '--check'], { cwd })).toMatchObject({ code: 0, out: '' });
  writeFileSync(join(cwd, 'fieldmap.yaml'), MAP.replace('Friend', 'Guest'));
  const stale = await smartpass([...argv, '--check'], { cwd });
  expect(stale.code).toBe(1);
  expect(stale.err).toContain('[cli/stale]');
});

test('--template puts the snippet at its place, --buttons add the buttons', async () => {
  writeFileSync(join(cwd, 't.html'), '<p>{# smartpass: fieldmap.yaml #}{{ longURL }}</p>');
  const whole = await smartpass(['generate', 'fieldmap.yaml', '--template', 't.html'], { cwd });
  expect(whole.out).toMatch(/^<p>\{# smartpass .*\{\{ longURL \}\}<\/p>$/s);
  const buttons = await smartpass(['generate', 'fieldmap.yaml', '--buttons'], { cwd });
  expect(buttons.out.match(/<a href="\{\{longURL\}\}"/g)).toHaveLength(2);
  const sms = await smartpass(['generate', 'fieldmap.yaml', '--buttons', '--channel', 'sms'], {
    cwd,
  });
  expect(sms.code).toBe(2);
});

describe('the secret', () => {
  test('comes in only when it is asked for, and the file is for its owner alone', async () => {
    const env = { SMARTPASS_SECRET: SECRET };
    expect((await smartpass(['generate', 'fieldmap.yaml'], { cwd, env })).out).not.toContain(
      SECRET,
    );
    const asked = await smartpass(['generate', 'fieldmap.yaml', '--with-secret'], { cwd, env });
    expect(asked.out).toContain(`convertToSHA256('${SECRET}')`);
    expect(asked.err).toBe('');
    const argv = ['generate', 'fieldmap.yaml', '--secret-stdin', '-o', 's.jinja'];
    const written = await smartpass(argv, { cwd, stdin: SECRET });
    expect(written.out + written.err).not.toContain(SECRET);
    expect(readFileSync(join(cwd, 's.jinja'), 'utf8')).toContain(SECRET);
    expect(statSync(join(cwd, 's.jinja')).mode & 0o777).toBe(0o600);
  });

  test('is missed where it is asked for and not given', async () => {
    const { code, err } = await smartpass(['generate', 'fieldmap.yaml', '--with-secret'], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('[cli/no-secret]')]);
  });
});

describe('a wrong field map', () => {
  const WRONG = `smartpass: 1
project: { kind: membership }
fields:
  person.forname: { user: First Name, missing: omit }
  person.surname: { user: Last Name, missing: { drip: x } }
  person.emailAddress: { usr: Email, missing: omit }
  meta.a: { value: 1 }
  meta.a: { value: 2 }
`;

  test('gives every error with its place, exit code 2, and writes nothing', async () => {
    writeFileSync(join(cwd, 'wrong.yaml'), WRONG);
    const { code, out, err } = await smartpass(['generate', 'wrong.yaml', '-o', 's.jinja'], {
      cwd,
    });
    expect([code, out]).toEqual([2, '']);
    const errors = err.split('\n').filter((line) => /^wrong\.yaml:\d+:\d+: error: /.test(line));
    expect(errors.length).toBeGreaterThanOrEqual(5);
    expect(err).toMatch(/wrong\.yaml:4:\d+: error: .*person\.forname/);
    expect(err).toMatch(/did you mean 'person\.forename'/);
    expect(existsSync(join(cwd, 's.jinja'))).toBe(false);
    expect(readdirSync(cwd).sort()).toEqual(['fieldmap.yaml', 'wrong.yaml']);
  });

  test('with --json the same as data', async () => {
    writeFileSync(join(cwd, 'wrong.yaml'), WRONG);
    const { code, out, err } = await smartpass(['generate', 'wrong.yaml', '--json'], { cwd });
    const answer = JSON.parse(out) as { ok: boolean; findings: { span?: unknown }[] };
    expect([code, err, answer.ok]).toEqual([2, '', false]);
    expect(answer.findings.every(({ span }) => span !== undefined)).toBe(true);
  });

  test.each([
    ['broken YAML', 'fields: [\n', /\[map\/syntax\]/],
    ['an empty file', '', /\[map\/syntax\]/],
    ['not UTF-8', Buffer.from([0xff, 0xfe, 0x41]), /\[cli\/not-utf8\]/],
  ])('%s', async (_what, text, expected) => {
    writeFileSync(join(cwd, 'wrong.yaml'), text);
    const { code, err } = await smartpass(['generate', 'wrong.yaml'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(expected);
  });

  test('a file or place to write that is not there', async () => {
    expect((await smartpass(['generate', 'feildmap.yaml'], { cwd })).err).toContain(
      "did you mean 'fieldmap.yaml'?",
    );
    mkdirSync(join(cwd, 'folder'));
    expect(await smartpass(['generate', 'folder'], { cwd })).toMatchObject({ code: 2 });
    const nowhere = await smartpass(['generate', 'fieldmap.yaml', '-o', 'no/s.jinja'], { cwd });
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining('[cli/cannot-write]')]);
  });
});
