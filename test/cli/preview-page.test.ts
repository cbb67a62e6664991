import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { FAKE_SECRET } from '../../src/diagnostics/index.ts';
import type { PreviewState } from '../../src/preview/index.ts';
import { emptyFolder, smartpass } from './run-cli.ts';
import { startWatch, type Watched } from './watched.ts';

const MAP = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }
  person.forename: { user: First Name, missing: { default: Friend } }
`;
const SECRET = 'SecretOfTheProject0123';

let cwd = '';
const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);
const stateIn = (page: string): PreviewState =>
  JSON.parse(
    /<script type="application\/json" id="state">(.*)<\/script>/.exec(page)?.[1] ?? '',
  ) as PreviewState;

beforeEach(() => {
  cwd = emptyFolder();
  mkdirSync(join(cwd, 'users'));
  put(
    'campaign.yaml',
    'campaign: spring\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n',
  );
  put('fieldmap.yaml', MAP);
  put('mail.html', '{# smartpass: fieldmap.yaml #}<a href="{{ longURL }}">Card</a>');
  put('users/ada.yaml', 'user: { MoEngage_ID: u-1, First Name: Ada }\n');
  put('users/nobody.yaml', 'user: {}\n');
});

describe('preview --html', () => {
  test('writes one page and says so on stderr; the exit code is that of preview', async () => {
    const answer = await smartpass(['preview', 'campaign.yaml', '--html', 'out.html'], { cwd });
    expect(answer).toEqual({ code: 0, out: '', err: 'out.html: 2 users, 1 dropped\n' });
    const page = readFileSync(join(cwd, 'out.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toContain(FAKE_SECRET);
    expect(stateIn(page).data.users.map(({ name, status }) => [name, status])).toEqual([
      ['ada', 'sent'],
      ['nobody', 'dropped'],
    ]);
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    put('mail.html', 'no marker, no link https://pub1.pskt.io/c/a4hrop?data=x&sig=y');
    const broken = await smartpass(['preview', 'campaign.yaml', '--html', 'b.html'], { cwd });
    expect(broken.code).toBe(1);
  });

  test('- is stdout, --user picks', async () => {
    const argv = ['preview', 'campaign.yaml', '--user', 'ada', '--html', '-'];
    const { code, out, err } = await smartpass(argv, { cwd });
    expect([code, err]).toEqual([0, '']);
    expect(stateIn(out).data.users.map(({ name }) => name)).toEqual(['ada']);
  });

  test('a template that does not parse writes nothing', async () => {
    put('mail.html', 'one\n{% if %}');
    const answer = await smartpass(['preview', 'campaign.yaml', '--html', 'out.html'], { cwd });
    expect([answer.code, existsSync(join(cwd, 'out.html'))]).toEqual([2, false]);
    expect(answer.err).toContain('mail.html:2');
  });

  test('live links need the secret, and are asked for by name', async () => {
    put('secret', `${SECRET}\n`);
    chmodSync(join(cwd, 'secret'), 0o600);
    const page = ['preview', 'campaign.yaml', '--html', 'out.html'];
    const secret = ['--secret-file', 'secret'];
    expect((await smartpass([...page, ...secret], { cwd })).err).toContain('add --live-links');
    expect((await smartpass([...page, '--live-links'], { cwd })).err).toContain('cli/no-secret');
    expect(existsSync(join(cwd, 'out.html'))).toBe(false);
    expect((await smartpass([...page, '--live-links', ...secret], { cwd })).code).toBe(0);
    const text = readFileSync(join(cwd, 'out.html'), 'utf8');
    expect(text).not.toContain(SECRET);
    const { data } = stateIn(text);
    expect([data.liveLinks, data.users[0]?.links[0]?.signature]).toEqual([true, 'valid']);
    expect(statSync(join(cwd, 'out.html')).mode & 0o777).toBe(0o600);
  });

  test.each([
    [['--html', 'x', '--watch'], 'cannot both be given'],
    [['--html', 'x', '--json'], 'not for pages'],
    [['--live-links'], 'is about pages'],
  ])('%j is refused', async (more, why) => {
    const { code, out, err } = await smartpass(['preview', 'campaign.yaml', ...more], { cwd });
    expect([code, out + err]).toEqual([2, expect.stringContaining(why)]);
  });
});

describe('preview --watch', () => {
  test('answers only requests with its token, to its own name, from nowhere else', async () => {
    const watched = await startWatch(['preview', 'campaign.yaml'], cwd);
    const { port, pathname } = new URL(watched.url);
    const ask = (path: string, more: Asked = {}): Promise<Answered> => fetchRaw(port, path, more);
    const good = await ask(pathname);
    expect(good.status).toBe(200);
    expect(good.headers['access-control-allow-origin']).toBeUndefined();
    expect(good.headers).toMatchObject({ 'cache-control': 'no-store', 'x-frame-options': 'DENY' });
    expect(stateIn(good.body).watching).toBe(true);
    const state = JSON.parse((await ask(`${pathname}state`)).body) as PreviewState;
    expect(state.data.users).toHaveLength(2);
    expect((await ask(pathname, { host: `localhost:${port}` })).status).toBe(200);
    const refused: [string, Asked?][] = [
      ['/'],
      ['/state'],
      ['/events'],
      [`/${'x'.repeat(32)}/`],
      [pathname.slice(0, -2)],
      [`${pathname.slice(0, -2)}${pathname.at(-2) === 'x' ? 'y' : 'x'}/`],
      [`/../${pathname}`],
      [pathname, { host: 'evil.example' }],
      [pathname, { host: `evil.example:${port}` }],
      [pathname, { host: '127.0.0.1' }],
      [pathname, { origin: 'http://evil.example' }],
      [`${pathname}state`, { origin: 'null' }],
      [`${pathname}state`, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ];
    for (const [path, more] of refused) {
      const { status, body } = await ask(path, more);
      expect([path, more, status, body.slice(0, 20)]).toEqual([path, more, 403, '']);
    }
    expect((await ask(pathname, { method: 'POST' })).status).toBe(405);
    expect((await ask(`${pathname}etc/passwd`)).status).toBe(404);
    expect(await watched.end()).toBe(0);
    await expect(ask(pathname)).rejects.toThrow('ECONNREFUSED');
  });

  test('makes the page anew with every file that changes, comes or goes', async () => {
    const watched = await startWatch(['preview', 'campaign.yaml'], cwd);
    const users = async (): Promise<string> =>
      (await stateOf(watched)).data.users
        .map(({ name, status, links }) => `${name} ${links[0]?.fields[1]?.value ?? status}`)
        .join(', ');
    expect(await users()).toBe('ada Ada, nobody dropped');
    put('users/bob.yaml', 'user: { MoEngage_ID: u-2, First Name: Bob }\n');
    await expect.poll(users).toBe('ada Ada, bob Bob, nobody dropped');
    put('fieldmap.yaml', MAP.replace('user: First Name', 'value: Fixed'));
    await expect.poll(users).toBe('ada Fixed, bob Fixed, nobody dropped');
    put('campaign.yaml', 'campaign: s\nchannel: email\ntemplate: m.html\nusers: users/a*.yaml\n');
    const problem = async (): Promise<string | undefined> =>
      (await stateOf(watched)).problem?.notes.map(({ message }) => message).join();
    await expect.poll(problem).toContain("cannot read 'm.html': there is no such file");
    expect(await users()).toBe('ada Fixed, bob Fixed, nobody dropped');
    put('m.html', 'Hello');
    await expect.poll(users).toBe('ada broken'.replace('broken', 'sent'));
    expect(await problem()).toBeUndefined();
    expect(await watched.end()).toBe(0);
  });

  test('reloads and errors are logged, and --open starts the browser', async () => {
    const browser = join(cwd, 'browser.sh');
    writeFileSync(browser, `#!/bin/sh\necho "$1" > ${join(cwd, 'opened')}\n`, { mode: 0o755 });
    const watched = await startWatch(['preview', 'campaign.yaml', '--open'], cwd, {
      BROWSER: browser,
      PATH: process.env['PATH'] ?? '',
    });
    const opened = (): string => readFileSync(join(cwd, 'opened'), 'utf8').trim();
    await expect.poll(() => existsSync(join(cwd, 'opened')) && opened()).toBe(watched.url);
    put('mail.html', 'Hello');
    await expect.poll(watched.said).toMatch(/reloaded: \d users?, \d dropped\n/);
    put('mail.html', 'a\n{% if %}');
    await expect
      .poll(watched.said)
      .toMatch(/mail\.html:2:\d+: error: [^]*\nnot rendered: showing the last good preview\n/);
    await watched.end();
  });

  test('a campaign that is not there ends it; one that is wrong is served with what is wrong', async () => {
    const { code, err } = await smartpass(['preview', 'nope.yaml', '--watch'], { cwd });
    expect([code, err]).toEqual([2, expect.stringContaining('nope.yaml: error')]);
    put('mail.html', '{% if %}');
    const watched = await startWatch(['preview', 'campaign.yaml'], cwd);
    const { data, problem } = await stateOf(watched);
    expect([data.users, problem?.notes[0]?.frame?.marked]).toEqual([[], 1]);
    await watched.end();
  });
});

type Asked = Readonly<Record<string, string>>;
type Answered = { status: number; headers: IncomingHttpHeaders; body: string };

async function stateOf({ url }: Watched): Promise<PreviewState> {
  return (await (await fetch(`${url}state`)).json()) as PreviewState;
}

function fetchRaw(
  port: string,
  path: string,
  { method = 'GET', ...headers }: Asked,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, method, headers, agent: false });
    asked.on('error', reject);
    asked.on('response', (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.end();
  });
}
