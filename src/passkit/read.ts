import { Secrets, type Finding } from '../diagnostics/index.ts';
import { decodeBase64, type DecodedBase64 } from './base64.ts';
import { withoutCrowd } from './crowd.ts';
import { portableCrypto } from './crypto.ts';
import { separators } from './damage/separators.ts';
import { unwrapLink } from './damage/unwrap.ts';
import { decryptData } from './decrypt.ts';
import {
  checkParameters,
  damageFinding,
  decodePercent,
  decodeQuery,
  linkFinding,
  parameterOf,
  splitLink,
  type LinkParts,
} from './link-parts.ts';
import { checkProjectUrl } from './project-url.ts';
import { readPayload, type PayloadReading } from './read-payload.ts';
import { repairedText, type Broken } from './repair.ts';
import type { LinkReport, ReadOptions, RepairedLink } from './link-report.ts';
import { checkSignature } from './signature.ts';
import { DEFAULT_LENGTHS, linkLengthVerdict, type LengthLimits } from './sizes.ts';

/** Decodes and verifies a SmartPass link of either family; never throws, everything that is wrong is a finding. */
export function readLink(link: string, options: ReadOptions = {}): LinkReport {
  const { crypto = portableCrypto, secret, encryptionKey, explains = true } = options;
  const { text, findings } = unwrapLink(link);
  const read = readText(text, options);
  const { parts, reading, signature, data } = read;
  const made = explains ? repairedText(read, { secret, crypto }) : undefined;
  const repaired = verified(made, link, options) ?? mended(text, read, options);
  const { secrets = new Secrets([secret, encryptionKey]) } = options;
  const report: LinkReport = {
    family: read.encrypted ? 'encrypted' : familyOf(parts, reading?.text),
    link: text,
    ...(repaired && { repaired: repaired.link }),
    projectUrl: parts.base,
    ...(reading?.payload && { payload: reading.payload }),
    ...(reading?.recovered && { recovered: reading.recovered }),
    ...(reading && { payloadText: reading.text }),
    ...(data && { base64: data.alphabet }),
    signature,
    query: queryOf(parts),
    length: text.length,
    findings: withoutCrowd([
      ...secretFindings(parts, reading?.text, secrets),
      ...findings,
      ...(repaired?.findings ?? []),
      ...read.findings,
    ]),
  };
  return secrets.hideIn(report);
}

/** A link read as it is written. */
type Read = Broken & {
  readonly data: DecodedBase64 | undefined;
  readonly findings: readonly Finding[];
};

function readText(text: string, options: ReadOptions): Read {
  const { crypto = portableCrypto, secret, encryptionKey } = options;
  const parts = splitLink(text);
  const whole = checkWhole(parts, options.lengths);
  const first = [...whole, ...checkParameters(parts)];
  const encrypted =
    parameterOf(parts, 'iv') !== undefined && parameterOf(parts, 'sig') === undefined;
  const data = readData(parts, encrypted);
  const findings = [...first, ...data.findings];
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
    : checkSignature(parts, reading?.text, { secret, crypto, explains: options.explains });
  const rest = [...cutOff(parts, reading), ...signed.findings, ...(reading?.findings ?? [])];
  const cause = 'cause' in signed ? signed.cause : undefined;
  return {
    parts,
    reading,
    signature: signed.signature,
    cause,
    encrypted,
    data: data.decoded,
    // A text that is not a link at all lacks all that a link has.
    findings: isLinkLike(parts, whole) ? [...findings, ...rest] : whole,
  };
}

function isLinkLike({ parameters }: LinkParts, whole: readonly Finding[]): boolean {
  return parameters.length > 0 || !whole.some(({ code }) => code === 'link/not-a-url');
}

type Repaired = { readonly link: RepairedLink; readonly findings: readonly Finding[] };

/** A repaired link where it is another than the given one and holds what a second reading says. */
function verified(
  made: string | undefined,
  given: string,
  options: ReadOptions,
): Repaired | undefined {
  if (made === undefined || made === given) return undefined;
  const { signature, reading, encrypted } = readText(made, options);
  const opens = encrypted || (reading?.payload !== undefined && signature.verdict !== 'missing');
  if (!opens || signature.verdict === 'invalid') return undefined;
  return { link: { link: made, signature: signature.verdict }, findings: [] };
}

/** A link whose `?`, `&` and `=` are put right, where that makes a link of it. */
function mended(
  text: string,
  { signature, encrypted }: Read,
  options: ReadOptions,
): Repaired | undefined {
  if (encrypted || options.explains === false || signature.verdict === 'valid') return undefined;
  const step = separators(text);
  if (step === undefined) return undefined;
  const { crypto = portableCrypto, secret } = options;
  const repaired =
    verified(step.text, text, options) ??
    verified(repairedText(readText(step.text, options), { secret, crypto }), text, options);
  return repaired && { ...repaired, findings: [damageFinding('separators', step.detail)] };
}

function familyOf(parts: LinkParts, payloadText: string | undefined): LinkReport['family'] {
  const isReadable = payloadText !== undefined && payloadText.trimStart().startsWith('{');
  const isHashed = parameterOf(parts, 'sig') !== undefined || isReadable;
  return parameterOf(parts, 'data') !== undefined && isHashed ? 'hashed' : 'unknown';
}

function queryOf({ parameters }: LinkParts): LinkReport['query'] {
  return parameters
    .filter(({ name }) => !['data', 'sig', 'iv'].includes(name))
    .map(({ name, raw }) => [decodeQuery(name), decodeQuery(raw)] as const);
}

function checkWhole(parts: LinkParts, limits: LengthLimits = DEFAULT_LENGTHS): Finding[] {
  const { text, base } = parts;
  const findings = checkProjectUrl(base);
  const template = /\{\{|\{%/.exec(text);
  if (template !== null) {
    const message = 'the link holds template text: it was not rendered';
    const about = { code: 'link/unrendered-template', severity: 'error', message } as const;
    findings.push(linkFinding(parts, [template.index, text.length], about));
  }
  const verdict = linkLengthVerdict(text.length, limits);
  if (verdict !== 'fine') {
    const message = `the link has ${text.length} characters, expected fewer than ${verdict === 'long' ? limits.warn : limits.fail}`;
    const hint = 'some mail programs cut long links: send fewer fields';
    const code = `link/${verdict}`;
    findings.push({ code, severity: verdict === 'long' ? 'warning' : 'error', message, hint });
  }
  if (parameterOf(parts, 'sig') !== undefined && parameterOf(parts, 'iv') !== undefined) {
    const message =
      'the link has both sig (a hashed link) and iv (an encrypted one), expected one of them';
    findings.push({ code: 'link/two-families', severity: 'error', message });
  }
  return findings;
}

type Data = { readonly decoded?: DecodedBase64; readonly findings: Finding[] };

function readData(parts: LinkParts, encrypted: boolean): Data {
  const { text } = parts;
  const data = parameterOf(parts, 'data') ?? parameterOf(parts, 'DATA');
  const findings: Finding[] = [];
  const add = (
    place: readonly [number, number],
    about: Parameters<typeof linkFinding>[2],
  ): void => {
    findings.push(linkFinding(parts, place, about));
  };
  if (data === undefined || data.raw === '') {
    const message =
      data === undefined ? 'the link has no data parameter' : 'the data parameter is empty';
    const hint = text.includes('?') ? undefined : 'expected ?data= after the project URL';
    const place = [data?.start ?? 0, data?.end ?? text.length] as const;
    add(place, { code: 'link/no-data', severity: 'error', message, hint });
    return { findings };
  }
  const { raw, valueStart, end } = data;
  const place = [valueStart, end] as const;
  if (raw.length > 12 && /^ey[^A-Z]*$|^EY[^a-z]*$/.test(raw)) {
    const message = `the data is in ${raw.startsWith('ey') ? 'lower' : 'upper'} case throughout: the letter case of the link was changed, and base64 cannot be read without it`;
    const hint = 'take the link from where it was made: what is lost cannot be restored';
    add(place, { code: 'link/letter-case', severity: 'error', message, hint });
    return { findings };
  }
  const plain = raw.includes('%') ? decodePercent(raw) : raw;
  if (plain !== raw) {
    const message = 'the data is percent-escaped';
    const hint = 'base64url without padding needs no escapes';
    add(place, { code: 'link/escaped-data', severity: 'warning', message, hint });
  }
  const base64 = plain.replaceAll(' ', '+');
  if (base64 !== plain) {
    const at = valueStart + raw.search(/ |%20/);
    const message = 'the data has a space in it: it was a + that a form decoder turned';
    const hint = 'base64url has no +';
    add([at, at + 1], { code: 'link/plus-became-blank', severity: 'error', message, hint });
  }
  const decoded = decodeBase64(base64);
  const { problem } = decoded;
  if (problem === undefined) {
    findings.push(...alphabetFindings(parts, { raw: base64, valueStart, end }, decoded, encrypted));
    return { decoded, findings };
  }
  const offset = valueStart + (plain === raw ? problem.offset : 0);
  const hint = /^(?:\{(?![{%])|%7B)/i.test(raw)
    ? 'it is the payload as it is: encode it in base64'
    : undefined;
  const message = `the data is not base64: at its character ${problem.offset + 1}, ${problem.message}`;
  const at = [offset, Math.min(offset + 1, text.length)] as const;
  add(at, { code: 'link/not-base64', severity: 'error', message, hint });
  const isUnusable = decoded.bytes.length === 0 || /[^A-Za-z0-9+/=_-]/.test(base64);
  return isUnusable ? { findings } : { decoded, findings };
}

function alphabetFindings(
  parts: LinkParts,
  { raw, valueStart, end }: { raw: string; valueStart: number; end: number },
  { alphabet, padded }: DecodedBase64,
  encrypted: boolean,
): Finding[] {
  const plus = raw.indexOf('+');
  if (alphabet === 'mixed') {
    const message = 'the data mixes both base64 alphabets (+ or / with - or _)';
    const about = { code: 'link/mixed-base64', severity: 'error', message } as const;
    return [linkFinding(parts, [valueStart, end], about)];
  }
  if (plus >= 0) {
    const message =
      'there is a + in the data: a form decoder reads it as a space, and the link opens nothing';
    const hint = 'use base64url without padding';
    const about = { code: 'link/plus-in-data', severity: 'warning', message, hint } as const;
    return [linkFinding(parts, [valueStart + plus, valueStart + plus + 1], about)];
  }
  if (alphabet !== 'standard' && !padded) return [];
  const form = alphabet === 'standard' ? 'standard base64' : 'padded';
  // PassKit's npm package writes encrypted links so.
  const about = encrypted
    ? ({
        severity: 'note',
        message: `the data is ${form}, which PassKit's npm package writes`,
      } as const)
    : ({
        severity: 'warning',
        message: `the data is ${form}: PassKit's page asks for base64url without padding`,
      } as const);
  return [linkFinding(parts, [valueStart, end], { code: 'link/standard-base64', ...about })];
}

/** Lengths at which mail programs, spreadsheets and databases are known to cut texts. */
const CUTS: ReadonlySet<number> = new Set([
  128, 255, 256, 500, 512, 998, 1000, 1023, 1024, 2000, 2047, 2048, 2083, 4096,
]);

/** A link without a signature whose data or parameter names end too early. */
function cutOff(parts: LinkParts, reading: PayloadReading | undefined): Finding[] {
  const { text, parameters } = parts;
  const data = parameterOf(parts, 'data');
  const isSigned = ['sig', 'iv'].some((name) => parameterOf(parts, name) !== undefined);
  if (isSigned || data === undefined || data.raw === '') return [];
  const isPartOfName = /^(?:s|si|i|sig)$/.test(parameters.at(-1)?.name ?? '') || text.endsWith('&');
  const isOpen =
    reading !== undefined &&
    reading.payload === undefined &&
    /^\s*\{(?![^]*\}\s*$)/.test(reading.text);
  const isShortened = /(?:\.\.\.|\u2026)$/.test(text);
  if (!isPartOfName && !isOpen && !isShortened) return [];
  const where = isPartOfName ? 'before its signature' : 'inside its data';
  const message = `the link was cut off after ${text.length} characters, ${where}`;
  const hint = isShortened
    ? 'it was copied from a display that shortens links: copy the address itself'
    : CUTS.has(text.length)
      ? 'programs cut texts at this length: send fewer fields, or store it elsewhere'
      : 'take the whole link from where it was made';
  const about = { code: 'link/cut-off', severity: 'error', message, hint } as const;
  return [linkFinding(parts, [text.length, text.length], about)];
}

function secretFindings(
  { text }: LinkParts,
  payloadText: string | undefined,
  secrets: Secrets,
): Finding[] {
  const texts = [text, text.includes('%') ? decodePercent(text) : '', payloadText ?? ''];
  if (!texts.some((one) => secrets.isIn(one))) return [];
  const message =
    'the link carries the secret of the project: anyone who receives it can sign links';
  const hint = 'ask PassKit for a new secret';
  return [{ code: 'link/secret-in-link', severity: 'error', message, hint }];
}
