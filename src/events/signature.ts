import { portableCrypto } from '../passkit/index.ts';
import type { SignatureSettings } from './settings.ts';

/** How webhooks are signed, and under which secret. */
export type WebhookSignature = { readonly settings: SignatureSettings; readonly secret: string };

/** Whether the header of a webhook has the signature of its body. The comparison takes as long whatever the header holds. */
export function isSigned(
  { settings, secret }: WebhookSignature,
  body: string,
  header: string | undefined,
): boolean {
  const { prefix, scheme } = settings;
  const given = header?.trim() ?? '';
  const value = given.startsWith(prefix) ? given.slice(prefix.length) : '';
  const expected = scheme === 'token' ? secret : encoded(settings, hashed(scheme, secret, body));
  // Both are hashed first, so that the comparison says nothing of lengths.
  return isEqual(portableCrypto.sha256(normal(settings, value)), portableCrypto.sha256(expected));
}

function hashed(
  scheme: Exclude<SignatureSettings['scheme'], 'token'>,
  secret: string,
  body: string,
): string {
  if (scheme === 'hmac-sha256') return portableCrypto.hmacSha256(secret, body);
  if (scheme === 'hmac-sha1') return portableCrypto.hmacSha1(secret, body);
  return portableCrypto.otherHmac('sha512', secret, body);
}

/** Hex in one case, base64 in one alphabet and without padding. */
function normal({ scheme, encoding }: SignatureSettings, value: string): string {
  if (scheme === 'token') return value;
  if (encoding === 'hex') return value.toLowerCase();
  return value.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
}

function encoded(settings: SignatureSettings, hex: string): string {
  if (settings.encoding === 'hex') return hex;
  const bytes = hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return normal(settings, btoa(String.fromCharCode(...bytes)));
}

function isEqual(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1)
    difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}
