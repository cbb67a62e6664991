import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyFolder, smartpass, type Answer } from '../cli/run-cli.ts';
import type { Watched } from '../cli/watched.ts';
import { startStandIn } from './stand-in.ts';

const KEY = 'Canary9KeyOfAnAccount';

/** A repository with a campaign, its users, two profiles, a key, and the texts of an account. */
function repository(): string {
  const cwd = emptyFolder();
  const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);
  mkdirSync(join(cwd, 'users'));
  mkdirSync(join(cwd, 'theirs/old'), { recursive: true });
  put('other.yaml', 'profile: { hashCase: upper, do: refused, trailingNewline: kept }\n');
  put('campaign.yaml', 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n');
  put(
    'mail.html',
    "<p>Dear {{ UserAttribute['First Name'] }},</p>\n{{ 'x'|convertToSHA256NoSalt }}\n",
  );
  put('users/ada.yaml', 'user: { First Name: Ada }\n');
  put('users/bob.yaml', 'user: { First Name: Bob }\n');
  put('theirs/Welcome Mail.html', '<p>Welcome</p>');
  put('theirs/old/bye.html', '<p>Bye</p>');
  put('theirs/bye.html', "{{ u|convertToSHA256('Rea1SecretOfAProject0x') }}");
  put('blocks.yaml', 'footer: { html: "<p>Bye</p>" }\nsign: Yours\n');
  put('key', KEY);
  chmodSync(join(cwd, 'key'), 0o600);
  return cwd;
}

let home = '';
let standIn: Watched;

beforeAll(async () => {
  home = repository();
  const texts = ['--templates', 'theirs/**/*.html', '--content-blocks', 'blocks.yaml'];
  const users = ['--users', 'users/*.yaml', '--key-file', 'key'];
  standIn = await startStandIn(['--profile', 'other.yaml', ...texts, ...users], home);
}, 60_000);

afterAll(() => standIn.end());

function ask(argv: readonly string[], cwd: string): Promise<Answer> {
  return smartpass([...argv, '--stand-in', standIn.url, '--key-file', 'key'], { cwd });
}

describe('calibrate --live', () => {
  test('writes the profile with date and evidence, then finds nothing new', async () => {
    const cwd = repository();
    const first = await ask(['calibrate', '--live', '--now', '2026-01-31'], cwd);
    expect(first).toMatchObject({ code: 0 });
    const text = readFileSync(join(cwd, 'smartpass.config.yaml'), 'utf8');
    expect(text).toMatch(
      /hashCase:\n\s+value: upper\n\s+date: 2026-01-31\n\s+evidence: "calibrate --live, part 3/,
    );
    expect(text).toMatch(/do:\n\s+value: refused/);
    expect(text).toMatch(/trailingNewline:\n\s+value: kept/);
    expect(await ask(['calibrate', '--live', '--now', '2026-01-31'], cwd)).toMatchObject({
      code: 0,
    });
    expect(readFileSync(join(cwd, 'smartpass.config.yaml'), 'utf8')).toBe(text);
  });

  test('names what drifted, with exit code 1, and writes nothing in a dry run', async () => {
    const cwd = repository();
    const config = 'profile: { hashCase: lower, do: refused }\n';
    writeFileSync(join(cwd, 'smartpass.config.yaml'), config);
    const { code, out, err } = await ask(['calibrate', '--live', '--dry-run', '--json'], cwd);
    const { findings } = JSON.parse(out) as { findings: { code: string; message: string }[] };
    expect([code, findings.map((one) => one.code)]).toEqual([
      1,
      ['calibrate/drift', 'calibrate/drift'],
    ]);
    expect(findings.map(({ message }) => message)).toEqual([
      "'hashCase' is upper in the account, and the configuration has lower",
      "'trailingNewline' is kept in the account, and the configuration assumes removed, its default",
    ]);
    expect(readFileSync(join(cwd, 'smartpass.config.yaml'), 'utf8')).toBe(config);
    expect(err).toContain('no attribute is sent');
    expect(await ask(['calibrate', '--live'], cwd)).toMatchObject({
      code: 1,
      err: expect.stringContaining("'hashCase' is upper in the account") as string,
    });
    expect(await ask(['calibrate', '--live', '--dry-run'], cwd)).toMatchObject({ code: 0 });
  });

  test.each([
    [['--live', '--answer', 'x'], '--live asks the account itself'],
    [['--live', '--whole'], '--live asks the account itself'],
    [['--live', '--partial'], '--partial goes with --answer'],
    [['--channel', 'sms'], '--channel goes with --live'],
    [['--key-file', 'x'], '--key-file goes with --live'],
    [['--stand-in', 'x'], '--stand-in goes with --live'],
  ])('%j is wrong use', async (argv, said) => {
    const { code, err } = await smartpass(['calibrate', ...argv], { cwd: home });
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});

describe('compare --live', () => {
  test('says whose attributes go where before it asks, and draws the first difference', async () => {
    const { code, out, err } = await ask(['compare', 'campaign.yaml', '--live'], repository());
    expect(code).toBe(1);
    expect(err).toContain('sending the attributes of 2 fixture users to 127.0.0.1');
    expect(err).toContain('no real user is looked up');
    expect(err).toContain(
      'mail.html:2:4: error: the account renders another text for 2 of 2 users, ada first',
    );
    expect(err).toContain('explains all with hashCase: upper with trailingNewline: kept');
    expect(out).toContain('2 users: 2 differ\nfirst ada, line 2, column');
    expect(out).toMatch(/\n {2}here {5}.*n2d.*\n {2}account {2}.*n2D.*\n {30}\^\nalso bob\n/);
  });

  test('with the profile of the account no user differs', async () => {
    const argv = ['compare', 'campaign.yaml', '--live', '--profile', 'other.yaml'];
    expect(await ask(argv, repository())).toMatchObject({ code: 0, out: '2 users: 0 differ\n' });
    const json = await ask([...argv, '--json', '--users', 'b*'], repository());
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, users: 1, differ: 0, differences: [] });
  });

  test('--as-user lets the account take its own user, and sends no attribute', async () => {
    const profile = ['--profile', 'other.yaml'];
    const argv = ['compare', 'campaign.yaml', '--live', ...profile, '--users', 'ada'];
    const same = await ask([...argv, '--as-user', 'ada'], repository());
    expect(same).toMatchObject({
      code: 0,
      err: expect.stringContaining('no attribute is sent') as string,
    });
    const other = await ask([...argv, '--as-user', 'bob'], repository());
    expect(other).toMatchObject({ code: 1, out: expect.stringContaining('Dear Bob') as string });
    const nobody = await ask([...argv, '--as-user', 'nobody'], repository());
    expect(nobody).toMatchObject({
      code: 2,
      err: expect.stringContaining('no user has the ID nobody') as string,
    });
  });

  test.each([
    [['campaign.yaml'], 'give --live'],
    [
      ['campaign.yaml', '--live', '--as-user', 'ada'],
      'compared with one fixture user, and 2 are picked',
    ],
    [['campaign.yaml', '--live', '--users', 'carl'], "the campaign has no fixture user 'carl'"],
  ])('%j is wrong use', async (argv, said) => {
    const { code, err } = await ask(['compare', ...argv], repository());
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});

describe('pull', () => {
  test('writes files and an index, then leaves what has not changed alone', async () => {
    const cwd = repository();
    const first = await ask(['pull'], cwd);
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringContaining('6 new, 0 changed, 0 unchanged') as string,
    });
    expect(first.err).toContain(
      'moengage/email-templates/bye-theirs-bye-html.html: warning: it signs with a secret',
    );
    const files = readdirSync(join(cwd, 'moengage'), { recursive: true, encoding: 'utf8' }).sort();
    expect(files).toEqual([
      'content-blocks',
      'content-blocks/footer.html',
      'content-blocks/sign.txt',
      'email-templates',
      'email-templates/bye-theirs-bye-html.html',
      'email-templates/bye-theirs-old-bye-html.html',
      'email-templates/welcome-mail.html',
      'index.json',
    ]);
    const welcome = join(cwd, 'moengage/email-templates/welcome-mail.html');
    const before = statSync(welcome, { bigint: true });
    writeFileSync(join(cwd, 'moengage/content-blocks/sign.txt'), 'Mine');
    const again = await ask(['pull', '--json'], cwd);
    expect(JSON.parse(again.out)).toMatchObject({
      ok: true,
      emailTemplates: 3,
      contentBlocks: 2,
      files: expect.arrayContaining([
        { path: 'moengage/content-blocks/sign.txt', state: 'changed' },
      ]) as unknown,
    });
    expect(readFileSync(join(cwd, 'moengage/content-blocks/sign.txt'), 'utf8')).toBe('Yours');
    const after = statSync(welcome, { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
    expect(await ask(['pull'], cwd)).toMatchObject({
      out: 'moengage: 3 email templates, 2 content blocks; files: 0 new, 0 changed, 6 unchanged\n',
    });
  });

  test('names files that the account no longer has, and leaves them', async () => {
    const cwd = repository();
    await ask(['pull', 'account/'], cwd);
    const index = join(cwd, 'account/index.json');
    const old = { emailTemplates: [{ file: 'email-templates/old.html' }, { file: '../../key' }] };
    writeFileSync(index, JSON.stringify(old));
    writeFileSync(join(cwd, 'account/email-templates/old.html'), 'Old');
    const { code, err } = await ask(['pull', 'account', '--strict'], cwd);
    expect(code).toBe(1);
    expect(err).toContain(
      'account/email-templates/old.html: warning: the account does not have this any longer',
    );
    expect(readFileSync(join(cwd, 'account/email-templates/old.html'), 'utf8')).toBe('Old');
  });

  test('a dry run writes nothing', async () => {
    const cwd = repository();
    const before = readdirSync(cwd);
    expect(await ask(['pull', '--dry-run'], cwd)).toMatchObject({ code: 0 });
    expect(readdirSync(cwd)).toEqual(before);
  });
});

describe('the account that is asked', () => {
  test.each([
    ['https://api-01.moengage.com'],
    ['http://example.com/x'],
    ['http://127.0.0.1.example.com/x'],
    ['http://a@127.0.0.1/x'],
    ['http://127.0.0.1/x?y'],
    ['file:///x'],
    ['x'],
  ])('a stand-in is on this machine: %s is refused', async (address) => {
    const argv = ['pull', '--stand-in', address];
    const { code, err } = await smartpass(argv, { cwd: home, env: { SMARTPASS_API_KEY: KEY } });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('--stand-in takes the address of a server on this machine'),
    ]);
  });

  test.each([
    ['', 'there is no smartpass.config.yaml'],
    ['profile: {}\n', 'it has no workspace.id'],
    ['workspace: { id: W }\n', 'it has no workspace.dataCenter'],
  ])('a configuration without workspace is named: %j', async (config, said) => {
    const cwd = repository();
    if (config !== '') writeFileSync(join(cwd, 'smartpass.config.yaml'), config);
    const { code, err } = await smartpass(['pull'], { cwd, env: { SMARTPASS_API_KEY: KEY } });
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
    expect(err).toContain('[cli/no-workspace]');
  });

  test.each(['07', '1', '100', 'eu'])('there is no data center %s', async (number) => {
    const cwd = repository();
    writeFileSync(
      join(cwd, 'smartpass.config.yaml'),
      `workspace: { id: W, dataCenter: "${number}" }\n`,
    );
    const { code, err } = await smartpass(['pull'], { cwd, env: { SMARTPASS_API_KEY: KEY } });
    expect([code, err]).toEqual([2, expect.stringContaining('dataCenter')]);
  });

  test.each([
    `workspace: { id: W, dataCenter: "01", apiKey: ${KEY} }`,
    `workspace:\n  id: W\n  key: "${KEY}"\n`,
    `workspace:\n  id: W\n  api_key: '${KEY}'\n broken: [\n`,
    `workspace: { id: W }\napi-token: ${KEY}\n`,
  ])('a key in the configuration is refused and not shown: %s', async (config) => {
    const cwd = repository();
    writeFileSync(join(cwd, 'smartpass.config.yaml'), config);
    for (const argv of [
      ['pull'],
      ['preview', 'campaign.yaml'],
      ['calibrate', '--live', '--json'],
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const { code, out, err } = await smartpass(argv, { cwd });
      expect([argv, code, `${out}${err}`.includes(KEY)]).toEqual([argv, 2, false]);
    }
  });

  test('a real account needs a key', async () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'smartpass.config.yaml'), 'workspace: { id: W, dataCenter: "01" }\n');
    const { code, err } = await smartpass(['pull'], { cwd });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('the API key is needed and none was given'),
    ]);
    expect(err).toContain(
      '--key-file FILE, --key-stdin or the environment variable SMARTPASS_API_KEY',
    );
  });

  test('another key is refused, with what to check', async () => {
    const cwd = repository();
    writeFileSync(join(cwd, 'key'), 'another');
    const { code, err } = await ask(['pull'], cwd);
    expect([code, err]).toEqual([2, expect.stringContaining('[live/unauthorized]')]);
  });

  test('a key that others can read is refused', async () => {
    const cwd = repository();
    chmodSync(join(cwd, 'key'), 0o644);
    expect(await ask(['pull'], cwd)).toMatchObject({
      code: 2,
      err: expect.stringContaining('cli/secret-file-open') as string,
    });
  });

  test('the key of the environment is not for a stand-in', async () => {
    const seen = await smartpass(['pull', '--stand-in', standIn.url], {
      cwd: repository(),
      env: { SMARTPASS_API_KEY: KEY },
    });
    expect(seen).toMatchObject({
      code: 2,
      err: expect.stringContaining('live/unauthorized') as string,
    });
  });
});

test('no test reaches another machine', async () => {
  const error: unknown = await fetch('http://203.0.113.1/').catch((one: unknown) => one);
  expect(String((error as Error).cause)).toContain(
    'a test connects to another machine: 203.0.113.1',
  );
});

describe('the server of the stand-in', () => {
  const post = (url: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url, { method: 'POST', headers, body: '{}' });

  test('answers nothing without its token, for another host or for a page elsewhere', async () => {
    const { origin, pathname } = new URL(standIn.url);
    const path = '/core-services/v1/personalization/preview';
    expect((await post(`${origin}${path}`)).status).toBe(403);
    expect((await post(`${origin}${withOtherToken(pathname)}${path}`)).status).toBe(403);
    expect((await post(`${standIn.url}${path}`, { origin: 'http://example.com' })).status).toBe(
      403,
    );
    expect((await post(`${standIn.url}${path}`)).status).toBe(401);
    expect((await post(`${standIn.url}/other`)).status).toBe(404);
  });
});

/** An address that ends in a token, with another last character, which may be any. */
function withOtherToken(address: string): string {
  return `${address.slice(0, -1)}${address.endsWith('x') ? 'y' : 'x'}`;
}

test('keys appear nowhere: not in what is printed, written or said of any failure', async () => {
  const cwd = repository();
  cpSync(join(home, 'key'), join(cwd, 'key'));
  writeFileSync(join(cwd, 'mail.html'), `<p>${KEY} {{ oops( }}</p>`);
  const before = new Set(readdirSync(cwd));
  const said: string[] = [];
  const gone = withOtherToken(standIn.url);
  for (const url of [standIn.url, gone])
    for (const line of [
      ['pull'],
      ['pull', '--json'],
      ['calibrate', '--live'],
      ['calibrate', '--live', '--json'],
      ['compare', 'campaign.yaml', '--live'],
      ['compare', 'campaign.yaml', '--live', '--json'],
    ])
      for (const given of [['--key-file', 'key'], ['--key-stdin']]) {
        const argv = [...line, '--stand-in', url, ...given];
        // oxlint-disable-next-line no-await-in-loop -- they write the same files
        const { out, err } = await smartpass(argv, {
          cwd,
          stdin: KEY,
          env: { SMARTPASS_DEBUG: '1' },
        });
        said.push(out, err);
      }
  const written = readdirSync(cwd, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !before.has(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  const all = [...said, ...written].join('\n');
  const basic = Buffer.from(`STAND-IN:${KEY}`).toString('base64');
  for (const form of [KEY, encodeURIComponent(KEY), Buffer.from(KEY).toString('base64'), basic])
    expect(all).not.toContain(form);
  expect(written.length).toBeGreaterThan(4);
  expect(said.join('')).toContain('•'.repeat(KEY.length));
});
