import type { Finding } from '../diagnostics/index.ts';
import { decodeBase64 } from './base64.ts';
import type { Crypto } from './crypto.ts';
import { decodePercent, linkFinding, parameterOf, type LinkParts } from './link-parts.ts';
import { causeOf, hashOfLength, type SignatureCause } from './signature-causes.ts';

/** How a signature is written: PassKit's samples show lower-case hex. */
export type SignatureForm = 'hex' | 'upper-case hex' | 'mixed-case hex' | 'base64' | 'base64url';

/** What is known of a link's signature: `algorithm` where it matched, `form` where the writing was recognised. */
export type SignatureReport = {
  readonly verdict: 'valid' | 'invalid' | 'unchecked' | 'missing';
  readonly algorithm?: 'hmac-sha256' | 'hmac-sha1';
  readonly form?: SignatureForm;
};

type Checked = {
  readonly signature: SignatureReport;
  readonly cause?: SignatureCause | undefined;
  readonly findings: Finding[];
};
/** What a signature is checked with; `explains` false: not why it is wrong. */
type SignedBy = {
  readonly secret: string | undefined;
  readonly crypto: Crypto;
  readonly explains?: boolean | undefined;
};
type Written = { readonly hex: string; readonly form: SignatureForm };

/** Checks the signature of a link: HMAC-SHA256 (PassKit), then HMAC-SHA1 (Braze's page), of all that is before `&sig`. */
export function checkSignature(
  parts: LinkParts,
  payloadText: string | undefined,
  { secret, crypto, explains = true }: SignedBy,
): Checked {
  const sig = parameterOf(parts, 'sig');
  if (sig === undefined) return unsigned(parts);
  const place = [sig.start, sig.end] as const;
  const raw = decodePercent(sig.raw);
  const written = readSignature(raw);
  const findings: Finding[] = [];
  if (written === undefined) findings.push(malformed(parts, place, sig.raw));
  if (secret === undefined || secret === '') {
    const message = 'the signature was not checked: no project secret was given';
    findings.push({ code: 'link/unchecked-signature', severity: 'note', message });
    return { signature: { verdict: 'unchecked', ...formOf(written) }, findings };
  }
  const signed = parts.text.slice(0, sig.start - 1);
  const algorithm = written && matching(written, signed, secret, crypto);
  if (written === undefined || algorithm === undefined) {
    const sigHex = written?.hex ?? hexInside(raw);
    const cause = explains
      ? causeOf({ parts, signed, sig: sigHex, payloadText, secret, crypto })
      : undefined;
    const hint = cause?.hint ?? NO_CAUSE;
    const message = 'the signature does not belong to this link and secret';
    const about = { code: 'link/bad-signature', severity: 'error', message, hint } as const;
    findings.push(linkFinding(parts, place, about));
    return { signature: { verdict: 'invalid', ...formOf(written) }, cause, findings };
  }
  findings.push(...formFindings(parts, place, algorithm, written.form));
  return { signature: { verdict: 'valid', algorithm, form: written.form }, findings };
}

const NO_CAUSE =
  'check that the secret is that of this project, and that nothing changed the link after it was signed';

function unsigned(parts: LinkParts): Checked {
  const { length } = parts.text;
  const message = 'the link has no signature, expected &sig= at the end';
  const about = { code: 'link/no-signature', severity: 'error', message } as const;
  return {
    signature: { verdict: 'missing' },
    findings: [linkFinding(parts, [length, length], about)],
  };
}

function formOf(written: Written | undefined): { form?: SignatureForm } {
  return written === undefined ? {} : { form: written.form };
}

function matching(
  { hex }: Written,
  signed: string,
  secret: string,
  crypto: Crypto,
): 'hmac-sha256' | 'hmac-sha1' | undefined {
  const decoded = decodePercent(signed);
  const texts = decoded === signed ? [signed] : [signed, decoded];
  if (texts.some((text) => crypto.hmacSha256(secret, text) === hex)) return 'hmac-sha256';
  return texts.some((text) => crypto.hmacSha1(secret, text) === hex) ? 'hmac-sha1' : undefined;
}

/** Lengths of SHA-256 and SHA-1 in hex digits. */
const HEX_LENGTHS: readonly number[] = [64, 40];

function readSignature(raw: string): Written | undefined {
  if (/^[0-9a-f]+$/i.test(raw) && HEX_LENGTHS.includes(raw.length)) {
    const lower = raw.toLowerCase();
    const form =
      raw === lower ? 'hex' : raw === raw.toUpperCase() ? 'upper-case hex' : 'mixed-case hex';
    return { hex: lower, form };
  }
  const { bytes, alphabet, padded, problem } = decodeBase64(raw.replaceAll(' ', '+'));
  if (problem !== undefined || !HEX_LENGTHS.includes(bytes.length * 2)) return undefined;
  return { hex: toHex(bytes), form: alphabet === 'url' || !padded ? 'base64url' : 'base64' };
}

/** The hex digits that a signature in no usual form holds: of another hash, or of hex that was encoded in base64. */
function hexInside(raw: string): string {
  if (/^[0-9a-f]*$/i.test(raw)) return raw.toLowerCase();
  const { bytes, problem } = decodeBase64(raw.replaceAll(' ', '+'));
  if (problem !== undefined) return raw.toLowerCase();
  const text = new TextDecoder('latin1').decode(bytes);
  return /^[0-9a-f]{32,128}$/i.test(text) ? text.toLowerCase() : toHex(bytes);
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function malformed(parts: LinkParts, place: readonly [number, number], raw: string): Finding {
  const hexOnly = /^[0-9a-f]*$/i.test(raw);
  const bad = raw.search(/[^0-9a-f]/i);
  const found = hexOnly
    ? `the signature has ${raw.length} hex digits`
    : `the signature is not hex: character ${bad + 1} of its ${raw.length} is '${raw[bad] ?? ''}'`;
  const other = hexOnly ? hashOfLength(raw.length) : undefined;
  const isCut = hexOnly && raw.length > 0 && raw.length < 64;
  const hint =
    other !== undefined
      ? `${raw.length} hex digits are ${other}`
      : isCut
        ? 'the end of the link was cut off'
        : undefined;
  const message = `${found}, expected 64 hex digits (SHA-256) or 40 (SHA-1)`;
  return linkFinding(parts, place, {
    code: 'link/malformed-signature',
    severity: 'error',
    message,
    hint,
  });
}

function formFindings(
  parts: LinkParts,
  place: readonly [number, number],
  algorithm: 'hmac-sha256' | 'hmac-sha1',
  form: SignatureForm,
): Finding[] {
  const findings: Finding[] = [];
  if (algorithm === 'hmac-sha1') {
    const message = 'the link is signed with HMAC-SHA1, expected HMAC-SHA256';
    const hint = "Braze's page signs so; PassKit's own says SHA-256";
    const about = { code: 'link/sha1-signature', severity: 'warning', message, hint } as const;
    findings.push(linkFinding(parts, place, about));
  }
  if (form !== 'hex') {
    const message = `the signature is written as ${form}, expected lower-case hex`;
    const hint = "PassKit's samples show no other form";
    const about = { code: 'link/signature-form', severity: 'warning', message, hint } as const;
    findings.push(linkFinding(parts, place, about));
  }
  return findings;
}
