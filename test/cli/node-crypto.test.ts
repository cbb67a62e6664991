import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { anyText } from '../any-text.ts';

const reference = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex');

const CHARACTERS = ['', 'a', '\0', '\x7F', '\x80', 'é', '漢', '👍', '\uD800'];

test('HMAC-SHA256 is what createHmac makes, whatever the key and the text', () => {
  const texts = CHARACTERS.flatMap((one) => [one, one.repeat(55), one.repeat(64), one.repeat(65)]);
  for (const key of [...texts, 'k'.repeat(63)])
    for (const text of [...texts, 'x'.repeat(100_000)])
      expect(nodeCrypto.hmacSha256(key, text)).toBe(reference(key, text));
});

test('keys that take turns are not mixed up', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...CHARACTERS), fc.string())), (pairs) => {
      for (const [key, text] of pairs)
        expect(nodeCrypto.hmacSha256(key, text)).toBe(reference(key, text));
    }),
  );
});

test('base64 is that of the UTF-8, whatever the text', () => {
  const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  for (const one of CHARACTERS)
    for (const text of [one, `${one}a`, `ab${one}`, one.repeat(3000)])
      expect(nodeCrypto.base64?.(text)).toBe(bytes(text));
  fc.assert(
    fc.property(anyText(), (text) => {
      expect(nodeCrypto.base64?.(text)).toBe(bytes(text));
    }),
  );
});
