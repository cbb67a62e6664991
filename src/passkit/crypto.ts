import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Hashes that sign no link, but are used by mistake. */
export type OtherHash = 'md5' | 'sha1' | 'sha224' | 'sha384' | 'sha512';

/**
 * The hash functions that links need; keys and texts are hashed as UTF-8, answers are lower-case hex. The other hashes name
 * the cause of a wrong signature where they are there. AES-256-CBC with PKCS#7 padding is optional and throws on a wrong key or
 * broken padding; without it encrypted links stay unread.
 */
export type Crypto = {
  readonly hmacSha256: (key: string, text: string) => string;
  readonly hmacSha1: (key: string, text: string) => string;
  readonly sha256: (text: string) => string;
  /** Well-formed text as standard base64 of its UTF-8, where the platform has it; absent: our own. */
  readonly base64?: (text: string) => string;
  readonly otherHmac?: (hash: OtherHash, key: string, text: string) => string;
  readonly otherHash?: (hash: OtherHash, text: string) => string;
  readonly aes256CbcDecrypt?: (key: Uint8Array, iv: Uint8Array, data: Uint8Array) => Uint8Array;
};

const OTHERS = { md5, sha1, sha224, sha384, sha512 } as const;

/** The same hashes on every platform, over @noble/hashes. It has no AES: a caller with `node:crypto` adds it. */
export const portableCrypto: Crypto & Required<Pick<Crypto, 'otherHmac' | 'otherHash'>> = {
  hmacSha256: (key, text) => bytesToHex(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text))),
  hmacSha1: (key, text) => bytesToHex(hmac(sha1, utf8ToBytes(key), utf8ToBytes(text))),
  sha256: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  otherHmac: (hash, key, text) =>
    bytesToHex(hmac(OTHERS[hash], utf8ToBytes(key), utf8ToBytes(text))),
  otherHash: (hash, text) => bytesToHex(OTHERS[hash](utf8ToBytes(text))),
};
