import { chmodSync, writeFileSync } from 'node:fs';
import { createCipheriv } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildLink } from '../../src/passkit/index.ts';
import { emptyFolder, smartpass, type Answer } from './run-cli.ts';
import { jsonLinesOf } from '../json-lines.ts';

type Line = { readonly line: number; readonly ok: boolean };

const SECRET = 'NotARealSecret00000001';
const projectUrl = 'https://pub1.pskt.io/c/a4hrop';
const payload = { 'person.externalId': 'u-1', 'person.forename': 'Zoë' };
const link = buildLink({ projectUrl, payload, secret: SECRET });

function secretFile(text: string): string {
  const path = join(emptyFolder(), 'secret');
  writeFileSync(path, text);
  chmodSync(path, 0o600);
  return path;
}

test('a good link is fine: family, signature and payload are shown', async () => {
  const { code, out, err } = await smartpass(['verify', link, '--secret-file', secretFile(SECRET)]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/family +hashed/);
  expect(out).toMatch(/signature +valid \(HMAC-SHA256, hex\)/);
  expect(out).toMatch(/person\.forename +Zoë/);
  expect(out).toContain('nothing is wrong with it');
});

test('without a secret the signature stays unchecked, which is a note and no failure', async () => {
  for (const more of [[], ['--strict']]) {
    const { code, out } = await smartpass(['verify', link, ...more]);
    expect([code, out]).toEqual([0, expect.stringContaining('[link/unchecked-signature]')]);
    expect(out).toMatch(/^note: the signature was not checked/m);
  }
});

test('warnings alone are exit code 0, and count with --strict unless they are ignored', async () => {
  const standard = buildLink({ projectUrl, payload, secret: SECRET, base64: 'standard' });
  const run = (...more: readonly string[]): Promise<Answer> =>
    smartpass(['verify', standard, ...more], { env: { SMARTPASS_SECRET: SECRET } });
  expect(await run()).toMatchObject({
    code: 0,
    out: expect.stringContaining('1 warning') as string,
  });
  expect((await run('--strict')).code).toBe(1);
  const ignored = ['--strict', '--ignore', 'link/standard-base64', '--ignore', 'link/plus-in-data'];
  expect(await run(...ignored)).toMatchObject({
    code: 0,
    out: expect.stringContaining('nothing is wrong with it') as string,
  });
});

test('a damaged link is read, named and given back as it should be', async () => {
  const wrapped = `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05`;
  const setting = { env: { SMARTPASS_SECRET: SECRET } };
  const { code, out } = await smartpass(['verify', wrapped], setting);
  expect([code, out]).toEqual([0, expect.stringContaining('Microsoft SafeLinks')]);
  expect(out).toMatch(/signature +valid/);
  expect(out).toContain(`repaired (signature valid)\n${link}\n`);
  const dotted = await smartpass(['verify', `${link}.`, '--json'], setting);
  expect([dotted.code, JSON.parse(dotted.out)]).toMatchObject([
    1,
    { ok: false, repaired: { link, signature: 'valid' } },
  ]);
});

describe('many links, one a line', () => {
  const lines = `${link}\n\n${link}.\nnonsense\n${link}`;

  test('are answered in order with a line of JSON each; the exit code is that of the worst', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'links.txt'), lines);
    const ways: readonly (readonly [string[], string])[] = [
      [['verify', '--lines', 'links.txt'], ''],
      [['verify', '-', '--lines'], lines],
      [['verify', '--lines'], lines],
    ];
    for (const [argv, stdin] of ways) {
      const { code, out, err } = await smartpass(argv, {
        cwd: folder,
        stdin,
        env: { SMARTPASS_SECRET: SECRET },
      });
      const answers = jsonLinesOf(out) as readonly Line[];
      expect(code).toBe(1);
      expect(err).toBe('4 links, 2 with errors\n');
      expect(answers.map(({ line, ok }) => [line, ok])).toEqual([
        [1, true],
        [3, false],
        [4, false],
        [5, true],
      ]);
      expect(answers[1]).toMatchObject({ repaired: { link, signature: 'valid' }, payload });
    }
  });

  test('good links are exit code 0, a line that is not UTF-8 is an error of its own', async () => {
    const fine = await smartpass(['verify', '--lines'], { stdin: `${link}\n` });
    expect(fine.code).toBe(0);
    const stdin = Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from(link)]);
    const { code, out } = await smartpass(['verify', '--lines'], { stdin });
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^\{"line":1,"ok":false.*cli\/not-utf8.*\n\{"line":2,"ok":true/),
    ]);
  });

  test('a file that is not there is broken input', async () => {
    const { code, out, err } = await smartpass(['verify', '--lines', 'nowhere.txt']);
    expect([code, out, err]).toEqual([2, '', expect.stringContaining('[cli/missing-file]')]);
  });
});

test('two links at once are wrong use, with the way to verify many', async () => {
  const { code, err } = await smartpass(['verify', `${link} ${link}`]);
  expect([code, err]).toEqual([2, expect.stringContaining('--lines')]);
});

test('the link can come from standard input, the secret from the environment', async () => {
  const setting = { stdin: `${link}\n`, env: { SMARTPASS_SECRET: SECRET } };
  const { out } = await smartpass(['verify', '-', '--json'], setting);
  expect(JSON.parse(out)).toMatchObject({
    family: 'hashed',
    signature: { verdict: 'valid' },
    payload,
  });
  const both = await smartpass(['verify', '-', '--secret-stdin'], { stdin: link });
  expect([both.code, both.out]).toEqual([2, '']);
  expect(both.err).toContain('cannot both come from standard input');
});

test('a wrong secret is told, never shown', async () => {
  const wrong = 'AnotherSecret000000002';
  const answers = [
    await smartpass(['verify', link, '--secret-stdin'], { stdin: wrong }),
    await smartpass(['verify', link, '--secret-stdin', '--json'], { stdin: wrong }),
  ];
  for (const { code, out, err } of answers) {
    expect(code).toBe(1);
    expect(out).toContain('link/bad-signature');
    expect(out + err).not.toContain(wrong);
  }
});

test('an encrypted link is opened with its key', async () => {
  const key = '00112233445566778899aabbccddeeff'.repeat(2);
  const iv = Buffer.alloc(16, 7);
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(key, 'hex'), iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(payload)), cipher.final()]);
  const encrypted = `${projectUrl}?data=${data.toString('base64url')}&iv=${iv.toString('hex')}`;
  const { code, out } = await smartpass([
    'verify',
    encrypted,
    '--json',
    '--key-file',
    secretFile(key),
  ]);
  expect(JSON.parse(out)).toMatchObject({ ok: true, family: 'encrypted', payload });
  expect(code).toBe(0);
});

test("an encrypted link of PassKit's npm package, its iv and data in standard base64, is read", async () => {
  const key = '00112233445566778899aabbccddeeff'.repeat(2);
  const iv = Buffer.from('fbefbefbefbefbefbefbefbefbefbefb', 'hex');
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(key, 'hex'), iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(payload)), cipher.final()]);
  const text = [data, iv].map((bytes) => bytes.toString('base64'));
  const written = [text, text.map(encodeURIComponent), text.map((one) => one.replaceAll('+', ' '))];
  for (const [at, [dataText, ivText]] of written.entries()) {
    const encrypted = `${projectUrl}?data=${dataText ?? ''}&iv=${ivText ?? ''}`;
    const argv = ['verify', encrypted, '--json', '--key-file', secretFile(key)];
    const { code, out } = await smartpass(argv);
    expect(JSON.parse(out)).toMatchObject({ family: 'encrypted', payload });
    expect(code).toBe(at === 2 && dataText?.includes(' ') === true ? 1 : 0);
  }
});

test('what is no link is one finding with a hint', async () => {
  for (const [given, hint] of [
    ['nonsense', 'give the whole link in quotes'],
    ['README.md', 'smartpass verify - < FILE'],
  ] as const) {
    const { code, out, err } = await smartpass(['verify', given]);
    expect([code, out, err.match(/error: /g)?.length]).toEqual([2, '', 1]);
    expect(err).toContain('[link/not-a-url]');
    expect(err).toContain(hint);
  }
});

test.each(['https://pub1.pskt.io/c/a4hrop?data=%%%&sig=zz', `${link}\u001b[31m`])(
  'a bad link %j gets findings, no stack trace',
  async (bad) => {
    const { code, out, err } = await smartpass(['verify', bad]);
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/\[link\//);
    expect(out).not.toMatch(/\n +at |\u001b/);
  },
);

test('a field that would act on the terminal is shown as escapes', async () => {
  const evil = buildLink({ projectUrl, payload: { 'meta.x': '\u001b[2J\u202e' }, secret: SECRET });
  const { out } = await smartpass(['verify', evil]);
  expect(out).toContain('\\u001b[2J\\u202e');
});
