import { encodeText } from './base64.ts';
import type { Crypto } from './crypto.ts';
import { flatPayload } from './flatten.ts';
import { decodePercent, parameterOf, type LinkParts } from './link-parts.ts';
import { checkProjectUrl } from './project-url.ts';
import type { PayloadReading } from './read-payload.ts';
import type { SignatureCause } from './signature-causes.ts';
import type { SignatureReport } from './signature.ts';

/** What was read of a link, as far as repairing it goes. */
export type Broken = {
  readonly parts: LinkParts;
  readonly reading: PayloadReading | undefined;
  readonly signature: SignatureReport;
  readonly cause: SignatureCause | undefined;
  readonly encrypted: boolean;
};

/**
 * The link as it should be, or undefined where that is not known: as it was before it was changed on its way, or signed again
 * where it was signed wrongly or its payload had the right fields in a wrong form. Only a secret lets a link be signed.
 */
export function repairedText(
  broken: Broken,
  { secret, crypto }: { readonly secret: string | undefined; readonly crypto: Crypto },
): string | undefined {
  const { parts, reading, signature, cause, encrypted } = broken;
  if (encrypted || signature.verdict === 'unchecked') return unverified(parts);
  if (secret === undefined || secret === '') return undefined;
  const sign = (signed: string): string =>
    `${signed}&sig=${crypto.hmacSha256(secret, signed)}${queryAfter(parts)}`;
  if (cause?.restored !== undefined) return sign(cause.restored);
  const isKnown = signature.verdict === 'valid' || (cause !== undefined && !cause.isOfSecret);
  if (!isKnown || reading === undefined) return undefined;
  const json = isFlat(reading) ? reading.text : flatPayload(reading.text);
  const isAsIs = json === undefined || json === reading.text;
  if (signature.verdict === 'valid' && isAsIs && isUsualForm(signature)) return parts.text;
  const base = usualBase(parts.base);
  if (json === undefined || base === undefined) return undefined;
  return sign(`${base}?data=${encodeText(json, 'url')}`);
}

/** Whether the payload is an object of texts, whatever they hold. */
function isFlat({ payload }: PayloadReading): boolean {
  return payload !== undefined && payload.every(([, value]) => typeof value === 'string');
}

function isUsualForm({ algorithm, form }: SignatureReport): boolean {
  return algorithm === 'hmac-sha256' && form === 'hex';
}

/** Without a secret: the parameters in their order, and + where a form decoder left a space. */
function unverified(parts: LinkParts): string {
  const data = parameterOf(parts, 'data');
  const last = parameterOf(parts, 'sig') ?? parameterOf(parts, 'iv');
  if (data === undefined || last === undefined) return parts.text;
  const isInOrder = data.start < last.start && parts.parameters[0] === data;
  const plain = plus(data.raw);
  const end = last.name === 'iv' ? plus(last.raw) : last.raw;
  if (isInOrder && plain === data.raw && end === last.raw) return parts.text;
  return `${parts.base}?data=${plain}&${last.name}=${end}${queryAfter(parts)}`;
}

function plus(raw: string): string {
  return raw.replaceAll(/ |%20/g, '+');
}

/** The parameters that are not signed, as they are written. */
function queryAfter({ parameters }: LinkParts): string {
  return parameters
    .filter(({ name }) => !['data', 'sig', 'iv'].includes(name))
    .map(({ name, raw }) => `&${name}=${raw}`)
    .join('');
}

/** The project URL that a link with a slip in it means, or undefined where it is another. */
function usualBase(base: string): string | undefined {
  const plain = decodePercent(base)
    .replace(/^(?:https?:)?(?:\/\/)?/i, 'https://')
    .replace(/^https:\/\/[^/]*/, (start) => start.toLowerCase());
  const bare = plain.endsWith('/') ? plain.slice(0, -1) : plain;
  return checkProjectUrl(bare).some(({ severity }) => severity === 'error') ? undefined : bare;
}
