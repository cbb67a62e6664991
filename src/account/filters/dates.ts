import { toOrdinal, type DateTime } from '../dates/calendar.ts';
import { readDate } from '../dates/read-date.ts';
import { strftime } from '../dates/strftime.ts';
import { epochOf, fixedZone, readClock, zoneOf, type Zone } from '../dates/zones.ts';
import {
  Markup,
  PyFloat,
  Undefined,
  raise,
  str,
  typeName,
  type CallState,
  type Callable,
  type Value,
} from '../../jinja/values/index.ts';
import type { FilterOptions, FilterProfile } from './options.ts';

/** The form that the documented inputs of dateFormatter and days have. */
const DAY = '%d/%m/%Y';
/** The form that the documented inputs of dateTimeFormatter have. */
const MOMENT = '%Y-%m-%d %H:%M:%S';
/** The formats that its answer has where none is given, by the profile's `dateFormat`. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ['am-pm', `${MOMENT} %p`],
  ['plain', MOMENT],
]);
/** An offset that means "not known" (documented). */
const NO_OFFSET = -1000;

/** `dateFormatter`, `dateTimeFormatter`, `days` and `today`, to the documented examples. */
export function dateFilters(options: FilterOptions): Callable[] {
  const zones = new Map<string, Zone>();
  const zone = (name: string): Zone => {
    const known = zones.get(name) ?? zoneOf(name);
    zones.set(name, known);
    return known;
  };
  return [
    { name: 'dateFormatter', params: ['value', 'toFormat'], style: 'python', run: formatDate },
    dateTimeFormatter(zone, options.profile),
    { name: 'days', params: ['value', 'other'], style: 'python', run: countDays },
    today(zone, options.clock),
  ];
}

/** `'14/10/2020'|dateFormatter('%m/%d/%Y')` is `10/14/2020`. */
function formatDate(_state: CallState, value: Value, toFormat: Value): string {
  return strftime(readDate(text(value, 'strptime'), DAY), text(toFormat, 'strftime'));
}

/** `'12/10/2020'|days('14/10/2020')` is `2`; negative where the other date is the earlier one. */
function countDays(_state: CallState, value: Value, other: Value): number {
  return ordinalOf(other) - ordinalOf(value);
}

function ordinalOf(value: Value): number {
  const { year, month, day } = readDate(text(value, 'strptime'), DAY);
  return toOrdinal(year, month, day);
}

/** `'%m/%d/%Y'|today('EST')`: the format is the subject. Without a zone: UTC. */
function today(zone: (name: string) => Zone, clock: () => number): Callable {
  const run = (_state: CallState, format: Value, tz: Value = 'UTC'): string =>
    strftime(readClock(zone(given(tz) ? str(tz) : 'UTC'), clock()), text(format, 'strftime'));
  return { name: 'today', params: ['format', 'tz?'], style: 'python', run };
}

/**
 * The moment in the zone of `tzOffset` (minutes; wins over `timeZone` unless absent or -1000) or of `timeZone`, else as
 * it is written. A subject counts as UTC where it names no zone, or one that the account ignores.
 */
function dateTimeFormatter(
  zone: (name: string) => Zone,
  { tzOffset: sign, dateZone, dateFormat }: FilterProfile,
): Callable {
  const usual = FORMATS.get(dateFormat) ?? MOMENT;
  const run = (
    _state: CallState,
    value: Value,
    toFormat: Value = usual,
    timeZone: Value = null,
    tzOffset: Value = null,
  ): string => {
    const moment = asRead(readDate(text(value, 'strptime'), MOMENT), dateZone);
    const minutes = offsetMinutes(tzOffset);
    let target: Zone | undefined;
    if (minutes !== undefined) target = fixedZone(minutes * (sign === 'west' ? -60 : 60));
    else if (given(timeZone)) target = zone(str(timeZone));
    const shown: DateTime = target === undefined ? moment : readClock(target, epochOf(moment));
    return strftime(shown, given(toFormat) ? text(toFormat, 'strftime') : usual);
  };
  const params = ['value', 'toFormat?', 'timeZone?', 'tzOffset?'];
  return { name: 'dateTimeFormatter', params, style: 'python', run };
}

/** A moment without the zone that an account does not read. */
function asRead(moment: DateTime, reads: FilterProfile['dateZone']): DateTime {
  const { offset: _offset, zone: name, ...clock } = moment;
  const isOffset = name?.startsWith('UTC') ?? false;
  return reads === 'read' || (reads === 'offset' && isOffset) ? moment : clock;
}

/** The minutes of a tzOffset, or undefined where it is absent, -1000, or not there for this user. */
function offsetMinutes(value: Value): number | undefined {
  if (!given(value)) return undefined;
  const minutes = value instanceof PyFloat ? value.value : Number(str(value));
  if (!Number.isFinite(minutes))
    throw raise('ValueError', `tzOffset must be a number of minutes, not '${str(value)}'`);
  if (minutes === NO_OFFSET) return undefined;
  if (Math.abs(minutes) >= 1440)
    throw raise('ValueError', `tzOffset must be between -1439 and 1439 minutes, not ${minutes}`);
  return minutes;
}

/** Neither None, Undefined nor empty: an argument taken from an attribute may be any of these. */
function given(value: Value): boolean {
  return value !== null && !(value instanceof Undefined) && str(value).trim() !== '';
}

/** A str, or the TypeError that Python's strptime or strftime raises for another type. */
function text(value: Value, call: 'strptime' | 'strftime'): string {
  if (typeof value === 'string') return value;
  if (value instanceof Markup) return value.text;
  throw raise('TypeError', `${call}() argument 1 must be str, not ${typeName(value)}`);
}
