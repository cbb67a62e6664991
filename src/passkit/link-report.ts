import type { Secrets, Finding } from '../diagnostics/index.ts';
import type { DecodedBase64 } from './base64.ts';
import type { ProjectKind } from './catalogue-types.ts';
import type { Crypto } from './crypto.ts';
import { isDamaged } from './link-parts.ts';
import type { PayloadFields } from './read-payload.ts';
import type { SignatureReport } from './signature.ts';
import type { LengthLimits } from './sizes.ts';

/**
 * What a link is read with. Without `secret` its signature stays unchecked, without `encryptionKey` (64 hex digits) or
 * AES in `crypto` an encrypted payload unread. `crypto` defaults to the portable hashes, `lengths` to 1,000 and 2,000. The report
 * hides `secrets`, which are the secret and the key unless given: handed in, their forms are made once for many links.
 */
export type ReadOptions = {
  readonly secret?: string;
  readonly encryptionKey?: string;
  readonly crypto?: Crypto;
  readonly kind?: ProjectKind;
  readonly lengths?: LengthLimits;
  readonly secrets?: Secrets;
  /** False: why a signature is wrong and how a link may be mended is not looked into, which takes most of the time. */
  readonly explains?: boolean;
};

/**
 * All that is known of a link. `link` is the text that findings of file `link` point into: the given one without what mail
 * programs, editors and click counters put around it and into it; each of these is a finding. `repaired` is the link as it
 * should be, read again, where it is not the given one: signed again where only that helps and a secret was given.
 * `payloadText` is the text behind findings of file `payload`. `payload` is there where that text is a JSON object,
 * `recovered` where it is not but fields could be read. `query` are the parameters that PassKit does not read itself, decoded.
 * `length` counts the characters of `link`. The secret and the key are in none of it.
 */
export type LinkReport = {
  readonly family: 'hashed' | 'encrypted' | 'unknown';
  readonly link: string;
  readonly repaired?: RepairedLink;
  readonly projectUrl: string;
  readonly payload?: PayloadFields;
  readonly recovered?: PayloadFields;
  readonly payloadText?: string;
  readonly base64?: DecodedBase64['alphabet'];
  readonly signature: SignatureReport;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly length: number;
  readonly findings: readonly Finding[];
};

/** A link as it should be, and what is known of its signature. */
export type RepairedLink = {
  readonly link: string;
  readonly signature: SignatureReport['verdict'];
};

/**
 * Whether a link as it was given opens a pass: it is signed with the secret that was given, its payload is a JSON object, and
 * nothing happened to it on its way that a reader would have to undo.
 */
export function opensPass({
  signature,
  payload,
  findings,
}: Pick<LinkReport, 'signature' | 'payload' | 'findings'>): boolean {
  return signature.verdict === 'valid' && payload !== undefined && !isDamaged(findings);
}
