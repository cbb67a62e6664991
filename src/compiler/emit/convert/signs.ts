import { COLOUR_NAMES } from '../../words.ts';
import { code, joined, literal, type Code } from '../fragments.ts';
import type { Loop } from './loop.ts';

const LETTERS = code`'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789`;

/** A mapping of texts as a literal. */
export function tableOf(pairs: Iterable<readonly [string, string]>): Code {
  const rows = [...pairs].map(([from, to]) => code`${literal(from)}: ${literal(to)}`);
  return code`{${joined(rows, code`, `)}}`;
}

/** `#abc`, `#a1b2c3`, `rgb(161, 178, 195)` or a name of CSS 2.1; without the # six hex digits of which one is a decimal one. */
export function colourLoop(): Loop {
  const names = [...COLOUR_NAMES];
  return {
    before: [
      code`{% set sp_2 = ${tableOf(names.slice(0, 9))} %}`,
      code`{% if sp_2.update(${tableOf(names.slice(9))}) %}{% endif %}`,
    ],
    body: [
      code`{% set t = x.strip().lower() %}`,
      code`{% set h = t[1:] if t[:1] == '#' else t %}`,
      code`{% set o = (h|length == 6 or t|length == 4 and t[:1] == '#') and not h.strip('0123456789abcdef') and (t[:1] == '#' or h.strip('abcdef')) %}`,
      code`{% set n = t[4:-1].split(',')|map('trim')|list if t[:4] == 'rgb(' and t[-1:] == ')' else [] %}`,
      code`{% set u = n|length == 3 and '' not in n and not (n|join).strip('0123456789') and (n|join)|length in range(10) %}`,
      code`{% set n = n|map('int')|list if u else [256] %}`,
      code`{% set u = (n|sort)[-1] in range(256) %}`,
    ],
    result: code`'#' ~ h if o else '#%02x%02x%02x'|format(*n) if u else sp_2.get(t, '')`,
  };
}

/** A UUID in small letters, of one with or without hyphens, in braces or behind `urn:uuid:`. */
export function uuidLoop(): Loop {
  return {
    before: [],
    body: [
      code`{% set t = x.strip().lower().replace('urn:uuid:', '', 1).strip('\x7b\x7d') %}`,
      code`{% set h = t.replace('-', '') %}`,
      code`{% set u = [h[:8], h[8:12], h[12:16], h[16:20], h[20:]]|join('-') %}`,
    ],
    result: code`u if t in [u, h] and h|length == 32 and not h.strip('0123456789abcdef') else ''`,
  };
}

/** An email address without what people put around it: ( ) , ; : < > count as white space, which makes it another text inside. */
export function bareEmail(text: Code): Code {
  return code`(${text}~'').translate({}.fromkeys([40,41,44,58,59,60,62], 32)).split()|join('@@')`;
}

/** Whether such a text is an address: one @, something in front of it, behind it a domain with a point inside that ends in two letters or digits. */
export function isEmail(text: Code): Code {
  return code`${text}.count('@') == 1 and ${text}.find('@') in range(1, ${text}[:-2].rfind('.')-1) and ${text}[-2:].isalnum()`;
}

/** Whether a stripped text is a web address: http or https, a host, no white space. */
export function isUrl(text: Code): Code {
  return code`${text}.lower().partition('://')[0] in ['http', 'https'] and ${text}.partition('://')[2][:1] not in '/?#:@.' and ${text}.split()|length == 1`;
}

/**
 * The address of an image, or an image as base64 (with or without a data URL around it), as it is: of a length that base64 has,
 * padded in full or not at all, and without bits in the last sign that no encoder writes.
 */
export function imageLoop(): Loop {
  return {
    before: [],
    body: [
      code`{% set t = x.strip() %}{% set h = t.partition('://') %}`,
      code`{% set u = h[0].lower() in ['http', 'https'] and h[2][:1] not in '/?#:@.' and t.split()|length == 1 and '.' in h[2].partition('/')[0][1:-1] %}`,
      code`{% set d = t.partition(';base64,')[2] if t[:11].lower() == 'data:image/' else t %}`,
      code`{% set b = d.rstrip('=') %}{% set n = b|length%4 %}`,
      code`{% set o = d[15:] and not b.strip(${LETTERS}+/-_') and d|length in [b|length, b|length+(-n)%4] and (n == 0 or n == 2 and b[-1:] in 'AQgw' or n == 3 and b[-1:] in 'AEIMQUYcgkosw048') %}`,
    ],
    result: code`t if u or o else ''`,
  };
}

/** Whether a stripped text is the id of an image: 22 letters, digits, hyphens or underscores. */
export function isImageId(text: Code): Code {
  return code`${text}|length == 22 and not ${text}.strip(${LETTERS}-_')`;
}
