import { Secrets, type Finding } from '../diagnostics/index.ts';
import { decodeBase64, type DecodedBase64 } from './base64.ts';
import type { ProjectKind } from './catalogue-types.ts';
import { portableCrypto, type Crypto } from './crypto.ts';
import { decryptData } from './decrypt.ts';
import {
  checkParameters,
  decodePercent,
  decodeQuery,
  linkFinding,
  splitLink,
  tidyLink,
  type LinkParts,
} from './link-parts.ts';
import { checkProjectUrl } from './project-url.ts';
import { readPayload, type PayloadFields } from './read-payload.ts';
import { checkSignature, type SignatureReport } from './signature.ts';
import { DEFAULT_LENGTHS, linkLengthVerdict, type LengthLimits } from './sizes.ts';

/**
 * What a link is read with. Without `secret` its signature stays unchecked, without `encryptionKey` (64 hex digits) or
 * AES in `crypto` an encrypted payload unread. `crypto` defaults to the portable hashes, `lengths` to 1,000 and 2,000.
 */
export type ReadOptions = {
  readonly secret?: string;
  readonly encryptionKey?: string;
  readonly crypto?: Crypto;
  readonly kind?: ProjectKind;
  readonly lengths?: LengthLimits;
};

/**
 * All that is known of a link. `link` is the text that findings of file `link` point into: the given one without blanks
 * round it, line breaks and `&amp;`. `payloadText` is the text behind findings of file `payload`. `payload` is there
 * where that text is a JSON object, `recovered` where it is not but fields could be read. `query` are the parameters that
 * PassKit does not read itself, decoded. `length` counts the characters of `link`. The secret and the key stand in none of it.
 */
export type LinkReport = {
  readonly family: 'hashed' | 'encrypted' | 'unknown';
  readonly link: string;
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

/** Decodes and verifies a SmartPass link of either family; never throws, everything that is wrong is a finding. */
export function readLink(link: string, options: ReadOptions = {}): LinkReport {
  const { crypto = portableCrypto, secret, encryptionKey } = options;
  const { text, findings } = tidyLink(link);
  const parts = splitLink(text);
  const names = new Set(parts.parameters.map(({ name }) => name));
  findings.push(...checkWhole(parts, options.lengths), ...checkParameters(parts));
  const encrypted = names.has('iv') && !names.has('sig');
  const data = readData(parts, encrypted);
  findings.push(...data.findings);
  let bytes = data.decoded?.bytes;
  if (encrypted && data.decoded !== undefined) {
    const opened = decryptData(parts, data.decoded.bytes, { encryptionKey, crypto });
    findings.push(...opened.findings);
    bytes = opened.bytes;
  }
  const reading =
    bytes === undefined || bytes.length === 0 ? undefined : readPayload(bytes, options);
  const signed = encrypted
    ? { signature: { verdict: 'missing' } as const, findings: [] }
    : checkSignature(parts, reading?.text, { secret, crypto });
  findings.push(...signed.findings, ...(reading?.findings ?? []));
  const secrets = new Secrets([secret, encryptionKey]);
  const report: LinkReport = {
    family: encrypted ? 'encrypted' : familyOf(names, reading?.text),
    link: text,
    projectUrl: parts.base,
    ...(reading?.payload && { payload: reading.payload }),
    ...(reading?.recovered && { recovered: reading.recovered }),
    ...(reading && { payloadText: reading.text }),
    ...(data.decoded && { base64: data.decoded.alphabet }),
    signature: signed.signature,
    query: queryOf(parts),
    length: text.length,
    findings: [...secretFindings(parts, reading?.text, secrets), ...findings],
  };
  return secrets.hideIn(report);
}

function familyOf(
  names: ReadonlySet<string>,
  payloadText: string | undefined,
): LinkReport['family'] {
  const readable = payloadText !== undefined && payloadText.trimStart().startsWith('{');
  return names.has('data') && (names.has('sig') || readable) ? 'hashed' : 'unknown';
}

function queryOf({ parameters }: LinkParts): LinkReport['query'] {
  return parameters
    .filter(({ name }) => !['data', 'sig', 'iv'].includes(name))
    .map(({ name, raw }) => [decodeQuery(name), decodeQuery(raw)] as const);
}

function checkWhole(parts: LinkParts, limits: LengthLimits = DEFAULT_LENGTHS): Finding[] {
  const { text, base, parameters } = parts;
  const findings = checkProjectUrl(base);
  const template = /\{\{|\{%/.exec(text);
  if (template !== null) {
    const message = 'the link holds template text: it was not rendered';
    const about = { code: 'link/unrendered-template', severity: 'error', message } as const;
    findings.push(linkFinding(text, [template.index, text.length], about));
  }
  const verdict = linkLengthVerdict(text.length, limits);
  if (verdict !== 'fine') {
    const message = `the link has ${text.length} characters, expected fewer than ${verdict === 'long' ? limits.warn : limits.fail}`;
    const hint = 'some mail programs cut long links: send fewer fields';
    const code = `link/${verdict}`;
    findings.push({ code, severity: verdict === 'long' ? 'warning' : 'error', message, hint });
  }
  const names = new Set(parameters.map(({ name }) => name));
  if (names.has('sig') && names.has('iv')) {
    const message =
      'the link has both sig (a hashed link) and iv (an encrypted one), expected one of them';
    findings.push({ code: 'link/two-families', severity: 'error', message });
  }
  return findings;
}

type Data = { readonly decoded?: DecodedBase64; readonly findings: Finding[] };

function readData(parts: LinkParts, encrypted: boolean): Data {
  const { text, parameters } = parts;
  const data = parameters.find(({ name }) => name === 'data');
  if (data === undefined || data.raw === '') {
    const message =
      data === undefined ? 'the link has no data parameter' : 'the data parameter is empty';
    const hint = text.includes('?') ? undefined : 'expected ?data= after the project URL';
    const place = [data?.start ?? 0, data?.end ?? text.length] as const;
    return {
      findings: [
        linkFinding(text, place, { code: 'link/no-data', severity: 'error', message, hint }),
      ],
    };
  }
  const findings: Finding[] = [];
  const { raw, valueStart, end } = data;
  const place = [valueStart, end] as const;
  const plain = raw.includes('%') ? decodePercent(raw) : raw;
  if (plain !== raw) {
    const message = 'the data is percent-escaped';
    const hint = 'base64url without padding needs no escapes';
    findings.push(
      linkFinding(text, place, { code: 'link/escaped-data', severity: 'warning', message, hint }),
    );
  }
  const base64 = plain.replaceAll(' ', '+');
  const escaped = plain !== raw;
  if (base64 !== plain) {
    const blank = raw.search(/ |%20/);
    const message = 'a blank stands in the data: it was a + that a form decoder turned';
    const hint = 'base64url has no +';
    const at = [valueStart + blank, valueStart + blank + 1] as const;
    findings.push(
      linkFinding(text, at, { code: 'link/plus-became-blank', severity: 'error', message, hint }),
    );
  }
  const decoded = decodeBase64(base64);
  const { problem } = decoded;
  if (problem !== undefined) {
    const offset = valueStart + (escaped ? 0 : problem.offset);
    const json = /^(?:\{|%7B)/i.test(raw);
    const hint = json ? 'the payload stands there as it is: encode it in base64' : undefined;
    const message = `the data is not base64: at its character ${problem.offset + 1}, ${problem.message}`;
    const at = [offset, Math.min(offset + 1, text.length)] as const;
    findings.push(
      linkFinding(text, at, { code: 'link/not-base64', severity: 'error', message, hint }),
    );
    const unusable = decoded.bytes.length === 0 || /[^A-Za-z0-9+/=_-]/.test(base64);
    return unusable ? { findings } : { decoded, findings };
  }
  findings.push(...alphabetFindings(parts, { raw: base64, valueStart, end }, decoded, encrypted));
  return { decoded, findings };
}

function alphabetFindings(
  { text }: LinkParts,
  { raw, valueStart, end }: { raw: string; valueStart: number; end: number },
  { alphabet, padded }: DecodedBase64,
  encrypted: boolean,
): Finding[] {
  const plus = raw.indexOf('+');
  if (alphabet === 'mixed') {
    const message = 'the data mixes both base64 alphabets (+ or / with - or _)';
    const about = { code: 'link/mixed-base64', severity: 'error', message } as const;
    return [linkFinding(text, [valueStart, end], about)];
  }
  if (plus >= 0) {
    const message =
      'a + stands in the data: a form decoder reads it as a blank, and the link opens nothing';
    const hint = 'use base64url without padding';
    const about = { code: 'link/plus-in-data', severity: 'warning', message, hint } as const;
    return [linkFinding(text, [valueStart + plus, valueStart + plus + 1], about)];
  }
  if (alphabet !== 'standard' && !padded) return [];
  const family = encrypted ? 'encrypted links use' : "PassKit's page asks for";
  const message = `the data is ${alphabet === 'standard' ? 'standard base64' : 'padded'}: ${family} base64url without padding`;
  const about = { code: 'link/standard-base64', severity: 'warning', message } as const;
  return [linkFinding(text, [valueStart, end], about)];
}

function secretFindings(
  { text }: LinkParts,
  payloadText: string | undefined,
  secrets: Secrets,
): Finding[] {
  if (!secrets.isIn(`${text}\n${decodePercent(text)}\n${payloadText ?? ''}`)) return [];
  const message =
    'the link carries the secret of the project: anyone who receives it can sign links';
  const hint = 'ask PassKit for a new secret';
  return [{ code: 'link/secret-in-link', severity: 'error', message, hint }];
}
