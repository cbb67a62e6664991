import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import type { Hashes } from '../moengage/index.ts';
import type { Crypto } from '../passkit/index.ts';

/** Hashes, base64 and the cipher of links by Node's own implementation. */
export const nodeCrypto: Crypto & Hashes = {
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
  hmacSha1: (key, text) => createHmac('sha1', key).update(text).digest('hex'),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  aes256CbcDecrypt: (key, iv, data) => {
    const decipher = createDecipheriv('aes-256-cbc', key, iv);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  },
};
