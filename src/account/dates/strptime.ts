import { PyError, raise, reprOfString } from '../../jinja/values/index.ts';
import {
  checked,
  dayOfYear,
  fromOrdinal,
  isLeap,
  toOrdinal,
  weekdayOf,
  type DateTime,
} from './calendar.ts';
import { MONTHS, WEEKDAYS } from './names.ts';
import { offsetName } from './strftime.ts';
import { BadDirective, patternOf, toJavaScript } from './strptime-patterns.ts';

/**
 * `datetime.strptime(text, format)` in the C locale with the process in UTC, errors included: ValueError "time data … does
 * not match format …", "unconverted data remains: …", "… is a bad directive in format …". Source: CPython 3.11 `_strptime.py`.
 */
export function strptime(text: string, format: string): DateTime {
  const fields = matchFields(text, format);
  const parsed = readFields(fields);
  const iso = checkIsoDirectives(parsed);
  const [year, month, day] = resolveDate(parsed, iso);
  const { hour, minute, second, microsecond, offset, zone } = parsed;
  const moment: DateTime = { year, month, day, hour, minute, second, microsecond };
  if (offset === undefined) return checked(moment);
  checkOffset(offset);
  return checked({ ...moment, offset, zone: zone || offsetName(offset) });
}

type Fields = ReadonlyMap<string, string>;

function matchFields(text: string, format: string): Fields {
  const pattern = compile(format);
  const match = toJavaScript(pattern).exec(text);
  if (match === null) {
    throw raise(
      'ValueError',
      `time data ${reprOfString(text)} does not match format ${reprOfString(format)}`,
    );
  }
  if (match[0].length !== text.length)
    throw raise('ValueError', `unconverted data remains: ${text.slice(match[0].length)}`);
  return new Map(Object.entries(match.groups ?? {}).map(([key, value]) => [key, value ?? '']));
}

function compile(format: string): string {
  try {
    const pattern = patternOf(format);
    refuseTwice(pattern);
    return pattern;
  } catch (error) {
    if (!(error instanceof BadDirective)) throw error;
    if (error.directive === undefined) throw raise('ValueError', `stray % in format '${format}'`);
    const directive = error.directive === '\\' ? '%' : error.directive;
    throw raise('ValueError', `'${directive}' is a bad directive in format '${format}'`);
  }
}

/** Python's regular expressions refuse a directive that appears twice; the error class is `re.error`. */
function refuseTwice(pattern: string): void {
  const seen = new Map<string, number>();
  let group = 0;
  for (const match of pattern.matchAll(/\\[\s\S]|\(\?P<(\w)>|\(\?-i:|\(/gu)) {
    const [token, name] = match;
    if (token.startsWith('\\') || token === '(?-i:') continue;
    group += 1;
    if (name === undefined) continue;
    const first = seen.get(name);
    if (first !== undefined) {
      const position = Array.from(pattern.slice(0, match.index + 4)).length;
      throw new PyError(
        'error',
        `redefinition of group name '${name}' as group ${group}; was group ${first} at position ${position}`,
      );
    }
    seen.set(name, group);
  }
}

/** What the directives said. Weekdays count from Monday, 0; `offset` is in seconds. */
type Parsed = {
  year?: number;
  isoYear?: number;
  isoWeek?: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
  weekday?: number;
  julian?: number;
  week?: { readonly number: number; readonly mondayFirst: boolean };
  offset?: number;
  zone?: string;
};

function readFields(fields: Fields): Parsed {
  const parsed: Parsed = { month: 1, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0 };
  for (const [letter, text] of fields) READERS.get(letter)?.(parsed, text, fields);
  return parsed;
}

type Reader = (parsed: Parsed, text: string, fields: Fields) => void;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [
    'y',
    (parsed, text) => {
      const short = toInt(text);
      parsed.year = short + (short <= 68 ? 2000 : 1900);
    },
  ],
  ['Y', (parsed, text) => void (parsed.year = toInt(text))],
  ['G', (parsed, text) => void (parsed.isoYear = toInt(text))],
  ['m', (parsed, text) => void (parsed.month = toInt(text))],
  ['B', (parsed, text) => void (parsed.month = indexIn(MONTHS, text) + 1)],
  ['b', (parsed, text) => void (parsed.month = indexIn(abbreviated(MONTHS), text) + 1)],
  ['d', (parsed, text) => void (parsed.day = toInt(text.trim()))],
  ['H', (parsed, text) => void (parsed.hour = toInt(text))],
  [
    'I',
    (parsed, text, fields) => {
      const evening = (fields.get('p') ?? '').toLowerCase() === 'pm';
      parsed.hour = (toInt(text) % 12) + (evening ? 12 : 0);
    },
  ],
  ['M', (parsed, text) => void (parsed.minute = toInt(text))],
  ['S', (parsed, text) => void (parsed.second = toInt(text))],
  ['f', (parsed, text) => void (parsed.microsecond = toInt(text.padEnd(6, '0')))],
  ['A', (parsed, text) => void (parsed.weekday = indexIn(WEEKDAYS, text))],
  ['a', (parsed, text) => void (parsed.weekday = indexIn(abbreviated(WEEKDAYS), text))],
  ['w', (parsed, text) => void (parsed.weekday = (toInt(text) + 6) % 7)],
  ['u', (parsed, text) => void (parsed.weekday = toInt(text) - 1)],
  ['j', (parsed, text) => void (parsed.julian = toInt(text))],
  ['U', (parsed, text) => void (parsed.week = { number: toInt(text), mondayFirst: false })],
  ['W', (parsed, text) => void (parsed.week = { number: toInt(text), mondayFirst: true })],
  ['V', (parsed, text) => void (parsed.isoWeek = toInt(text))],
  ['z', (parsed, text) => void (parsed.offset = readOffset(text))],
  ['Z', (parsed, text) => void (parsed.zone = text)],
]);

function abbreviated(names: readonly string[]): readonly string[] {
  return names.map((name) => name.slice(0, 3));
}

function indexIn(names: readonly string[], text: string): number {
  const wanted = text.toLowerCase();
  const at = names.findIndex((name) => name.toLowerCase() === wanted);
  if (at < 0) throw raise('ValueError', `${reprOfString(wanted)} is not in list`);
  return at;
}

/** `int(text)` over decimal digits of any script: Unicode holds them in runs of ten. */
function toInt(text: string): number {
  if (/^[0-9]+$/.test(text)) return Number(text);
  let number = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    let first = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
    number = number * 10 + ((code - first) % 10);
  }
  return number;
}

function readOffset(written: string): number {
  let text = written;
  if (text === 'Z') return 0;
  if (text[3] === ':') {
    text = text.slice(0, 3) + text.slice(4);
    if (text.length > 5) {
      if (text[5] !== ':') throw raise('ValueError', `Inconsistent use of : in ${written}`);
      text = text.slice(0, 5) + text.slice(6);
    }
  }
  const part = (from: number, to: number): number => {
    const digits = text.slice(from, to) || '0';
    if (!digits.includes(':')) return toInt(digits);
    throw raise('ValueError', `invalid literal for int() with base 10: ${reprOfString(digits)}`);
  };
  const micros = toInt(text.slice(8).padEnd(6, '0'));
  const seconds = part(1, 3) * 3600 + part(3, 5) * 60 + part(5, 7);
  const total = seconds + micros / 1_000_000;
  return text.startsWith('-') ? -total : total;
}

function checkOffset(offset: number): void {
  if (Math.abs(offset) < 86_400) return;
  const micros = Math.round(offset * 1_000_000);
  const days = Math.floor(micros / 86_400_000_000);
  const seconds = Math.floor(micros / 1_000_000) - days * 86_400;
  const rest = ((micros % 1_000_000) + 1_000_000) % 1_000_000;
  const parts = [`days=${days}`];
  if (seconds !== 0) parts.push(`seconds=${seconds}`);
  if (rest !== 0) parts.push(`microseconds=${rest}`);
  throw raise(
    'ValueError',
    `offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(${parts.join(', ')}).`,
  );
}

const WEEKDAY_NEEDED = "a weekday directive ('%A', '%a', '%w', or '%u').";

/** Whether the date is given by ISO year and week; raises where the ISO directives are used in part. */
function checkIsoDirectives(parsed: Parsed): boolean {
  const { year, isoYear, isoWeek, weekday, julian, week } = parsed;
  if (year === undefined && isoYear !== undefined) {
    if (isoWeek === undefined || weekday === undefined) {
      throw raise(
        'ValueError',
        `ISO year directive '%G' must be used with the ISO week directive '%V' and ${WEEKDAY_NEEDED}`,
      );
    }
    if (julian !== undefined) {
      throw raise(
        'ValueError',
        "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.",
      );
    }
    return true;
  }
  if (week === undefined && isoWeek !== undefined) {
    throw raise(
      'ValueError',
      weekday === undefined
        ? `ISO week directive '%V' must be used with the ISO year directive '%G' and ${WEEKDAY_NEEDED}`
        : "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.",
    );
  }
  return isoYear !== undefined && isoWeek !== undefined;
}

function resolveDate(parsed: Parsed, iso: boolean): [number, number, number] {
  const { month, day, weekday, week } = parsed;
  const leapDay = parsed.year === undefined && month === 2 && day === 29;
  let year = parsed.year ?? (leapDay ? 1904 : 1900);
  let julian = parsed.julian;
  if (julian === undefined && weekday !== undefined) {
    if (week !== undefined) julian = julianFromWeek(year, week.number, weekday, week.mondayFirst);
    else if (iso)
      [year, julian] = julianFromIso(parsed.isoYear ?? year, parsed.isoWeek ?? 1, weekday + 1);
    if (julian !== undefined && julian <= 0) {
      year -= 1;
      julian += isLeap(year) ? 366 : 365;
    }
  }
  if (julian !== undefined) return fromOrdinal(julian - 1 + toOrdinal(year, 1, 1));
  dayOfYear(year, month, day); // raises where there is no such day
  return [leapDay ? 1900 : year, month, day];
}

function julianFromWeek(
  year: number,
  week: number,
  weekdayFromMonday: number,
  mondayFirst: boolean,
): number {
  const shift = mondayFirst ? 0 : 1;
  const first = (weekdayOf(year, 1, 1) + shift) % 7;
  const weekday = (weekdayFromMonday + shift) % 7;
  if (week === 0) return 1 + weekday - first;
  return 1 + ((7 - first) % 7) + 7 * (week - 1) + weekday;
}

function julianFromIso(year: number, week: number, weekday: number): [number, number] {
  const correction = weekdayOf(year, 1, 4) + 1 + 3;
  const ordinal = week * 7 + weekday - correction;
  if (ordinal >= 1) return [year, ordinal];
  const before = year - 1;
  return [before, ordinal + toOrdinal(year, 1, 1) - toOrdinal(before, 1, 1)];
}
