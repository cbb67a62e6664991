import { HTML_ENTITIES } from './html-entities.ts';

/** A named or numeric character reference, as Python's `html._charref` finds it: names of up to 32 characters. */
const REFERENCE = /&(#\d+;?|#[xX][\da-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)/gu;

const ENTITIES = entityTable();

/** The characters that HTML reads numbers 0x80 to 0x9f as. */
const WINDOWS_1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** `html.unescape(text)`: every character reference as its character, by HTML's rules for broken ones too. */
export function htmlUnescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(REFERENCE, (_, reference: string) =>
    reference.startsWith('#') ? numeric(reference) : named(reference),
  );
}

function numeric(reference: string): string {
  const hexadecimal = /^#[xX]/.test(reference);
  const digits = reference.slice(hexadecimal ? 2 : 1).replace(';', '');
  const code = Number.parseInt(digits, hexadecimal ? 16 : 10);
  if (code === 0 || (code >= 0xd8_00 && code <= 0xdf_ff) || code > 0x10_ff_ff) return '\ufffd';
  if (code === 0x0d) return '\r';
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252.charAt(code - 0x80);
  return isNoCharacter(code) ? '' : String.fromCodePoint(code);
}

function isNoCharacter(code: number): boolean {
  if (code < 0x20) return code !== 0x09 && code !== 0x0a && code !== 0x0c;
  return code === 0x7f || (code >= 0xfd_d0 && code <= 0xfd_ef) || (code & 0xff_fe) === 0xff_fe;
}

/** A name as a whole, or the longest beginning of it that is without a semicolon. */
function named(reference: string): string {
  const entities = ENTITIES();
  const whole = entities.get(reference);
  if (whole !== undefined) return whole;
  for (let end = reference.length - 1; end > 1; end -= 1) {
    const start = entities.get(reference.slice(0, end));
    if (start !== undefined) return start + reference.slice(end);
  }
  return `&${reference}`;
}

/** The table by name, with the semicolon; decoded when it is first asked for. */
function entityTable(): () => ReadonlyMap<string, string> {
  let table: Map<string, string> | undefined;
  return () => {
    if (table !== undefined) return table;
    table = new Map();
    for (const entry of HTML_ENTITIES.trim().split(/\s+/)) {
      const [, name = '', mark, codes = ''] = /^(\w+)([=!])(.*)$/.exec(entry) ?? [];
      const points = codes.split('.').map((code) => Number.parseInt(code, 36));
      const text = String.fromCodePoint(...points);
      table.set(`${name};`, text);
      if (mark === '!') table.set(name, text);
    }
    return table;
  };
}
