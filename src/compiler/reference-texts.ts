import type { Conversion, DateOrder, Transform } from './field-map.ts';

/** What Python's `str.strip()` takes away: the characters for which `str.isspace()` is true. */
const SPACE =
  '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const ENDS = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'g');
const ANY_SPACE = new RegExp(`[${SPACE}]`);

/** `text.strip()`. */
export function strip(text: string): string {
  return text.replace(ENDS, '');
}

/** Whether a text counts as missing: nothing in it, or white space only. */
export function isBlank(text: string): boolean {
  return strip(text) === '';
}

/** A text after some transforms, as Python's methods make it. */
export function applyTransforms(text: string, steps: readonly Transform[]): string {
  return steps.reduce((value, step) => {
    if (typeof step === 'object') return Array.from(value).slice(0, step.truncate).join('');
    if (step === 'trim') return strip(value);
    if (step === 'lower') return value.toLowerCase();
    return step === 'upper' ? value.toUpperCase() : titled(value);
  }, text);
}

const CASED = /\p{Cased}/u;

/** `text.title()`: the first cased letter of each run of letters in title case, the others in lower case. */
function titled(text: string): string {
  const characters = Array.from(text);
  let insideWord = false;
  const changed = characters.map((character, at) => {
    const made = insideWord ? lowerWithin(characters, at) : titleOf(character);
    insideWord = CASED.test(character);
    return made;
  });
  return changed.join('');
}

/** A capital sigma at the end of a word becomes its final form, so that the letters around it count. */
function lowerWithin(characters: readonly string[], at: number): string {
  const character = characters[at] ?? '';
  if (character !== '\u03a3') return character.toLowerCase();
  const before = characters.slice(0, at).join('');
  const after = characters.slice(at + 1).join('');
  const lowered = `${before}\u03a3${after}`.toLowerCase();
  return Array.from(lowered)[Array.from(before.toLowerCase()).length] ?? character;
}

/** Title case where it is neither the upper case nor its first letter with the rest in lower case (Unicode, SpecialCasing). */
function titleOf(character: string): string {
  if (/[\u01c4-\u01cc\u01f1-\u01f3]/.test(character)) {
    const upper = character.toUpperCase();
    const offsets: Readonly<Record<string, string>> = {
      '\u01c4': '\u01c5',
      '\u01c7': '\u01c8',
      '\u01ca': '\u01cb',
      '\u01f1': '\u01f2',
    };
    return offsets[upper] ?? character;
  }
  if (/[\u10d0-\u10ff]/.test(character)) return character;
  const upper = character.toUpperCase();
  const [first = '', ...rest] = Array.from(upper);
  if (rest.length === 0) return upper;
  if (character === '\u0149') return upper;
  return greekTitle(character) ?? first + rest.join('').toLowerCase();
}

/** Greek letters with an iota below: the title case keeps it below. */
function greekTitle(character: string): string | undefined {
  if (
    !/[\u1f80-\u1faf\u1fb2-\u1fb4\u1fb7\u1fbc\u1fc2-\u1fc4\u1fc7\u1fcc\u1ff2-\u1ff4\u1ff7\u1ffc]/.test(
      character,
    )
  )
    return undefined;
  const decomposed = character.normalize('NFD').replace('\u0345', '');
  const made = `${decomposed.toUpperCase()}\u0345`;
  return /[\u1fb7\u1fc7\u1ff7]/.test(character) ? made : made.normalize('NFC');
}

/** A text in the form of a conversion, '' where it has none. */
export function applyConversion(text: string, conversion: Conversion): string {
  switch (conversion.to) {
    case 'phone':
      return phone(strip(text));
    case 'integer':
      return number(strip(text), false);
    case 'number':
      return number(strip(text), true);
    case 'boolean':
      return boolean(strip(text).toLowerCase());
    case 'gender':
      return gender(strip(text).toLowerCase());
    case 'colour': {
      const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(strip(text).toLowerCase())?.[1];
      return digits === undefined ? '' : `#${digits}`;
    }
    case 'url': {
      const raw = strip(text);
      return /^https?:\/\//i.test(raw) && !ANY_SPACE.test(raw) ? raw : '';
    }
    case 'date': {
      const raw = strip(text);
      return /^[Tt ]?$/.test(raw.slice(10, 11)) ? dateOf(raw, conversion.order) : '';
    }
    case 'datetime':
      return dateTime(strip(text), conversion.order, conversion.offset);
    case 'text':
    default:
      return text;
  }
}

function phone(raw: string): string {
  const digits = raw.replace(/\.0$/, '').replaceAll(/[^0-9]/g, '');
  if (digits.length < 5 || digits.length > 15) return '';
  return raw.startsWith('+') ? `+${digits}` : digits;
}

function number(raw: string, fraction: boolean): string {
  const parts = /^([+-]?)([0-9]+)(?:\.([0-9]*))?$/.exec(raw);
  if (parts === null) return '';
  const [, sign, whole = '', after = ''] = parts;
  const digits = whole.replace(/^0+/, '');
  const rest = fraction ? after.replace(/0+$/, '') : '';
  const minus = sign === '-' && digits + rest !== '' ? '-' : '';
  return `${minus}${digits || '0'}${rest === '' ? '' : `.${rest}`}`;
}

function boolean(raw: string): string {
  if (['true', '1', '1.0', 'yes', 'y', 'on'].includes(raw)) return 'true';
  return ['false', '0', '0.0', 'no', 'n', 'off'].includes(raw) ? 'false' : '';
}

function gender(raw: string): string {
  if (['1', '1.0', 'm', 'male'].includes(raw)) return '1';
  if (['2', '2.0', 'f', 'female'].includes(raw)) return '2';
  return raw === '' ? '' : '0';
}

const DATES: Readonly<Record<DateOrder, RegExp>> = {
  ymd: /^(?<y>[0-9]{4})([-/.])(?<m>[0-9]{2})\2(?<d>[0-9]{2})/,
  dmy: /^(?<d>[0-9]{2})([-/.])(?<m>[0-9]{2})\2(?<y>[0-9]{4})/,
  mdy: /^(?<m>[0-9]{2})([-/.])(?<d>[0-9]{2})\2(?<y>[0-9]{4})/,
};

function dateOf(raw: string, order: DateOrder): string {
  const { y = '', m = '', d = '' } = DATES[order].exec(raw)?.groups ?? {};
  const year = Number(y);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(m) - 1] ?? 0;
  return year > 0 && Number(d) > 0 && Number(d) <= days ? `${y}-${m}-${d}` : '';
}

function dateTime(raw: string, order: DateOrder, offset: string): string {
  const date = dateOf(raw, order);
  if (date === '' || !/^[Tt ]?$/.test(raw.slice(10, 11))) return '';
  const utc = '+00:00';
  const rest = raw.slice(11).replaceAll(' ', '').toUpperCase();
  const parts = rest
    .replaceAll(/Z|UTC|GMT/g, utc)
    .replaceAll('-', '+-')
    .split('+');
  if (parts.length > 2) return '';
  const time = raw.length > 10 ? (parts[0]?.split('.')[0] ?? '') : '00:00';
  const clock = /^([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?$/.exec(time);
  const zone = parts[1] ?? offset.replace(/^\+/, '');
  const hours = /^([0-9]{2})([0-9]{2})?$/.exec(zone.replace(/^-/, '').replaceAll(':', ''));
  if (clock === null || hours === null) return '';
  const [, hour = '', minute = '', second = '00'] = clock;
  const [, zoneHour = '', zoneMinute = '00'] = hours;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return '';
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return '';
  return `${date}T${hour}:${minute}:${second}${zone.startsWith('-') ? '-' : '+'}${zoneHour}:${zoneMinute}`;
}
