import { asciiDigits } from '../jinja/syntax/index.ts';
import { CALLING_RULES, type CallingRules } from './calling-codes.ts';
import { SPACES } from './reference-texts.ts';

/** What may be between the digits, besides white space: the marks people write, and those that nobody sees. */
const BETWEEN = /[()./\xad\u200b-\u2069\u2212\ufeff\uff08\uff09\uff0d-]/g;

/** A number as most are written, which is its own form. */
const USUAL = /^\+[0-9]{5,15}$/;

/** Digits with spaces, hyphens and parentheses, as most others are written: nothing else in them counts but `(0)`. */
const SIMPLE = /^\+?[0-9 ()-]+$/;
const SIMPLE_BETWEEN = /[()-]/g;

/** A number that could be a date has at most so many characters. */
const LONGEST_DATE = 8;

/** A text as the digits of one telephone number, with + where it names its country; '' where it is none, or none for certain. */
export function phoneForm(text: string, country: string | undefined): string {
  if (USUAL.test(text)) return text;
  if (SIMPLE.test(text)) {
    const bare = bareOf(text.replaceAll(' ', ''), SIMPLE_BETWEEN);
    if (bare.length > LONGEST_DATE) return fromBare(bare, country);
  }
  const written = text
    .toLowerCase()
    .split(SPACES)
    .join('')
    .replaceAll('tel:', '')
    .replaceAll('\uff0b', '+');
  const [, whole = '', fraction = ''] = /^([^.]*)\.(.*)$/s.exec(written) ?? [];
  const isFloat = fraction === '0' || fraction === '00';
  if (!isFloat && [1, 2].includes(Array.from(fraction).length)) return '';
  if (!isFloat && / \/|\/ /.test(text)) return '';
  const bare = bareOf(isFloat ? whole : written, BETWEEN);
  return isDate(written, bare) ? '' : fromBare(bare, country);
}

/** A number without what is between its digits; a space stands for the zero of `(0)`. */
function bareOf(written: string, between: RegExp): string {
  return written.replaceAll('(0)', ' ').replaceAll(between, '');
}

function fromBare(bare: string, country: string | undefined): string {
  const isInternational = /^(?:\+|00)/.test(bare);
  const digits = bare.replace(/^(?:\+|00)/, '').replaceAll(' ', isInternational ? '' : '0');
  if (!/^\p{Nd}{5,15}$/u.test(digits)) return '';
  const plain = asciiDigits(digits);
  if (isInternational) return `+${plain}`;
  const rules = CALLING_RULES.get(country ?? '');
  return rules === undefined ? plain : withCode(plain, rules);
}

/** At most eight digits in three groups, with a mark behind the first four characters or in front of the last four: a date. */
function isDate(text: string, bare: string): boolean {
  const [characters, { length }] = [Array.from(text), Array.from(bare)];
  const isTwice = characters.length === length + 2;
  const ends = [characters.length > 4 ? characters[4] : '', characters.at(-5)].join('');
  return isTwice && length <= LONGEST_DATE && !/^\p{Nd}+$/u.test(ends);
}

function withCode(digits: string, { code, trunk, longest }: CallingRules): string {
  const isTooLong = (number: string): boolean => number.length > longest;
  const hasTrunk =
    trunk !== '' && digits.startsWith(trunk) && (trunk.startsWith('0') || isTooLong(digits));
  const bare = hasTrunk ? digits.slice(trunk.length) : digits;
  const national = bare.startsWith(code) && isTooLong(bare) ? bare.slice(code.length) : bare;
  return national.length >= 4 && !isTooLong(national) ? `+${code}${national}` : '';
}
