import { createDecipheriv, createHmac, hash } from 'node:crypto';
import type { Hashes } from '../account/index.ts';
import type { Crypto } from '../passkit/index.ts';

/** Hashes, base64 and the cipher of links by Node's own implementation. */
export const nodeCrypto: Crypto & Hashes = {
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
  hmacSha256,
  hmacSha1: (key, text) => createHmac('sha1', key).update(text).digest('hex'),
  sha256: (text) => hash('sha256', text, 'hex'),
  otherHmac: (name, key, text) => createHmac(name, key).update(text).digest('hex'),
  otherHash: (name, text) => hash(name, text, 'hex'),
  aes256CbcDecrypt: (key, iv, data) => {
    const decipher = createDecipheriv('aes-256-cbc', key, iv);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  },
};

/** Bytes of a SHA-256 block. */
const BLOCK = 64;
const INNER = 0x36;
const OUTER = 0x5c;

/** HMAC-SHA256 (RFC 2104) by two one-shot hashes: Node makes no object for them, which costs more than the hashing. */
function hmacSha256(key: string, text: string): string {
  const keyBytes = Buffer.from(key, 'utf8');
  if (keyBytes.length > BLOCK) return createHmac('sha256', key).update(text).digest('hex');
  const inner = Buffer.allocUnsafe(BLOCK + Buffer.byteLength(text));
  const outer = Buffer.allocUnsafe(BLOCK + 32);
  for (let at = 0; at < BLOCK; at += 1) {
    const byte = keyBytes[at] ?? 0;
    inner[at] = byte ^ INNER;
    outer[at] = byte ^ OUTER;
  }
  inner.write(text, BLOCK, 'utf8');
  outer.write(hash('sha256', inner, 'hex'), BLOCK, 'hex');
  return hash('sha256', outer, 'hex');
}
