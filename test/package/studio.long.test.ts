import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { emptyFolder } from '../cli/run-cli.ts';
import { runPackage } from './run-package.ts';

const CANARY = 'q7Rw2LmZx90bTcYvKd31Ue';

/** A project whose campaign holds a secret and an export of users, and has a user in a fixture file. */
function project(): string {
  const root = emptyFolder();
  mkdirSync(join(root, 'users'));
  const put = (path: string, text: string): void => writeFileSync(join(root, path), text);
  put('package.json', '{}');
  put(
    'campaign.yaml',
    `campaign: c # ${CANARY}\nchannel: email\ntemplate: mail.html\nusers: [users/*.yaml, export.csv]\n`,
  );
  put('mail.html', `{{ 'a'|convertToSHA256('${CANARY}') }}`);
  put('users/ada.yaml', `user: { First Name: Fixtureperson }\n`);
  put('export.csv', 'Id,First Name\nu-1,Realperson\n');
  return root;
}

type Running = {
  readonly child: ChildProcess;
  readonly base: string;
  readonly token: string;
  said(): string;
};

/** Starts the command of the package and waits for its address. */
async function start(root: string, ...argv: readonly string[]): Promise<Running> {
  const bin = join(inject('packageFolder'), 'bin/smartpass.js');
  const child = spawn(process.execPath, [bin, 'studio', ...argv], { cwd: root, stdio: 'pipe' });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /http:\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stderr.on('data', take);
    child.stdout.on('data', take);
    child.once('exit', () => reject(new Error(`it has ended: ${said}`)));
  });
  const { origin, hash } = new URL(url);
  return { child, base: `${origin}/`, token: hash.replace('#token=', ''), said: () => said };
}

describe('the studio of the package', () => {
  test('a server that is killed leaves the old text or the new one, and no draft that stays', async () => {
    const root = project();
    writeFileSync(join(root, 'mail.html'), 'A'.repeat(3_000_000));
    const texts = new Set(['A', 'B', 'C'].map((letter) => letter.repeat(3_000_000)));
    for (let round = 0; round < 4; round += 1) {
      const { child, base, token } = await start(root, 'campaign.yaml', '--write');
      const headers = { authorization: `Bearer ${token}` };
      const got = await fetch(`${base}workspace`, { headers });
      const { files } = (await got.json()) as { files: { path: string; hash: string }[] };
      const hash = files.find(({ path }) => path === 'mail.html')?.hash ?? '';
      const gone = new Promise((resolve) => {
        child.once('exit', resolve);
      });
      const body = (round % 2 === 0 ? 'B' : 'C').repeat(3_000_000);
      const sent = fetch(`${base}files?path=mail.html`, {
        method: 'PUT',
        headers: { ...headers, 'if-match': `"${hash}"` },
        body,
      }).catch(() => undefined);
      setTimeout(() => child.kill('SIGKILL'), 5 + round * 12);
      await gone;
      await sent;
      expect(texts.has(readFileSync(join(root, 'mail.html'), 'utf8'))).toBe(true);
    }
    const { child, base, token } = await start(root, 'campaign.yaml', '--write');
    const headers = { authorization: `Bearer ${token}`, 'if-none-match': '*' };
    const body = 'user: {}\n';
    const made = await fetch(`${base}files?path=users/new.yaml`, { method: 'PUT', headers, body });
    expect(made.status).toBe(200);
    child.kill('SIGINT');
    expect(readdirSync(join(root, 'users')).sort()).toEqual(['ada.yaml', 'new.yaml']);
  });

  test('a secret is neither in the page, the files that are served, nor what is said', async () => {
    const root = project();
    const { child, base, token, said } = await start(root);
    const ended = new Promise((resolve) => {
      child.once('exit', resolve);
    });
    const page = await (await fetch(base)).text();
    expect(page).toContain("connect-src 'self'");
    expect(page).not.toMatch(/convertToSHA256\('q7|Fixtureperson/);
    const headers = { authorization: `Bearer ${token}` };
    const workspace = await (await fetch(`${base}workspace`, { headers })).text();
    expect(workspace).toContain('Realperson');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    for (const text of [page, workspace, said()]) expect(text).not.toContain(CANARY);
  });

  test('an exported page has the files, without secrets and without the users of an export', async () => {
    const root = project();
    const { code, err } = await runPackage(['studio', '--export', 'studio.html'], root);
    expect([code, err]).toEqual([
      0,
      'studio.html: 4 files\nexport.csv is an export: its users are left out\n',
    ]);
    const page = readFileSync(join(root, 'studio.html'), 'utf8');
    expect(page).toContain('First Name: Fixtureperson');
    expect(page).toContain('Id,First Name');
    expect(page).not.toContain(CANARY);
    expect(page).not.toContain('Realperson');
    expect(page).not.toContain('connect-src');
    const other = await runPackage(['studio', '--export', '-'], root);
    expect(other.out).toBe(page);
  });

  test.each([
    ['a template that does not parse', 'mail.html', '{{ oops( }}', 'jinja/syntax-error'],
    ['a campaign file that is broken', 'campaign.yaml', 'channel: emale', 'campaign/bad-value'],
  ])('the page of %s is written, and the exit code is 1', async (_what, file, text, code) => {
    const root = project();
    const before = readFileSync(join(root, file), 'utf8');
    writeFileSync(
      join(root, file),
      file === 'mail.html' ? text : before.replace(/channel: .*/, text),
    );
    const answer = await runPackage(['studio', 'campaign.yaml', '--export', 'studio.html'], root);
    expect([answer.code, answer.err.includes(code)]).toEqual([1, true]);
    expect(readFileSync(join(root, 'studio.html'), 'utf8')).toContain(text.slice(0, 7));
  });
});
