import { hmac } from '@noble/hashes/hmac.js';
import { sha1 as nobleSha1 } from '@noble/hashes/legacy.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The hash functions this room needs; keys and texts are hashed as UTF-8, answers are lower-case hex. AES-256-CBC with
 * PKCS#7 padding is optional and throws on a wrong key or broken padding; without it encrypted links stay unread.
 */
export type Crypto = {
  readonly hmacSha256: (key: string, text: string) => string;
  readonly hmacSha1: (key: string, text: string) => string;
  readonly sha256: (text: string) => string;
  readonly aes256CbcDecrypt?: (key: Uint8Array, iv: Uint8Array, data: Uint8Array) => Uint8Array;
};

/** The same hashes on every platform, over @noble/hashes. It has no AES: a caller with `node:crypto` adds it. */
export const portableCrypto: Crypto = {
  hmacSha256: (key, text) => bytesToHex(hmac(nobleSha256, utf8ToBytes(key), utf8ToBytes(text))),
  hmacSha1: (key, text) => bytesToHex(hmac(nobleSha1, utf8ToBytes(key), utf8ToBytes(text))),
  sha256: (text) => bytesToHex(nobleSha256(utf8ToBytes(text))),
};
