import { decodePercent } from '../link-parts.ts';
import { changed, codePoint, signedPart, type Step } from './step.ts';

/**
 * Quoted-printable (RFC 2045, section 6.7) undone: soft line breaks, and `=3D` where that is what follows `data` and `sig`.
 * Needs the line breaks as they are.
 */
export function quotedPrintable(text: string): Step | undefined {
  const some = text.replaceAll(/=[ \t]{0,9}\r?\n(?![&#]|$)/g, '');
  // Alone before an & it may be the padding of the data at the end of a line.
  const joined = some === text ? text : text.replaceAll(/=[ \t]{0,9}\r?\n/g, '');
  const isEncoded =
    /[?&;](?:data|sig|iv)=3D/.test(joined) && !/[?&;](?:data|sig|iv)=(?!3D)/.test(joined);
  if (!isEncoded) return changed(text, joined, 'quoted-printable');
  const whole = text.replaceAll(/=[ \t]{0,9}\r?\n/g, '');
  const plain = whole.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => byte(hex));
  return changed(text, plain, 'quoted-printable');
}

function byte(hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

/** A `=` inside the data or signature that is left of a soft line break whose line break is gone. */
export function softBreakLeft(text: string): Step | undefined {
  const after = text.replaceAll(
    /([?&](?:data|sig|iv)=)([^&#\s]*)/g,
    (_, name: string, value: string) =>
      name + value.replace(/(?:=20|=0[AD])$/, '').replaceAll(/(?<!data|sig|iv)=(?=[\w-])/g, ''),
  );
  return changed(text, after, 'quoted-printable');
}

/** `sig«12…`, which was `sig=ab12…` until somebody decoded it as quoted-printable: the `=ab` became one character. */
export function eatenEquals(text: string): Step | undefined {
  const after = text.replace(
    /([?&]sig)([\u0000-\u003c\u003e-\u00ff])(?=[0-9a-f]{62}(?![0-9a-f]))/i,
    (_, name: string, eaten: string) =>
      `${name}=${eaten.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return changed(text, after, 'eaten-equals');
}

/** `&amp;` as `&`, however often it was escaped, also where its semicolon is gone. */
export function escapedAmpersand(text: string): Step | undefined {
  const whole = text.replaceAll(/&(?:amp;)*(?:amp|#0*38|#x0*26);/gi, '&');
  return changed(
    text,
    whole.replaceAll(/&amp(?=(?:data|sig|iv|utm_\w+)=)/gi, '&'),
    'escaped-ampersand',
  );
}

/** Character references of HTML for what a link is written with. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['equals', '='],
  ['quest', '?'],
  ['colon', ':'],
  ['sol', '/'],
  ['period', '.'],
  ['lowbar', '_'],
  ['hyphen', '-'],
  ['dash', '-'],
  ['plus', '+'],
  ['percnt', '%'],
  ['quot', '"'],
  ['apos', "'"],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', ' '],
  ['shy', ''],
  ['zwnj', ''],
  ['zwsp', ''],
]);

/** Other character references of HTML undone: `&#61;`, `&#x3D;`, `&equals;`. */
export function htmlEscapes(text: string): Step | undefined {
  let first: string | undefined;
  const after = text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      const plain =
        name === undefined
          ? code < 0x110000
            ? String.fromCodePoint(code)
            : whole
          : (REFERENCES.get(name.toLowerCase()) ?? whole);
      if (plain !== whole) first ??= whole;
      return plain;
    },
  );
  return changed(text, after, 'html-escapes', first);
}

/** Escapes of JSON, of JavaScript and of shells: `\/`, `\u0026`, `\x26`, `\&`, `^&`. */
export function codeEscapes(text: string): Step | undefined {
  const [first] = /\\{1,4}(?:u00[0-9a-f]{2}|x[0-9a-f]{2}|[/?&=:%#.])|\^[&?=%]/i.exec(text) ?? [];
  if (first === undefined) return undefined;
  const after = text
    .replaceAll(/\\{1,4}(?:u00|x)([0-9a-f]{2})/gi, (_, hex: string) => byte(hex))
    .replaceAll(/\\{1,4}([/?&=:%#.])/g, '$1')
    .replaceAll(/\^([&?=%])/g, '$1');
  return changed(text, after, 'code-escapes', first);
}

/** A link that is encoded as a whole, or from its question mark on. */
export function percentEncoded(text: string): Step | undefined {
  if (/^https?%(?:25)*3A/i.test(text)) return changed(text, decodeEach(text), 'percent-encoded');
  if (/^[^?]*\/c\/[\w-]+%(?:25)*3Fdata/i.test(text))
    return changed(text, decodeEach(text), 'percent-encoded');
  return undefined;
}

/** `%253D` in the data or the iv, which was `%3D` and is once more encoded. */
export function encodedTwice(text: string): Step | undefined {
  const [signed, rest] = signedPart(text);
  const after = signed.replaceAll(/%25(?=2[BF]|3D|[57]F|2D)/gi, '%');
  return changed(text, after + rest, 'encoded-twice');
}

/** Every sound escape of one level undone, broken ones left as they are. */
function decodeEach(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const whole = decodePercent(run);
    return whole === run ? run.replaceAll(/%[0-7][0-9a-f]/gi, decodePercent) : whole;
  });
}

const ENCODED_SPACE = /%(?:0[9AD]|C2%A0|C2%AD|E2%80%8[B-F]|E2%81%A0|EF%BB%BF)/gi;
const SPACE_BESIDE = /%20(?=[?&])|(?<=[?&=])%20/g;

/** Encoded line breaks and invisible characters anywhere, encoded spaces at the end and beside the separators. */
export function escapedSpace(text: string): Step | undefined {
  const [signed, rest] = signedPart(text);
  let end = signed.length;
  while (signed.endsWith('%20', end)) end -= 3;
  const kept = signed.slice(0, end);
  const after = kept.replaceAll(ENCODED_SPACE, '').replaceAll(SPACE_BESIDE, '');
  const [first = '%20'] = signed.match(ENCODED_SPACE) ?? [];
  return changed(text, after + rest, 'escaped-space', first);
}

const INVISIBLE =
  /[\u034f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu;

/** Characters that nobody sees: zero-width spaces, soft hyphens, marks of direction, spaces that do not break. */
export function invisible(text: string): Step | undefined {
  const [first] = text.match(INVISIBLE) ?? [];
  if (first === undefined) return undefined;
  return changed(text, text.replaceAll(INVISIBLE, ''), 'invisible', codePoint(first));
}

const DASHES = /[\u2010-\u2015\u2212\ufe63]/;
const WIDE = /[\uff01-\uff5e]/;

/** Dashes and full-width characters that an editor put in place of plain ones; the long dash was two. */
export function typographic(text: string): Step | undefined {
  const [first] = DASHES.exec(text) ?? WIDE.exec(text) ?? [];
  if (first === undefined) return undefined;
  const after = text
    .replaceAll(/[\u2014\u2015]/g, '--')
    .replaceAll(new RegExp(DASHES, 'g'), '-')
    .replaceAll(new RegExp(WIDE, 'g'), (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  return changed(text, after, 'typographic', `'${first}' (${codePoint(first)})`);
}
