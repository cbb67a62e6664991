import { decodeBase64 } from './base64.ts';
import type { Crypto } from './crypto.ts';
import { decodePercent, linkFinding, type LinkParts } from './link-parts.ts';
import type { Finding } from '../diagnostics/index.ts';

/** How a signature is written: PassKit's samples show lower-case hex. */
export type SignatureForm = 'hex' | 'upper-case hex' | 'mixed-case hex' | 'base64' | 'base64url';

/** What is known of a link's signature: `algorithm` where it matched, `form` where the writing was recognised. */
export type SignatureReport = {
  readonly verdict: 'valid' | 'invalid' | 'unchecked' | 'missing';
  readonly algorithm?: 'hmac-sha256' | 'hmac-sha1';
  readonly form?: SignatureForm;
};

type Checked = { readonly signature: SignatureReport; readonly findings: Finding[] };
type Written = { readonly hex: string; readonly form: SignatureForm };

/** Checks the signature of a link: HMAC-SHA256 (PassKit), then HMAC-SHA1 (Braze's page), of all that stands before `&sig`. */
export function checkSignature(
  parts: LinkParts,
  payloadText: string | undefined,
  { secret, crypto }: { secret: string | undefined; crypto: Crypto },
): Checked {
  const { text } = parts;
  const sig = parts.parameters.find(({ name }) => name === 'sig');
  if (sig === undefined) {
    const message = 'the link has no signature, expected &sig= at the end';
    const about = { code: 'link/no-signature', severity: 'error', message } as const;
    return {
      signature: { verdict: 'missing' },
      findings: [linkFinding(text, [text.length, text.length], about)],
    };
  }
  const place = [sig.start, sig.end] as const;
  const written = readSignature(decodePercent(sig.raw));
  const findings: Finding[] = [];
  if (written === undefined) findings.push(malformed(text, place, sig.raw));
  if (secret === undefined || secret === '') {
    const message = 'the signature was not checked: no project secret was given';
    findings.push({ code: 'link/unchecked-signature', severity: 'warning', message });
    return { signature: { verdict: 'unchecked', ...formOf(written) }, findings };
  }
  const signed = text.slice(0, sig.start - 1);
  const algorithm = written && matching(written, signed, secret, crypto);
  if (written === undefined || algorithm === undefined) {
    const hint = diagnose({ signed, sig: sig.raw, payloadText, secret, crypto });
    const message = 'the signature does not belong to this link and secret';
    const about = { code: 'link/bad-signature', severity: 'error', message, hint } as const;
    findings.push(linkFinding(text, place, about));
    return { signature: { verdict: 'invalid', ...formOf(written) }, findings };
  }
  findings.push(...formFindings(text, place, algorithm, written.form));
  return { signature: { verdict: 'valid', algorithm, form: written.form }, findings };
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
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { hex, form: alphabet === 'url' || !padded ? 'base64url' : 'base64' };
}

function malformed(text: string, place: readonly [number, number], raw: string): Finding {
  const hexOnly = /^[0-9a-f]*$/i.test(raw);
  const bad = raw.search(/[^0-9a-f]/i);
  const found = hexOnly
    ? `the signature has ${raw.length} hex digits`
    : `the signature is not hex: character ${bad + 1} of its ${raw.length} is '${raw[bad] ?? ''}'`;
  const hint =
    hexOnly && raw.length > 0 && raw.length < 64 ? 'the end of the link was cut off' : undefined;
  const message = `${found}, expected 64 hex digits (SHA-256) or 40 (SHA-1)`;
  return linkFinding(text, place, {
    code: 'link/malformed-signature',
    severity: 'error',
    message,
    hint,
  });
}

function formFindings(
  text: string,
  place: readonly [number, number],
  algorithm: 'hmac-sha256' | 'hmac-sha1',
  form: SignatureForm,
): Finding[] {
  const findings: Finding[] = [];
  if (algorithm === 'hmac-sha1') {
    const message = 'the link is signed with HMAC-SHA1, expected HMAC-SHA256';
    const hint = "Braze's page signs so; PassKit's own says SHA-256";
    const about = { code: 'link/sha1-signature', severity: 'warning', message, hint } as const;
    findings.push(linkFinding(text, place, about));
  }
  if (form !== 'hex') {
    const message = `the signature is written as ${form}, expected lower-case hex`;
    const hint = "PassKit's samples show no other form";
    const about = { code: 'link/signature-form', severity: 'warning', message, hint } as const;
    findings.push(linkFinding(text, place, about));
  }
  return findings;
}

type Case = {
  readonly signed: string;
  readonly sig: string;
  readonly payloadText: string | undefined;
  readonly secret: string;
  readonly crypto: Crypto;
};

/** The commonest mistakes that give another signature: the first that explains this one, as a hint. */
function diagnose({ signed, sig, payloadText, secret, crypto }: Case): string | undefined {
  const hmac = (text: string, key: string = secret): string => crypto.hmacSha256(key, text);
  const data = signed.slice(signed.indexOf('=') + 1);
  const restored = signed.replaceAll(/ |%20/g, '+');
  const matches = (hash: string): boolean => hash === sig.toLowerCase();
  const explanations: readonly (readonly [string, () => string | undefined])[] = [
    [
      'the signature matches once the blanks round the secret are removed',
      () => hmac(signed, secret.trim()),
    ],
    [
      'the signature matches once the blanks in the data are read as +: a form decoder turned them',
      () => hmac(restored),
    ],
    ['it is the HMAC of the data alone: sign the whole link before &sig', () => hmac(data)],
    [
      'it is the HMAC of the JSON: sign the whole link before &sig',
      () => payloadText && hmac(payloadText),
    ],
    [
      'it is the HMAC of the link with &sig= at its end: sign what stands before it',
      () => hmac(`${signed}&sig=`),
    ],
    [
      'it is the HMAC of the link with & at its end: sign what stands before it',
      () => hmac(`${signed}&`),
    ],
    ['it is the HMAC of the link and a line break: sign the link alone', () => hmac(`${signed}\n`)],
    ['it was signed with &amp; in the link', () => hmac(signed.replaceAll('&', '&amp;'))],
    ['it was signed with http:// in the link', () => hmac(signed.replace(/^https/i, 'http'))],
    ['it is the HMAC with secret and link exchanged', () => hmac(secret, signed)],
    [
      'it is the plain SHA-256 of link and secret, not an HMAC',
      () => crypto.sha256(signed + secret),
    ],
    [
      'it is the plain SHA-256 of secret and link, not an HMAC',
      () => crypto.sha256(secret + signed),
    ],
    ['it is the plain SHA-256 of the link: no secret went into it', () => crypto.sha256(signed)],
  ];
  const found = explanations.find(([, hash]) => matches(hash() ?? ''))?.[0];
  if (found !== undefined) return found;
  const right = hmac(signed);
  if (sig.length >= 8 && right.startsWith(sig.toLowerCase()))
    return 'the signature is right as far as it goes: its end was cut off';
  return 'check that the secret is that of this project, and that nothing changed the link after it was signed';
}
