import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeUtf8 } from './utf8.ts';

/**
 * The hashes that MoEngage's filters need, over UTF-8, as lower-case hex. Handed in: node:crypto on Node (any object with
 * the first two will do), `nobleHashes` in a page.
 */
export type Hashes = {
  readonly hmacSha256: (key: string, text: string) => string;
  readonly sha256: (text: string) => string;
  /** Well-formed text as standard base64 of its UTF-8, where the platform has it; absent: our own. */
  readonly base64?: (text: string) => string;
};

/** Hashes in plain JavaScript, for where there is no node:crypto. */
export const nobleHashes: Hashes = {
  hmacSha256: (key, text) => bytesToHex(hmac(sha256, encodeUtf8(key), encodeUtf8(text))),
  sha256: (text) => bytesToHex(sha256(encodeUtf8(text))),
};
