import type { Finding } from '../diagnostics/index.ts';
import { decodeBase64 } from './base64.ts';
import type { Crypto } from './crypto.ts';
import { decodePercent, linkFinding, parameterOf, type LinkParts } from './link-parts.ts';

type Key = { readonly encryptionKey: string | undefined; readonly crypto: Crypto };

/**
 * The plain bytes of an encrypted link's data (AES-256-CBC, PKCS#7, key of 64 hex digits), or undefined and the reason as a
 * finding. The `iv` is 32 hex digits, or base64 of 16 bytes as PassKit's npm package writes it. No text names the key.
 */
export function decryptData(
  parts: LinkParts,
  data: Uint8Array,
  { encryptionKey, crypto }: Key,
): { readonly bytes?: Uint8Array; readonly findings: Finding[] } {
  const findings: Finding[] = [];
  const { text } = parts;
  const iv = parameterOf(parts, 'iv');
  const raw = iv?.raw ?? '';
  const ivBytes = readIv(decodePercent(raw));
  const place = [iv?.start ?? text.length, iv?.end ?? text.length] as const;
  if (ivBytes === undefined) {
    const hex = /^[0-9a-f]*$/i.test(raw);
    const message = `the iv has ${raw.length} ${hex ? 'hex digits' : 'characters and is neither hex nor base64'}, expected 32 hex digits, or base64 of 16 bytes`;
    findings.push(linkFinding(parts, place, { code: 'link/bad-iv', severity: 'error', message }));
  }
  if (data.length === 0 || data.length % 16 !== 0) {
    const message = `the encrypted data has ${data.length} bytes, expected a multiple of 16`;
    const hint = 'the data was cut or changed';
    findings.push({ code: 'link/cannot-decrypt', severity: 'error', message, hint });
  }
  if (encryptionKey === undefined || encryptionKey === '') {
    const message = 'the payload is encrypted and was not read: no encryption key was given';
    findings.push({ code: 'link/no-encryption-key', severity: 'note', message });
  } else if (!/^[0-9a-f]{64}$/i.test(encryptionKey)) {
    const message = `the encryption key has ${encryptionKey.length} characters, expected 64 hex digits`;
    findings.push({ code: 'link/bad-encryption-key', severity: 'error', message });
  } else if (crypto.aes256CbcDecrypt === undefined) {
    const message = 'the payload is encrypted and was not read: there is no AES here';
    findings.push({ code: 'link/no-decryption', severity: 'note', message });
  } else if (findings.length === 0 && ivBytes !== undefined) {
    return decrypt(crypto.aes256CbcDecrypt, hexBytes(encryptionKey), ivBytes, data);
  }
  return { findings };
}

function decrypt(
  decipher: NonNullable<Crypto['aes256CbcDecrypt']>,
  key: Uint8Array,
  iv: Uint8Array,
  data: Uint8Array,
): { readonly bytes?: Uint8Array; readonly findings: Finding[] } {
  try {
    return { bytes: decipher(key, iv, data), findings: [] };
  } catch {
    const message = 'the data cannot be decrypted with this key';
    const hint = 'check that the key is that of this project, and that the data is whole';
    return { findings: [{ code: 'link/cannot-decrypt', severity: 'error', message, hint }] };
  }
}

/** The 16 bytes of an iv in hex or in base64 of either alphabet; a space was a +. */
function readIv(raw: string): Uint8Array | undefined {
  if (/^[0-9a-f]{32}$/i.test(raw)) return hexBytes(raw);
  const { bytes, problem } = decodeBase64(raw.replaceAll(' ', '+'));
  return problem === undefined && bytes.length === 16 ? bytes : undefined;
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
