/** The two alphabets of RFC 4648: `url` (`-_`, no padding here) and `standard` (`+/`, padded with `=`). */
export type Base64Alphabet = 'url' | 'standard';

/**
 * What a base64 text held. `bytes` are those of the readable beginning; `alphabet` is `either` where the text uses
 * nothing that tells them apart and `mixed` where it uses both; `problem` is the first thing that is wrong and its offset.
 */
export type DecodedBase64 = {
  readonly bytes: Uint8Array;
  readonly alphabet: Base64Alphabet | 'either' | 'mixed';
  readonly padded: boolean;
  readonly problem?: { readonly offset: number; readonly message: string };
};

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const CODES: Readonly<Record<Base64Alphabet, Uint8Array>> = {
  standard: codesOf(`${DIGITS}+/`),
  url: codesOf(`${DIGITS}-_`),
};
const NONE = 255;
const VALUES: Uint8Array = valuesOf();
const PADDING = 61;
const CHUNK = 8192;

/** Base64 of some bytes: `url` without padding, `standard` with padding and without line breaks. */
export function encodeBase64(bytes: Uint8Array, alphabet: Base64Alphabet): string {
  const codes = CODES[alphabet];
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (byte(bytes, at) << 16) | (byte(bytes, at + 1) << 8) | byte(bytes, at + 2);
    for (let shift = 18; shift >= 0; shift -= 6) out[to++] = byte(codes, (group >> shift) & 63);
  }
  const spare = (3 - (bytes.length % 3)) % 3;
  if (alphabet === 'url') return textOf(out.subarray(0, out.length - spare));
  return textOf(out.fill(PADDING, out.length - spare));
}

/** Base64 of a text's UTF-8 bytes. A lone surrogate becomes U+FFFD, as everywhere in UTF-8. */
export function encodeText(text: string, alphabet: Base64Alphabet): string {
  return encodeBase64(new TextEncoder().encode(text), alphabet);
}

/** Reads base64 of either alphabet, padded or not. Never throws: what is wrong is in `problem`. */
export function decodeBase64(text: string): DecodedBase64 {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === PADDING) end -= 1;
  const padding = text.length - end;
  const out = new Uint8Array(Math.floor((end * 3) / 4));
  const bad = decodeInto(out, text, end);
  const urlSafe = /[-_]/.test(text);
  const standard = /[+/]/.test(text);
  const alphabet =
    urlSafe && standard
      ? 'mixed'
      : urlSafe
        ? 'url'
        : standard || padding > 0
          ? 'standard'
          : 'either';
  const found = { bytes: out.subarray(0, bad.length), alphabet, padded: padding > 0 } as const;
  const problem = bad.problem ?? endProblem(text, end, padding);
  return problem === undefined ? found : { ...found, problem };
}

function decodeInto(
  out: Uint8Array,
  text: string,
  end: number,
): { length: number; problem?: DecodedBase64['problem'] & object } {
  let bits = 0;
  let held = 0;
  let length = 0;
  for (let at = 0; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const value = code < 128 ? byte(VALUES, code) : NONE;
    if (value === NONE) {
      const message = `${describe(text, at)} is not a base64 character`;
      return { length, problem: { offset: at, message } };
    }
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out[length++] = (bits >> held) & 255;
    }
  }
  const left = bits & ((1 << held) - 1);
  if (end % 4 === 1 || left === 0) return { length };
  return {
    length,
    problem: {
      offset: end - 1,
      message: 'the last character carries bits that no encoder writes: the end was changed or cut',
    },
  };
}

function endProblem(text: string, end: number, padding: number): DecodedBase64['problem'] {
  if (end % 4 === 1) {
    return {
      offset: end,
      message: `${end} characters are no whole number of bytes: one is missing or too many`,
    };
  }
  if (padding > 0 && (padding > 2 || (end + padding) % 4 !== 0)) {
    return { offset: end, message: `${padding} padding characters come after ${end} others` };
  }
  return text === '' ? { offset: 0, message: 'there is nothing to decode' } : undefined;
}

function describe(text: string, at: number): string {
  const point = text.codePointAt(at) ?? 0;
  const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const shown = point > 32 && point !== 127 ? `'${String.fromCodePoint(point)}' (${name})` : name;
  return point === 61 ? `'=' in the middle` : shown;
}

function textOf(codes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < codes.length; at += CHUNK) {
    text += String.fromCharCode(...codes.subarray(at, at + CHUNK));
  }
  return text;
}

function codesOf(alphabet: string): Uint8Array {
  return Uint8Array.from(alphabet, (character) => character.charCodeAt(0));
}

function valuesOf(): Uint8Array {
  const values = new Uint8Array(128).fill(NONE);
  for (const codes of [CODES.standard, CODES.url]) {
    for (const [value, code] of codes.entries()) values[code] = value;
  }
  return values;
}

function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
