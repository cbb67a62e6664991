import { raise, reprOfString } from '../../jinja/values/index.ts';
import { checked, type DateTime } from './calendar.ts';
import { offsetName } from './strftime.ts';
import { findZone, placeInZone } from './zones.ts';

const DAY_FIRST = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})/;
const YEAR_FIRST = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})/;
const TIME = /^(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?(?:\s*([AaPp])[Mm]\b)?/;
const OFFSET = /^\s*([+-])(\d{2}):?(\d{2})$/;

/**
 * The date, and time if there is one, in a text as MoEngage's date filters take it: day first (`14/10/2020`) or year first
 * (`2012-01-19 17:21:00`), then a time, then `Z`, an offset, an abbreviation or an IANA name. Only `14/10/2020` and
 * `2012-01-19 17:21:00 CST` are documented; any other text raises the ValueError of Python's strptime for `format`.
 */
export function readDate(text: string, format: string): DateTime {
  const trimmed = text.trim();
  const date = readDay(trimmed);
  const value = date === undefined ? undefined : readRest(trimmed.slice(date.length), date.value);
  if (value !== undefined) return checked(value);
  throw raise(
    'ValueError',
    `time data ${reprOfString(text)} does not match format ${reprOfString(format)}`,
  );
}

function readDay(text: string): { value: DateTime; length: number } | undefined {
  const dayFirst = DAY_FIRST.exec(text);
  const match = dayFirst ?? YEAR_FIRST.exec(text);
  if (match === null) return undefined;
  const [, first, , month, last] = match.map(Number);
  const [year = 0, day = 0] = dayFirst === null ? [first, last] : [last, first];
  const value: DateTime = {
    year,
    month: month ?? 0,
    day,
    hour: 0,
    minute: 0,
    second: 0,
    microsecond: 0,
  };
  return { value, length: match[0].length };
}

function readRest(text: string, day: DateTime): DateTime | undefined {
  if (text === '') return day;
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [whole, hours, minutes, seconds = '0', fraction = '', half] = match;
  const hour = Number(hours);
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const time: DateTime = {
    ...day,
    hour: half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0),
    minute: Number(minutes),
    second: Number(seconds),
    microsecond: Number(fraction.padEnd(6, '0')),
  };
  return readZone(text.slice(whole.length), time);
}

function readZone(text: string, time: DateTime): DateTime | undefined {
  const name = text.trim();
  if (name === '') return time;
  const match = OFFSET.exec(text);
  if (match !== null) {
    const [, sign, hours, minutes] = match;
    const offset = (sign === '-' ? -60 : 60) * (Number(hours) * 60 + Number(minutes));
    return { ...time, offset, zone: offsetName(offset) };
  }
  const zone = findZone(name);
  return zone === undefined ? undefined : placeInZone(checked(time), zone);
}
