import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Files } from '../../src/cli/files.ts';
import { StudioFiles } from '../../src/cli/studio-files.ts';
import { startStudioServer, type StudioServer } from '../../src/cli/studio-server.ts';
import { FolderWatch } from '../../src/cli/watch-folders.ts';
import type { StudioFile, StudioWorkspace } from '../../src/studio/index.ts';
import { emptyFolder } from './run-cli.ts';

const CAMPAIGN = 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n';
const MAIL = "<p>Hello {{ UserAttribute['First Name'] }}</p>\n";

let top = '';
let root = '';
let server: StudioServer;
let token = '';
let base = '';

const at = (path: string): string => join(root, path);
const disk = (path = 'c/mail.html'): string => readFileSync(at(path), 'utf8');

beforeEach(async () => {
  top = emptyFolder();
  root = join(top, 'project');
  mkdirSync(at('c/users'), { recursive: true });
  writeFileSync(at('package.json'), '{}');
  writeFileSync(at('c/campaign.yaml'), CAMPAIGN);
  writeFileSync(at('c/mail.html'), MAIL);
  writeFileSync(at('c/users/ada.yaml'), 'user: { First Name: Ada }\n');
  writeFileSync(join(top, 'outside.html'), 'outside');
  await start(true);
});

afterEach(() => server.close());

async function start(writes: boolean): Promise<void> {
  const files = await StudioFiles.open('c/campaign.yaml', new Files(root), writes);
  server = await startStudioServer('<p>page', files);
  const url = new URL(server.url);
  token = url.hash.replace('#token=', '');
  base = `${url.origin}/`;
}

type Sent = { readonly status: number; readonly body: string };

/** A request with any headers, also those that `fetch` does not let be set. */
function send(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(base + path, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const own = (): Record<string, string> => ({ authorization: `Bearer ${token}` });

async function workspace(): Promise<StudioWorkspace> {
  return JSON.parse((await send('GET', 'workspace', own())).body) as StudioWorkspace;
}

async function file(path = 'c/mail.html'): Promise<StudioFile> {
  const found = (await workspace()).files.find((one) => one.path === path);
  if (found === undefined) throw new Error(`${path} is not served`);
  return found;
}

function put(path: string, text: string, headers: Record<string, string>): Promise<Sent> {
  const query = `files?path=${encodeURIComponent(path)}`;
  return send('PUT', query, { ...own(), ...headers }, text);
}

const ifMatch = (hash: string): Record<string, string> => ({ 'if-match': `"${hash}"` });
const IF_NEW = { 'if-none-match': '*' };

/** Everything below the folder of the test: nothing may be left behind. */
function everything(): readonly string[] {
  return readdirSync(top, { recursive: true, encoding: 'utf8' }).sort();
}

describe('who is answered', () => {
  test('the page holds nothing and is for all of this machine, the rest for the token alone', async () => {
    expect(await send('GET', '', {})).toEqual({ status: 200, body: '<p>page' });
    expect(new URL(server.url).pathname).toBe('/');
    for (const [method, path] of [
      ['GET', 'workspace'],
      ['GET', 'events'],
      ['PUT', 'files?path=c/mail.html'],
      ['GET', 'other'],
      ['POST', ''],
    ] as const)
      for (const given of [{}, { authorization: 'Bearer ' }, { authorization: `Bearer ${token}x` }])
        expect([path, await send(method, path, given)]).toEqual([path, { status: 403, body: '' }]);
    expect((await send('GET', `workspace?token=${token}`, {})).status).toBe(403);
    expect((await send('GET', `${token}/workspace`, {})).status).toBe(403);
    expect((await send('GET', 'other', own())).status).toBe(404);
  });

  test.each([
    ['a foreign origin', { origin: 'https://evil.test' }],
    ['an opaque origin', { origin: 'null' }],
    ['the same host by another scheme', { origin: 'https://127.0.0.1' }],
    ['a foreign host', { host: 'evil.test' }],
    ['a foreign host that begins like ours', { host: '127.0.0.1.evil.test' }],
    ['this host without its port', { host: '127.0.0.1' }],
    ['another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
  ])('%s is refused with the right token, and changes nothing', async (_name, headers) => {
    const { hash } = await file();
    const sent = await put('c/mail.html', 'changed', { ...ifMatch(hash), ...headers });
    expect(sent).toEqual({ status: 403, body: '' });
    expect((await send('GET', 'workspace', { ...own(), ...headers })).status).toBe(403);
    expect((await send('OPTIONS', 'workspace', headers)).status).toBe(403);
    expect(disk()).toBe(MAIL);
  });

  test('no answer may be stored, framed or read by another site', async () => {
    const { headers } = await fetch(`${base}workspace`, { headers: own() });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the workspace', () => {
  test('has what the campaign reads, by its paths in the project, and nothing else of the disk', async () => {
    const { campaign, files, writes } = await workspace();
    expect(campaign).toBe('c/campaign.yaml');
    expect(writes).toBe(true);
    expect(files.map(({ path }) => path)).toEqual([
      'c/campaign.yaml',
      'c/mail.html',
      'c/users/ada.yaml',
    ]);
    expect(files[1]?.text).toBe(MAIL);
  });

  test('a broken campaign is served as far as it can be read', async () => {
    writeFileSync(at('c/campaign.yaml'), 'campaign: c\n  channel: [\n');
    expect((await workspace()).files.map(({ path }) => path)).toEqual(['c/campaign.yaml']);
  });

  test('a secret that a template signs with is hidden, and that file cannot be changed', async () => {
    const secret = 'q7Rw2LmZx90bTcYvKd31Ue';
    const text = `{{ 'a'|convertToSHA256('${secret}') }}`;
    writeFileSync(at('c/mail.html'), text);
    writeFileSync(at('c/users/ada.yaml'), `user: { First Name: ${secret} }\n`);
    const { body } = await send('GET', 'workspace', own());
    expect(body).not.toContain(secret);
    const { hash } = await file();
    const sent = await put('c/mail.html', 'changed', ifMatch(hash));
    expect([sent.status, sent.body]).toEqual([403, expect.stringContaining('holds a secret')]);
    expect(sent.body).not.toContain(secret);
    const conflict = await put('c/users/ada.yaml', 'x', ifMatch('0'.repeat(64)));
    expect([403, 409]).toContain(conflict.status);
    expect(conflict.body).not.toContain(secret);
    expect(disk()).toBe(text);
  });

  test('files outside of the project are not in it, by links neither', async () => {
    writeFileSync(
      at('c/campaign.yaml'),
      CAMPAIGN.replace('mail.html', '../../outside.html').replace('users/*', 'users/{ada,link}'),
    );
    symlinkSync(join(top, 'outside.html'), at('c/users/link.yaml'));
    expect((await workspace()).files.map(({ path }) => path)).toEqual([
      'c/campaign.yaml',
      'c/users/ada.yaml',
    ]);
  });
});

describe('files that a page cannot have are named with the reason', () => {
  const left = async (): Promise<unknown> => (await workspace()).left;

  test.each([
    ['bytes that are no text', Buffer.from([0x3c, 0xff, 0xfe, 0x3e]), 'it is not UTF-8 text'],
    ['more than 8 MB', 'x'.repeat(8_000_001), 'it has more than 8 MB'],
  ])('%s', async (_name, content, why) => {
    writeFileSync(at('c/mail.html'), content);
    expect(await left()).toEqual([`c/mail.html is left out: ${why}`]);
    const sent = await put('c/mail.html', 'x', IF_NEW);
    expect([sent.status, sent.body]).toEqual([403, expect.stringContaining(why)]);
    expect(readFileSync(at('c/mail.html')).length).toBe(content.length);
  });

  test('none, where all are there or simply missing', async () => {
    expect(await left()).toBeUndefined();
    rmSync(at('c/mail.html'));
    expect(await left()).toBeUndefined();
  });
});

test('the campaign file is written again where another program has removed it', async () => {
  const { hash } = await file('c/campaign.yaml');
  rmSync(at('c/campaign.yaml'));
  const conflict = await put('c/campaign.yaml', CAMPAIGN, ifMatch(hash));
  expect(conflict.status).toBe(409);
  expect((await put('c/campaign.yaml', CAMPAIGN, IF_NEW)).status).toBe(200);
  expect(disk('c/campaign.yaml')).toBe(CAMPAIGN);
});

describe('a change', () => {
  test('with the hash of what is on the disk is made in one step, and the new hash is told', async () => {
    chmodSync(at('c/mail.html'), 0o640);
    const before = everything();
    const sent = await put('c/mail.html', 'Grüße 🎉\n', ifMatch((await file()).hash));
    expect(sent.status).toBe(200);
    expect(disk()).toBe('Grüße 🎉\n');
    expect(JSON.parse(sent.body)).toEqual({ path: 'c/mail.html', hash: (await file()).hash });
    expect(statSync(at('c/mail.html')).mode & 0o777).toBe(0o640);
    expect(everything()).toEqual(before);
  });

  test('a byte order mark and the ends of lines stay', async () => {
    writeFileSync(at('c/mail.html'), '\uFEFFa\r\nb');
    const { text, hash } = await file();
    expect(text).toBe('a\r\nb');
    expect((await put('c/mail.html', 'a\r\nc', ifMatch(hash))).status).toBe(200);
    expect(disk()).toBe('\uFEFFa\r\nc');
  });

  test('a symbolic link in the project stays one: what it names is changed', async () => {
    renameSync(at('c/mail.html'), at('real.html'));
    symlinkSync(at('real.html'), at('c/mail.html'));
    expect((await put('c/mail.html', 'new', ifMatch((await file()).hash))).status).toBe(200);
    expect(disk('real.html')).toBe('new');
  });

  test('a new user beside the others is added, over one that is there it is not', async () => {
    expect((await put('c/users/bob.yaml', 'user: {}\n', IF_NEW)).status).toBe(200);
    expect(disk('c/users/bob.yaml')).toBe('user: {}\n');
    const again = await put('c/users/bob.yaml', 'user: { A: 1 }\n', IF_NEW);
    expect([again.status, JSON.parse(again.body)]).toEqual([
      409,
      expect.objectContaining({ path: 'c/users/bob.yaml', text: 'user: {}\n' }),
    ]);
    expect(disk('c/users/bob.yaml')).toBe('user: {}\n');
  });

  test('of a file that another program has changed is a conflict with what is there', async () => {
    const { hash } = await file();
    writeFileSync(at('c/mail.html'), 'theirs');
    const sent = await put('c/mail.html', 'mine', ifMatch(hash));
    const there = await file();
    expect([sent.status, JSON.parse(sent.body)]).toEqual([409, there]);
    expect(there.text).toBe('theirs');
    expect(disk()).toBe('theirs');
    rmSync(at('c/mail.html'));
    const gone = await put('c/mail.html', 'mine', ifMatch(there.hash));
    expect([gone.status, JSON.parse(gone.body)]).toEqual([
      409,
      { path: 'c/mail.html', text: '', hash: '' },
    ]);
    expect((await put('c/mail.html', 'mine', IF_NEW)).status).toBe(200);
  });

  test('of two pages at once one is made, the other is a conflict', async () => {
    const { hash } = await file();
    const sent = await Promise.all(
      ['a', 'b', 'c', 'd', 'e'].map((text) => put('c/mail.html', text, ifMatch(hash))),
    );
    expect(sent.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(sent.filter(({ status }) => status === 409)).toHaveLength(4);
    const winner = ['a', 'b', 'c', 'd', 'e'].find((_, one) => sent[one]?.status === 200);
    expect(disk()).toBe(winner);
  });

  test.each([
    '../outside.html',
    'c/../../outside.html',
    '/etc/passwd',
    'c/./mail.html',
    'c//mail.html',
    'c/mail.html\0',
    'c/mail.html\0.yaml',
    'c\\mail.html',
    '',
    '.',
    'c',
    'c/users',
    'package.json',
    'c/other.html',
    '.git/hooks/pre-commit',
    '.git',
    'c/users/../users/eve.yaml',
    'c/users/deep/eve.yaml',
    'c/users/eve.sh',
    'C/MAIL.HTML',
  ])('of %j is refused', async (path) => {
    const before = everything();
    for (const headers of [IF_NEW, ifMatch('0'.repeat(64)), ifMatch((await file()).hash)])
      expect([path, (await put(path, 'evil', headers)).status]).toEqual([path, 403]);
    expect(everything()).toEqual(before);
    expect(disk()).toBe(MAIL);
    expect(readFileSync(join(top, 'outside.html'), 'utf8')).toBe('outside');
    expect(disk('package.json')).toBe('{}');
  });

  test('through a symbolic link that leads out of the project is refused', async () => {
    symlinkSync(join(top, 'outside.html'), at('c/users/out.yaml'));
    symlinkSync(top, at('c/up'));
    symlinkSync(join(top, 'nothing.yaml'), at('c/users/dangling.yaml'));
    writeFileSync(at('c/campaign.yaml'), CAMPAIGN.replace('mail.html', 'up/outside.html'));
    for (const path of [
      'c/users/out.yaml',
      'c/up/outside.html',
      'c/up/project/c/mail.html',
      'c/users/dangling.yaml',
    ])
      for (const headers of [IF_NEW, ifMatch('0'.repeat(64))])
        expect([path, (await put(path, 'evil', headers)).status]).toEqual([path, 403]);
    expect(readFileSync(join(top, 'outside.html'), 'utf8')).toBe('outside');
    expect(readdirSync(top)).not.toContain('nothing.yaml');
  });

  test('of a hard link changes this name alone', async () => {
    linkSync(at('c/mail.html'), join(top, 'twin.html'));
    expect((await put('c/mail.html', 'new', ifMatch((await file()).hash))).status).toBe(200);
    expect(readFileSync(join(top, 'twin.html'), 'utf8')).toBe(MAIL);
  });

  test('without a hash, with one that is none, or too large is refused', async () => {
    for (const headers of [{}, { 'if-match': '*' }, { 'if-match': 'W/"x"' }])
      expect((await put('c/mail.html', 'x', headers)).status).toBe(428);
    const large = 'x'.repeat(8_000_001);
    expect((await put('c/mail.html', large, ifMatch((await file()).hash))).status).toBe(413);
    expect(disk()).toBe(MAIL);
  });

  test('is refused without --write', async () => {
    await server.close();
    await start(false);
    const { hash } = await file();
    const sent = await put('c/mail.html', 'x', ifMatch(hash));
    expect([sent.status, sent.body]).toEqual([403, expect.stringContaining('--write')]);
    expect((await put('c/users/new.yaml', 'x', IF_NEW)).status).toBe(403);
    expect((await workspace()).writes).toBe(false);
    expect(disk()).toBe(MAIL);
  });

  test('that is cut off changes nothing', async () => {
    const { hash } = await file();
    await new Promise<void>((resolve) => {
      const headers = { ...own(), ...ifMatch(hash), 'content-length': '1000' };
      const sent = httpRequest(`${base}files?path=c/mail.html`, { method: 'PUT', headers });
      sent.on('error', () => resolve());
      sent.write('half of it');
      setTimeout(() => sent.destroy(new Error('cut off')), 20);
    });
    expect((await file()).hash).toBe(hash);
    expect(disk()).toBe(MAIL);
  });
});

test('changes by other programs are told, new users and deleted ones too', async () => {
  await workspace();
  const { body } = await fetch(`${base}events`, { headers: own() });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (version: number): Promise<void> => {
    while (!text.includes(`data: ${version}\n`)) text += (await reader?.read())?.value ?? '';
  };
  await until(0);
  writeFileSync(at('c/mail.html'), 'theirs');
  await until(1);
  expect((await file()).text).toBe('theirs');
  writeFileSync(at('c/users/cyd.yaml'), 'user: {}\n');
  await until(2);
  expect((await file('c/users/cyd.yaml')).text).toBe('user: {}\n');
  rmSync(at('c/users/cyd.yaml'));
  await until(3);
  await reader?.cancel();
});

test('a folder that is removed and comes back is watched on', async () => {
  let told = 0;
  const watch = new FolderWatch(() => {
    told += 1;
    watch.watch(watched);
  });
  const watched = { paths: [at('c/mail.html')], patterns: [at('c/users/*.yaml')] };
  watch.watch(watched);
  const isTold = async (change: () => void): Promise<void> => {
    const before = told;
    change();
    await expect.poll(() => told, { timeout: 20_000 }).toBeGreaterThan(before);
  };
  await isTold(() => rmSync(at('c/users'), { recursive: true }));
  await isTold(() => mkdirSync(at('c/users')));
  await isTold(() => writeFileSync(at('c/users/bo.yaml'), 'user: {}\n'));
  await isTold(() => {
    rmSync(at('c/users'), { recursive: true });
    mkdirSync(at('c/users'));
  });
  await isTold(() => writeFileSync(at('c/users/cyd.yaml'), 'user: {}\n'));
  watch.close();
});
