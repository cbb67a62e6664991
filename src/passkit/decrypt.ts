import type { Finding } from '../diagnostics/index.ts';
import type { Crypto } from './crypto.ts';
import { linkFinding, type LinkParts } from './link-parts.ts';

type Key = { readonly encryptionKey: string | undefined; readonly crypto: Crypto };

/**
 * The plain bytes of an encrypted link's data (AES-256-CBC, PKCS#7, key of 64 hex digits, `iv` of 32), or undefined and
 * the reason as a finding. No text names the key.
 */
export function decryptData(
  parts: LinkParts,
  data: Uint8Array,
  { encryptionKey, crypto }: Key,
): { readonly bytes?: Uint8Array; readonly findings: Finding[] } {
  const findings: Finding[] = [];
  const { text, parameters } = parts;
  const iv = parameters.find(({ name }) => name === 'iv');
  const raw = iv?.raw ?? '';
  const place = [iv?.start ?? text.length, iv?.end ?? text.length] as const;
  if (!/^[0-9a-f]{32}$/i.test(raw)) {
    const hex = /^[0-9a-f]*$/i.test(raw);
    const message = `the iv has ${raw.length} ${hex ? 'hex digits' : 'characters and is not hex'}, expected 32 hex digits`;
    findings.push(linkFinding(text, place, { code: 'link/bad-iv', severity: 'error', message }));
  }
  if (data.length === 0 || data.length % 16 !== 0) {
    const message = `the encrypted data has ${data.length} bytes, expected a multiple of 16`;
    const hint = 'the data was cut or changed';
    findings.push({ code: 'link/cannot-decrypt', severity: 'error', message, hint });
  }
  if (encryptionKey === undefined || encryptionKey === '') {
    const message = 'the payload is encrypted and was not read: no encryption key was given';
    findings.push({ code: 'link/no-encryption-key', severity: 'warning', message });
  } else if (!/^[0-9a-f]{64}$/i.test(encryptionKey)) {
    const message = `the encryption key has ${encryptionKey.length} characters, expected 64 hex digits`;
    findings.push({ code: 'link/bad-encryption-key', severity: 'error', message });
  } else if (crypto.aes256CbcDecrypt === undefined) {
    const message = 'the payload is encrypted and was not read: there is no AES here';
    findings.push({ code: 'link/no-decryption', severity: 'warning', message });
  } else if (findings.length === 0) {
    return decrypt(crypto.aes256CbcDecrypt, hexBytes(encryptionKey), hexBytes(raw), data);
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

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
