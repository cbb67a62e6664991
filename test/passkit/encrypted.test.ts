import { createCipheriv, createDecipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { portableCrypto, readLink, type Crypto } from '../../src/passkit/index.ts';

const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const IV = '0f0e0d0c0b0a09080706050403020100';
const PAYLOAD = '{"members.member.externalId":"m-1","person.forename":"Ada"}';
const crypto: Crypto = {
  ...portableCrypto,
  aes256CbcDecrypt: (key, iv, data) => {
    const decipher = createDecipheriv('aes-256-cbc', key, iv);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  },
};

function encrypt(text: string): string {
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(KEY, 'hex'), Buffer.from(IV, 'hex'));
  return Buffer.concat([cipher.update(text), cipher.final()]).toString('base64url');
}

const data = encrypt(PAYLOAD);
const link = `https://pub1.pskt.io/c/a4hrop?data=${data}&iv=${IV}`;
const codes = (text: string, options: Parameters<typeof readLink>[1]): string[] =>
  readLink(text, options).findings.map(({ code }) => code);

describe('encrypted links', () => {
  test('are decrypted and read', () => {
    const report = readLink(`${link}&utm_source=x`, { crypto, encryptionKey: KEY });
    expect(report).toMatchObject({
      family: 'encrypted',
      payload: [
        ['members.member.externalId', 'm-1'],
        ['person.forename', 'Ada'],
      ],
      payloadText: PAYLOAD,
      signature: { verdict: 'missing' },
      query: [['utm_source', 'x']],
      findings: [],
    });
  });

  test.each<[string, string, Parameters<typeof readLink>[1], string[]]>([
    ['no key', link, { crypto }, ['link/no-encryption-key']],
    ['a short key', link, { crypto, encryptionKey: KEY.slice(1) }, ['link/bad-encryption-key']],
    [
      'a key that is not hex',
      link,
      { crypto, encryptionKey: KEY.replace('0', 'x') },
      ['link/bad-encryption-key'],
    ],
    ['no AES', link, { encryptionKey: KEY }, ['link/no-decryption']],
    [
      'another key',
      link,
      { crypto, encryptionKey: KEY.replace('0', '1') },
      ['link/cannot-decrypt'],
    ],
    ['a short iv', link.slice(0, -1), { crypto, encryptionKey: KEY }, ['link/bad-iv']],
    [
      'an iv that is not hex',
      link.replace(/iv=../, 'iv=xy'),
      { crypto, encryptionKey: KEY },
      ['link/bad-iv'],
    ],
    [
      'cut data',
      link.replace(data, data.slice(0, 60)),
      { crypto, encryptionKey: KEY },
      ['link/cannot-decrypt'],
    ],
    [
      'broken JSON',
      link.replace(data, encrypt('{"person.externalId":"u-1",}')),
      { crypto, encryptionKey: KEY },
      ['link/not-json'],
    ],
  ])('%s', (_, text, options, expected) => {
    expect(codes(text, options)).toEqual(expected);
  });

  test('a report never shows the key', () => {
    for (const key of [KEY, KEY.slice(1), `${KEY}zz`]) {
      expect(
        JSON.stringify(readLink(`${link}&k=${key}`, { crypto, encryptionKey: key })),
      ).not.toContain(key);
    }
  });
});
