import { chmodSync, writeFileSync } from 'node:fs';
import { createCipheriv } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildLink } from '../../src/passkit/index.ts';
import { emptyFolder, smartpass } from './run-cli.ts';

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
  expect(out).toMatch(/person\.forename +│ Zoë/);
  expect(out).toContain('nothing is wrong with it');
});

test('without a secret the signature stays unchecked, which is a finding', async () => {
  const { code, out } = await smartpass(['verify', link]);
  expect(code).toBe(1);
  expect(out).toContain('[link/unchecked-signature]');
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

test.each(['nonsense', 'https://pub1.pskt.io/c/a4hrop?data=%%%&sig=zz', `${link}\u001b[31m`])(
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
