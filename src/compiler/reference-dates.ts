import type { DateConversion, DateOrder } from './field-map.ts';
import { SPACES } from './reference-texts.ts';

const DAY = 86_400_000;

/**
 * A day as most are written, alone or with a time: a date of the calendar (29 February aside), which becomes itself. What is not so
 * is for `dateForm`.
 */
const USUAL =
  /^(?!0000)\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)(?:[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?$/;

/** Where a time begins in such a text, its offset, and the end of one in UTC. */
const [TIME, OFFSET, UTC_END] = [11, 19, 20];

/** `dateForm` for any number of texts. */
export function dateConverter(conversion: DateConversion): (text: string) => string {
  const isTime = conversion.to === 'datetime';
  const alone = clockOf('', conversion);
  const ownOffset = clockOf('00:00:00', conversion)?.slice(OFFSET - TIME);
  const isPlain = conversion.order === 'ymd' && (conversion.plus ?? 0) === 0;
  if (!isPlain || alone === undefined || ownOffset === undefined)
    return (text) => dateForm(text, conversion);
  return (text) => {
    if (!USUAL.test(text)) return dateForm(text, conversion);
    const { length } = text;
    if (!isTime) return text.slice(0, TIME - 1);
    if (length < TIME) return `${text}T${alone}`;
    const offset = length === UTC_END ? UTC : length === OFFSET ? ownOffset : text.slice(OFFSET);
    return `${text.slice(0, TIME - 1)}T${text.slice(TIME, OFFSET)}${offset}`;
  };
}

const UTC = '+00:00';

/** A text as a date or as a date and time with its offset, '' where it is neither a date nor a number of seconds or milliseconds. */
function dateForm(text: string, conversion: DateConversion): string {
  const isTime = conversion.to === 'datetime';
  const [date = '', ...rest] = text
    .toUpperCase()
    .replaceAll(/UTC|GMT/g, 'Z')
    .replaceAll('Z', UTC)
    .replaceAll('T', ' T')
    .split(SPACES)
    .filter(Boolean);
  const moment = rest.length === 0 ? epochOf(date) : undefined;
  if (moment !== undefined) {
    const day = later(new Date(moment), conversion.plus);
    const clock = new Date(moment).toISOString().slice(11, 19);
    return day === '' || !isTime ? day : `${day}T${clock}${UTC}`;
  }
  const day = calendarDate(date, conversion.order);
  const clock = clockOf(rest.join(''), conversion);
  if (day === undefined || clock === undefined) return '';
  const made = later(day, conversion.plus);
  return made === '' || !isTime ? made : `${made}T${clock}`;
}

/** Milliseconds since 1970 of a number of 9 or 10 digits (seconds) or of 11 to 13 (milliseconds). */
function epochOf(text: string): number | undefined {
  const [, sign, digits = ''] = /^(-?)(\d+)(?:\.\d*)?$/.exec(text) ?? [];
  if (`${sign}${digits}`.length > 16) return undefined;
  const { length } = digits.replace(/^0+/, '');
  if (length < 9 || length > 13) return undefined;
  const value = Number(`${sign}${digits}`);
  return (length > 10 ? Math.floor(value / 1000) : value) * 1000;
}

const ORDERS: Readonly<Record<DateOrder, RegExp>> = {
  ymd: /^(?<y>\d{4})(?<mark>[-/.])(?<m>\d{1,2})\k<mark>(?<d>\d{1,2})$/,
  dmy: /^(?<d>\d{1,2})(?<mark>[-/.])(?<m>\d{1,2})\k<mark>(?<y>\d{4})$/,
  mdy: /^(?<m>\d{1,2})(?<mark>[-/.])(?<d>\d{1,2})\k<mark>(?<y>\d{4})$/,
};

function calendarDate(text: string, order: DateOrder): Date | undefined {
  const { y = '', m = '', d = '' } = ORDERS[order].exec(text)?.groups ?? {};
  const date = new Date(`${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}T00:00:00Z`);
  const isReal = date.getUTCDate() === Number(d) && date.getUTCFullYear() > 0;
  return isReal ? date : undefined;
}

/** The date some days later; '' beyond the years 1 to 9999. */
function later(date: Date, days: number = 0): string {
  const made = new Date(date.getTime() + days * DAY).toISOString();
  return /^(?!0000)\d{4}-/.test(made) ? made.slice(0, 10) : '';
}

function clockOf(text: string, conversion: DateConversion): string | undefined {
  const { time, offset } = { time: '00:00:00', offset: '+00:00', ...conversion };
  const parts = /^([^+-]*)([+-].*)?$/.exec(text === '' ? time : text.replace(/^T+/, ''));
  const clock = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\p{Nd}+)?)?$/u.exec(parts?.[1] ?? '');
  const zone = /^([+-]\d\d)(?::?(\d\d))?$/.exec(parts?.[2] ?? offset);
  if (clock === null || zone === null) return undefined;
  const [, hour = '', minute = '', second = '00'] = clock;
  const [, hours = '', minutes = '00'] = zone;
  const isFine = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!isFine || Math.abs(Number(hours)) > 23 || Number(minutes) > 59) return undefined;
  return `${hour}:${minute}:${second}${hours}:${minutes}`;
}
