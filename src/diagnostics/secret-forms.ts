import { printable } from './printable.ts';

/** A text that gives a secret away, and how much of it is the secret: a stretch of it, or in base64 the character after it too. */
export type SecretForm = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly isBase64: boolean;
};

/**
 * The forms in which a secret may be written in what is drawn: as it is, escaped for JSON, HTML, YAML, Python and a terminal,
 * URL-encoded (components and forms), and each of these in base64 of either alphabet, by itself or anywhere inside a longer text
 * that was encoded.
 */
export function formsOf(secret: string): readonly SecretForm[] {
  const texts = writtenForms(secret);
  const encoded = texts.flatMap((text) => base64Forms(new TextEncoder().encode(text)));
  return [
    ...texts.map((text) => ({ text, start: 0, end: text.length, isBase64: false })),
    ...[...new Set(encoded)].map((text) => ({ text, start: 0, end: text.length, isBase64: true })),
  ];
}

const HTML: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ["'", '&#39;'],
  ['"', '&#34;'],
]);

function writtenForms(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret.replaceAll(/[&<>'"]/g, (char) => HTML.get(char) ?? char);
  const component = encodeURIComponent(secret.toWellFormed());
  const strict = component.replaceAll(/[!'()*]/g, percent);
  const urls = [component, strict, strict.replaceAll('%2F', '/'), formEncoded(secret)];
  return [
    ...new Set([
      secret,
      json,
      json.replaceAll(/[<>&'\u007f-\uffff]/g, unicodeEscape),
      html,
      html.replaceAll('&#34;', '&quot;').replaceAll('&#39;', '&apos;'),
      ...urls,
      ...urls.map((url) => url.replaceAll(/%../g, (escape) => escape.toLowerCase())),
      printable(secret),
      secret.replaceAll(/[\\']/g, '\\$&').replaceAll(/[\u0000-\u001f\u007f]/g, pythonEscape),
      secret.replaceAll("'", "''"),
    ]),
  ];
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

function unicodeEscape(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function pythonEscape(char: string): string {
  const short = JSON.stringify(char).slice(1, -1);
  return short.startsWith('\\u') || short === char || /[bf]$/.test(short)
    ? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`
    : short;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Fewer characters of base64 than these are in long texts by chance. */
const FEWEST = 5;

/**
 * What bytes are in base64, wherever they begin in what was encoded: of the three alignments the characters that the bytes alone
 * decide, in the standard alphabet, in that of URLs, and in the standard one URL-encoded.
 */
function base64Forms(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((shift) => {
    const first = Math.ceil((shift * 8) / 6);
    const end = Math.floor(((shift + bytes.length) * 8) / 6);
    if (end - first < FEWEST) return [];
    const characters = Array.from({ length: end - first }, (_, at) =>
      ALPHABET.charAt(sextet(bytes, (first + at) * 6 - shift * 8)),
    );
    const standard = characters.join('');
    const url = standard.replaceAll('+', '-').replaceAll('/', '_');
    return [standard, url, encodeURIComponent(standard)];
  });
}

/** The six bits of bytes from a bit on. */
function sextet(bytes: Uint8Array, bit: number): number {
  const at = Math.floor(bit / 8);
  const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return (pair >> (10 - (bit - at * 8))) & 63;
}
