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
      code`{% set sp_t = sp_x.strip().lower() %}`,
      code`{% set sp_h = sp_t[1:] if sp_t[:1] == '#' else sp_t %}`,
      code`{% set sp_o = (sp_h|length == 6 or sp_t|length == 4 and sp_t[:1] == '#') and not sp_h.strip('0123456789abcdef') and (sp_t[:1] == '#' or sp_h.strip('abcdef')) %}`,
      code`{% set sp_n = sp_t[4:-1].split(',')|map('trim')|list if sp_t[:4] == 'rgb(' and sp_t[-1:] == ')' else [] %}`,
      code`{% set sp_u = sp_n|length == 3 and '' not in sp_n and not (sp_n|join).strip('0123456789') and (sp_n|join)|length in range(10) %}`,
      code`{% set sp_n = sp_n|map('int')|list if sp_u else [256] %}`,
      code`{% set sp_u = (sp_n|sort)[-1] in range(256) %}`,
    ],
    result: code`'#' ~ sp_h if sp_o else '#%02x%02x%02x'|format(*sp_n) if sp_u else sp_2.get(sp_t, '')`,
  };
}

/** A UUID in small letters, of one with or without hyphens, in braces or behind `urn:uuid:`. */
export function uuidLoop(): Loop {
  return {
    before: [],
    body: [
      code`{% set sp_t = sp_x.strip().lower().replace('urn:uuid:', '', 1).strip('\x7b\x7d') %}`,
      code`{% set sp_h = sp_t.replace('-', '') %}`,
      code`{% set sp_u = [sp_h[:8], sp_h[8:12], sp_h[12:16], sp_h[16:20], sp_h[20:]]|join('-') %}`,
    ],
    result: code`sp_u if sp_t in [sp_u, sp_h] and sp_h|length == 32 and not sp_h.strip('0123456789abcdef') else ''`,
  };
}

/** Whether a stripped text is an email address: one @, something in front of it, behind it a domain with a point inside. */
export function isEmail(text: Code): Code {
  return code`${text}.count('@') == 1 and ${text}.find('@') in range(1, ${text}[:-2].rfind('.') - 1)`;
}

/** Whether a stripped text is a web address: http or https, a host, no white space. */
export function isUrl(text: Code): Code {
  return code`${text}.lower().partition('://')[0] in ['http', 'https'] and ${text}.partition('://')[2][:1] not in '/?#:@.' and ${text}.split()|length == 1`;
}

/** The address of an image, or an image as base64 (with or without a data URL around it), as it is. */
export function imageLoop(): Loop {
  return {
    before: [],
    body: [
      code`{% set sp_t = sp_x.strip() %}{% set sp_h = sp_t.partition('://') %}`,
      code`{% set sp_u = sp_h[0].lower() in ['http', 'https'] and sp_h[2][:1] not in '/?#:@.' and sp_t.split()|length == 1 and '.' in sp_h[2].partition('/')[0][1:-1] %}`,
      code`{% set sp_d = sp_t.partition(';base64,')[2] if sp_t[:11].lower() == 'data:image/' else sp_t %}`,
      code`{% set sp_o = sp_d[15:] and not (sp_d[:-2] ~ sp_d[-2:].rstrip('=')).strip(${LETTERS}+/-_') %}`,
    ],
    result: code`sp_t if sp_u or sp_o else ''`,
  };
}

/** Whether a stripped text is the id of an image: 22 letters, digits, hyphens or underscores. */
export function isImageId(text: Code): Code {
  return code`${text}|length == 22 and not ${text}.strip(${LETTERS}-_')`;
}
