import type { Severity } from '../diagnostics/index.ts';
import type { ValueType } from './catalogue-types.ts';
import { decodeBase64 } from './base64.ts';

/** Why a value does not suit its field: `wrong` where the documentation rules it out, `unusual` where it may work. */
export type ValueProblem = {
  readonly code: 'link/wrong-type' | 'link/unusual-value';
  readonly severity: Severity;
  readonly expected: string;
  readonly hint?: string;
};

const EXPECTED: ReadonlyMap<ValueType, string> = new Map([
  ['text', 'text'],
  ['integer', 'a whole number such as 35'],
  ['number', 'a number such as 1250 or 12.5'],
  ['boolean', 'true or false'],
  ['datetime', 'a date and time with offset (ISO 8601) such as 2020-06-22T00:00:00-05:00'],
  ['date', 'a real date as yyyy-mm-dd such as 1986-06-22'],
  ['gender', '0 (not known), 1 (male) or 2 (female)'],
  ['email', 'an email address such as ada@example.com'],
  ['phone', 'a telephone number of 5 to 15 digits such as +442079460000'],
  ['colour', 'a colour such as #1a2b3c, #abc or rgb(26, 43, 60)'],
  ['image', 'a URL beginning with https:// or an image as base64'],
  ['image-id', 'an image id of 22 letters, digits, - or _'],
  ['uuid', 'a UUID such as f7826da6-4fa2-4e98-8024-bc5b71e0893e'],
  ['uint16', 'a whole number from 0 to 65535'],
  ['latitude', 'a latitude from -90 to 90 such as 51.5'],
  ['longitude', 'a longitude from -180 to 180 such as -0.12'],
]);

/** What a value of this type looks like, as the end of a sentence that begins "expected". */
export function expectedForm(type: ValueType): string {
  return EXPECTED.get(type) ?? type;
}

type Verdict = 'fine' | 'wrong' | { readonly unusual: string } | { readonly wrong: string };
type Rule = (value: string) => Verdict;

const DECIMAL = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATETIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-](\d{2}):(\d{2}))?$/;

/** One @, in front of it something, behind it a domain with a point inside that ends in two letters or digits. */
function isEmail(text: string): boolean {
  return /^[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:]*[\p{L}\p{N}]{2}$/u.test(text);
}

const RULES: ReadonlyMap<ValueType, Rule> = new Map<ValueType, Rule>([
  ['text', () => 'fine'],
  ['integer', (value) => yes(/^-?\d+$/.test(value))],
  ['number', number],
  ['boolean', boolean],
  ['datetime', datetime],
  ['date', date],
  ['gender', gender],
  ['email', (value) => yes(isEmail(visible(value)))],
  ['phone', phone],
  ['colour', colour],
  ['image', image],
  ['image-id', (value) => yes(/^[A-Za-z0-9_-]{22}$/.test(value))],
  ['uuid', (value) => yes(UUID.test(value))],
  ['uint16', (value) => yes(/^\d{1,5}$/.test(value) && Number(value) <= 65535)],
  ['latitude', (value) => yes(within(value, 90))],
  ['longitude', (value) => yes(within(value, 180))],
]);

/**
 * Holds one value against its field's type; undefined where it suits. An empty string suits every type: PassKit's own
 * tool sends one for an empty cell. Spaces around a value are a warning in a text and an error elsewhere.
 */
export function checkValue(type: ValueType, value: string): ValueProblem | undefined {
  if (value === '') return undefined;
  const expected = expectedForm(type);
  const verdict = RULES.get(type)?.(value) ?? 'fine';
  if (verdict !== 'fine' && verdict !== 'wrong') {
    return 'unusual' in verdict
      ? { code: 'link/unusual-value', severity: 'warning', expected, hint: verdict.unusual }
      : { code: 'link/wrong-type', severity: 'error', expected, hint: verdict.wrong };
  }
  const blanks = value !== value.trim();
  if (verdict === 'wrong') {
    const hint = blanks ? 'there are spaces around it' : undefined;
    const problem = { code: 'link/wrong-type', severity: 'error', expected } as const;
    return hint === undefined ? problem : { ...problem, hint };
  }
  if (!blanks) return undefined;
  return {
    code: 'link/unusual-value',
    severity: 'warning',
    expected: 'no spaces at either end',
    hint: 'trim the attribute, or leave the space out where the other part is missing',
  };
}

function yes(fine: boolean): Verdict {
  return fine ? 'fine' : 'wrong';
}

/** Without byte order marks, which Python does not count as white space. */
function visible(value: string): string {
  return value.replaceAll('\ufeff', '');
}

function number(value: string): Verdict {
  if (DECIMAL.test(value)) return 'fine';
  if (/^-?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?$/.test(value)) {
    return { wrong: 'leave out the separators between thousands' };
  }
  return /^-?\d+,\d+$/.test(value) ? { wrong: 'write the decimal point as a point' } : 'wrong';
}

function within(value: string, limit: number): boolean {
  return DECIMAL.test(value) && Math.abs(Number(value)) <= limit;
}

function boolean(value: string): Verdict {
  if (value === 'true' || value === 'false') return 'fine';
  if (/^(?:true|false)$/i.test(value)) {
    return { unusual: 'write it in lower case: Jinja prints a boolean as True, `|lower` mends it' };
  }
  return 'wrong';
}

function gender(value: string): Verdict {
  if (/^[012]$/.test(value)) return 'fine';
  if (/^(?:fe)?male$/i.test(value)) {
    return { unusual: "PassKit's list says 0, 1 or 2; only its sample file writes the word" };
  }
  return 'wrong';
}

function date(value: string): Verdict {
  const parts = DATE.exec(value);
  if (parts !== null) return yes(isCalendarDate(parts[1], parts[2], parts[3]));
  return DATETIME.test(value) ? { wrong: 'leave out the time' } : 'wrong';
}

function isCalendarDate(year?: string, month?: string, day?: string): boolean {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const leap = y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 0;
  return y >= 1 && d >= 1 && d <= days;
}

function datetime(value: string): Verdict {
  const parts = DATETIME.exec(value);
  if (parts === null) {
    if (DATE.test(value)) return { wrong: 'add the time and the offset, as in T00:00:00+00:00' };
    if (/^\d{4}-\d{2}-\d{2} /.test(value)) return { wrong: 'write T between date and time' };
    return /[+-]\d{4}$/.test(value) ? { wrong: 'write the offset with a colon' } : 'wrong';
  }
  const [, day = '', hour, minute, second, offset, offsetHour = '0', offsetMinute = '0'] = parts;
  if (date(day) !== 'fine') return { wrong: `${day} is not in the calendar` };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return { wrong: 'there is no such time of day' };
  }
  if (offset === undefined) return { wrong: 'add the offset: Z or as in -05:00' };
  return yes(Number(offsetHour) <= 23 && Number(offsetMinute) <= 59);
}

function phone(value: string): Verdict {
  if (/^\+?\d{5,15}$/.test(value)) return 'fine';
  const bare = value.trim().replaceAll(/[\s().\-/\u00a0\u2010-\u2015]/g, '');
  const number = /^\+?\d{5,15}$/.test(bare);
  const decimal = /^\d+\.\d$/.test(value.trim());
  if (number && !decimal) return { unusual: 'write digits only, with a leading + if you like' };
  if (decimal || /^\d\.?\d*[eE]\+?\d+$/.test(value)) {
    return { wrong: 'the number was read as a decimal: keep telephone numbers as text' };
  }
  return 'wrong';
}

function colour(value: string): Verdict {
  if (/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(value)) return 'fine';
  const parts = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/i.exec(value);
  if (parts !== null) return yes(parts.slice(1).every((part) => Number(part) <= 255));
  return /^[0-9a-f]{6}$/i.test(value) ? { wrong: 'put a # before it' } : 'wrong';
}

function image(value: string): Verdict {
  if (/^https?:\/\/[^\s/]+\.[^\s]+$/i.test(visible(value))) return 'fine';
  const data = /^data:image\/.*?;base64,(.+)$/is.exec(value)?.[1] ?? value;
  return yes(data.length >= 16 && decodeBase64(data).problem === undefined);
}
