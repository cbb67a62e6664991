import { raise } from '../../jinja/values/index.ts';

/**
 * A point on a wall clock, as Python's `datetime` holds it (proleptic Gregorian, years 1 to 9999). `offset` is the distance
 * to UTC in seconds, east positive, with microseconds as its fraction; absent for a time without a zone. `zone` is what `%Z`
 * prints. `dst` is absent where the zone does not know daylight saving, as for fixed offsets.
 */
export type DateTime = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
  readonly offset?: number;
  readonly zone?: string;
  readonly dst?: boolean;
};

const DAY_MS = 86_400_000;
/** `date(1970, 1, 1).toordinal()`. */
const EPOCH_ORDINAL = 719_163;

/** Whether the year has a 29 February. */
export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The days of a month, 1 to 12. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `date(year, month, day).toordinal()`: 1 is 1 January of year 1. Raises ValueError as Python's `date` does. */
export function toOrdinal(year: number, month: number, day: number): number {
  checkDate(year, month, day);
  return Math.round(utcMilliseconds(year, month, day) / DAY_MS) + EPOCH_ORDINAL;
}

/** `date.fromordinal(n)` as year, month, day. Raises ValueError outside the years 1 to 9999. */
export function fromOrdinal(ordinal: number): [year: number, month: number, day: number] {
  if (ordinal < 1) throw raise('ValueError', 'ordinal must be >= 1');
  const date = new Date((ordinal - EPOCH_ORDINAL) * DAY_MS);
  const year = date.getUTCFullYear();
  if (year > 9999) throw raise('ValueError', `year ${year} is out of range`);
  return [year, date.getUTCMonth() + 1, date.getUTCDate()];
}

/** `date.weekday()`: 0 is Monday. */
export function weekdayOf(year: number, month: number, day: number): number {
  return (toOrdinal(year, month, day) + 6) % 7;
}

/** The day of the year, 1 to 366. */
export function dayOfYear(year: number, month: number, day: number): number {
  return toOrdinal(year, month, day) - toOrdinal(year, 1, 1) + 1;
}

/** The same value, or the ValueError that Python's `datetime(...)` raises for it. */
export function checked(value: DateTime): DateTime {
  checkDate(value.year, value.month, value.day);
  inRange('hour', value.hour, 23);
  inRange('minute', value.minute, 59);
  inRange('second', value.second, 59);
  return value;
}

/** Milliseconds from the epoch to the wall clock's reading taken as UTC; microseconds below are the fraction. */
export function wallMilliseconds(value: DateTime): number {
  return (
    utcMilliseconds(value.year, value.month, value.day) +
    value.hour * 3_600_000 +
    value.minute * 60_000 +
    value.second * 1000 +
    value.microsecond / 1000
  );
}

/** The wall clock's reading for milliseconds counted as `wallMilliseconds` does. Raises OverflowError as Python does. */
export function fromWallMilliseconds(milliseconds: number): DateTime {
  const whole = Math.floor(milliseconds / 1000) * 1000;
  const date = new Date(whole);
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) throw raise('OverflowError', 'date value out of range');
  return {
    year,
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond: Math.round((milliseconds - whole) * 1000),
  };
}

function utcMilliseconds(year: number, month: number, day: number): number {
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; four centuries are always 146,097 days.
  return Date.UTC(year + 400, month - 1, day) - 146_097 * DAY_MS;
}

function checkDate(year: number, month: number, day: number): void {
  if (year < 1 || year > 9999) throw raise('ValueError', `year ${year} is out of range`);
  if (month < 1 || month > 12) throw raise('ValueError', 'month must be in 1..12');
  if (day < 1 || day > daysInMonth(year, month))
    throw raise('ValueError', 'day is out of range for month');
}

function inRange(name: string, value: number, max: number): void {
  if (value < 0 || value > max) throw raise('ValueError', `${name} must be in 0..${max}`);
}
