import type * as NodeCrypto from 'node:crypto';
import { createRequire } from 'node:module';
import type { Hashes } from '../account/index.ts';
import { once } from '../diagnostics/index.ts';
import type { Crypto } from '../passkit/index.ts';

/**
 * Loaded where something is hashed, as that takes two milliseconds. An import of the module itself would load Web Crypto as well, which
 * takes as long as all that is used here.
 */
const node = once(() => createRequire(import.meta.url)('node:crypto') as typeof NodeCrypto);

/** Bytes of a SHA-256 block, and of a hash. */
const BLOCK = 64;
const DIGEST = 32;
const INNER = 0x36;
const OUTER = 0x5c;

/** A key whose characters are bytes, also behind a pad. */
const SHORT_ASCII = new RegExp(`^[\\0-\\x7F]{0,${BLOCK}}$`);

/** Node 20 before 20.12 and 21 before 21.7 have no one-shot hash. */
const oneShot = once((): typeof NodeCrypto.hash | undefined => node().hash);

function hashHex(name: string, text: string): string {
  const hash = oneShot();
  return hash === undefined
    ? node().createHash(name).update(text).digest('hex')
    : hash(name, text, 'hex');
}

function hmacHex(name: string, key: string, text: string): string {
  return node().createHmac(name, key).update(text).digest('hex');
}

/** What HMAC puts in front of the text, and of the hash of that. */
type Pads = { readonly key: string; readonly inner: string; readonly outer: Buffer };

/**
 * HMAC-SHA256 (RFC 2104) by two one-shot hashes, for which Node makes no object: that costs more than the hashing. The pads of the
 * last key are kept, as a run signs with one.
 */
class OneShotHmac {
  private pads: Pads | undefined;

  constructor() {
    this.pads = undefined;
  }

  sign(key: string, text: string): string {
    const hash = oneShot();
    if (hash === undefined) return hmacHex('sha256', key, text);
    if (this.pads?.key !== key) {
      if (!SHORT_ASCII.test(key)) return hmacHex('sha256', key, text);
      this.pads = padsOf(key);
    }
    const { inner, outer } = this.pads;
    outer.write(hash('sha256', inner + text, 'binary'), BLOCK, 'binary');
    return hash('sha256', outer, 'hex');
  }
}

function padsOf(key: string): Pads {
  const inner = Buffer.alloc(BLOCK, INNER);
  const outer = Buffer.alloc(BLOCK + DIGEST, OUTER);
  for (const [at, byte] of Buffer.from(key, 'latin1').entries()) {
    inner[at] = byte ^ INNER;
    outer[at] = byte ^ OUTER;
  }
  return { key, inner: inner.toString('latin1'), outer };
}

const hmac = new OneShotHmac();

/** Base64 of a text's UTF-8. ASCII has as many bytes as characters and needs no buffer for them: two fifths less, 6 % of the guide. */
function base64(text: string): string {
  return Buffer.byteLength(text) === text.length
    ? btoa(text)
    : Buffer.from(text, 'utf8').toString('base64');
}

/** Hashes, base64 and the cipher of links by Node's own implementation. */
export const nodeCrypto: Crypto & Hashes = {
  base64,
  hmacSha256: (key, text) => hmac.sign(key, text),
  hmacSha1: (key, text) => hmacHex('sha1', key, text),
  sha256: (text) => hashHex('sha256', text),
  otherHmac: hmacHex,
  otherHash: hashHex,
  aes256CbcDecrypt: (key, iv, data) => {
    const decipher = node().createDecipheriv('aes-256-cbc', key, iv);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  },
};
