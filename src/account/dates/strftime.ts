import { checkEncodable } from '../utf8.ts';
import { dayOfYear, wallMilliseconds, weekdayOf, type DateTime } from './calendar.ts';
import { MONTHS, WEEKDAYS } from './names.ts';

/**
 * `datetime.strftime(format)` in the C locale: Python fills in `%z`, `%Z` and `%f` and hands the rest to glibc, whose flags
 * (`_ - 0 ^ #`), widths and modifiers (`E`, `O`) work too; an unknown directive stays as it is written. A NUL ends the
 * format. Raises UnicodeEncodeError for a lone surrogate. Source: CPython 3.11 `wrap_strftime`, glibc `strftime_l.c`.
 */
export function strftime(value: DateTime, format: string): string {
  checkEncodable(format);
  const filled = fillPythonDirectives(value, format);
  const length = Array.from(filled).length;
  let capacity = 1024;
  while (capacity < 256 * length) capacity *= 2;
  const printer = new Printer(value, capacity);
  return printer.print(filled) ? printer.text : '';
}

/** `%z` as Python prints it: `+HHMM`, with seconds and microseconds where there are any; empty without an offset. */
export function offsetText(offset: number | undefined, separator = ''): string {
  if (offset === undefined) return '';
  const micros = Math.round(Math.abs(offset) * 1_000_000);
  const seconds = Math.floor(micros / 1_000_000);
  const rest = micros % 1_000_000;
  const parts = [twoDigits(Math.floor(seconds / 3600)), twoDigits(Math.floor(seconds / 60) % 60)];
  if (seconds % 60 !== 0 || rest !== 0) parts.push(twoDigits(seconds % 60));
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(6, '0')}`;
  return `${offset < 0 ? '-' : '+'}${parts.join(separator)}${fraction}`;
}

/** `%Z` of a fixed offset, as `datetime.timezone` names it: `UTC`, `UTC+05:30`. */
export function offsetName(offset: number): string {
  return offset === 0 ? 'UTC' : `UTC${offsetText(offset, ':')}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function fillPythonDirectives(value: DateTime, format: string): string {
  const [text = ''] = format.split('\0', 1);
  return text.replaceAll(/%([\s\S])/gu, (whole, directive: string) => {
    if (directive === 'z') return offsetText(value.offset);
    if (directive === 'f') return String(value.microsecond).padStart(6, '0');
    if (directive !== 'Z') return whole;
    return (value.zone ?? '').replaceAll('%', '%%');
  });
}

/** One directive as written: flags, width (0 for none), modifier and letter. */
type Directive = {
  readonly source: string;
  readonly pad: string;
  readonly upper: boolean;
  readonly swap: boolean;
  readonly width: number;
  readonly modifier: string;
};

const SUBFORMATS: ReadonlyMap<string, string> = new Map([
  ['c', '%a %b %e %H:%M:%S %Y'],
  ['D', '%m/%d/%y'],
  ['F', '%Y-%m-%d'],
  ['R', '%H:%M'],
  ['r', '%I:%M:%S %p'],
  ['T', '%H:%M:%S'],
  ['X', '%H:%M:%S'],
  ['x', '%m/%d/%y'],
]);

/** Which letters glibc leaves as written after which modifier. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['E', 'aAbBhdeDFHIkljMmSUVgGWw'],
  ['O', 'aAcxXYDF'],
]);

const DIRECTIVE = /%([_\-0^#]*)(\d*)([EO]?)([\s\S]?)/uy;

/** glibc's formatter over one broken-down time. `text` is what it wrote; `capacity` the size of Python's buffer. */
class Printer {
  text = '';
  private readonly value: DateTime;
  private readonly capacity: number;

  constructor(value: DateTime, capacity: number) {
    this.value = value;
    this.capacity = capacity;
  }

  /** False where the text does not fit into the buffer: Python then gives an empty string. */
  print(format: string): boolean {
    let at = 0;
    while (at < format.length) {
      const next = format.indexOf('%', at);
      const end = next < 0 ? format.length : next;
      this.text += format.slice(at, end);
      if (next < 0) break;
      DIRECTIVE.lastIndex = next;
      const match = DIRECTIVE.exec(format);
      if (match === null) break;
      at = next + match[0].length;
      if (!this.directive(match)) return false;
    }
    return Array.from(this.text).length < this.capacity;
  }

  private directive(match: RegExpExecArray): boolean {
    const [source, flags = '', digits = '', modifier = '', letter = ''] = match;
    // The last of the padding flags counts.
    const directive: Directive = {
      source,
      pad: flags.replaceAll(/[\^#]/g, '').at(-1) ?? '',
      upper: flags.includes('^'),
      swap: flags.includes('#'),
      width: digits === '' ? 0 : Number(digits),
      modifier,
    };
    if (directive.width >= this.capacity) return false;
    const refused = letter === '' || REFUSED.get(modifier)?.includes(letter) === true;
    if (refused || (!this.word(letter, directive) && !this.number(letter, directive)))
      this.add(directive, directive.upper ? source.toUpperCase() : source);
    return this.text.length < this.capacity * 2;
  }

  /** The directives that print words or whole formats. */
  private word(letter: string, directive: Directive): boolean {
    const { year, month, day, hour } = this.value;
    const raised = directive.upper || directive.swap;
    const subformat = SUBFORMATS.get(letter);
    if (subformat !== undefined) {
      const inner = new Printer(this.value, this.capacity);
      inner.print(subformat);
      this.add(directive, directive.upper ? inner.text.toUpperCase() : inner.text);
      return true;
    }
    const name = (text: string): true => {
      this.add(directive, raised ? text.toUpperCase() : text);
      return true;
    };
    switch (letter) {
      case 'a':
        return name((WEEKDAYS[weekdayOf(year, month, day)] ?? '').slice(0, 3));
      case 'A':
        return name(WEEKDAYS[weekdayOf(year, month, day)] ?? '');
      case 'b':
      case 'h':
        return name((MONTHS[month - 1] ?? '').slice(0, 3));
      case 'B':
        return name(MONTHS[month - 1] ?? '');
      case 'p':
      case 'P': {
        const half = hour < 12 ? 'AM' : 'PM';
        const lower = letter === 'P' || directive.swap;
        this.add(directive, lower ? half.toLowerCase() : half);
        return true;
      }
      case 'n':
      case 't':
      case '%':
        this.add(directive, letter === 'n' ? '\n' : letter === 't' ? '\t' : '%');
        return true;
      case 'Z': {
        // Reached with a flag or width only: glibc then sees Python's struct_time, which names the process's zone, UTC.
        const zone = this.value.dst === undefined ? '' : 'UTC';
        this.add(directive, directive.swap ? zone.toLowerCase() : zone);
        return true;
      }
      case 'z':
        if (this.value.dst === undefined) return true;
        this.add(directive, '+');
        return this.pad(directive, 4, 0);
      default:
        return false;
    }
  }

  private number(letter: string, directive: Directive): boolean {
    const number = numberOf(letter, this.value);
    if (number === undefined) return false;
    const [width, value, spaced] = number;
    if (letter === 's') return this.pad(directive, 1, value, false);
    const pad = spaced && directive.pad !== '0' && directive.pad !== '-' ? '_' : directive.pad;
    return this.pad({ ...directive, pad }, width, value);
  }

  /** glibc's do_number: zeros or spaces up to the digits, then whatever the width still lacks. */
  private pad(directive: Directive, minimum: number, value: number, widen = true): true {
    const digits = widen ? Math.max(minimum, directive.width) : minimum;
    const text = String(value);
    const padded =
      directive.pad === '-' ? text : text.padStart(digits, directive.pad === '_' ? ' ' : '0');
    this.add(directive, padded);
    return true;
  }

  private add(directive: Directive, text: string): void {
    this.text += text.padStart(directive.width, directive.pad === '0' ? '0' : ' ');
  }
}

/** Digits, value, and whether spaces pad it; undefined for a letter that prints no number. */
function numberOf(
  letter: string,
  value: DateTime,
): [digits: number, value: number, spaced?: boolean] | undefined {
  const { year, month, day, hour } = value;
  const yearDay = dayOfYear(year, month, day) - 1;
  const sundayFirst = (weekdayOf(year, month, day) + 1) % 7;
  const mondayFirst = weekdayOf(year, month, day);
  switch (letter) {
    case 'C':
      return [1, Math.floor(year / 100)];
    case 'd':
      return [2, day];
    case 'e':
      return [2, day, true];
    case 'H':
      return [2, hour];
    case 'k':
      return [2, hour, true];
    case 'I':
      return [2, hour % 12 || 12];
    case 'l':
      return [2, hour % 12 || 12, true];
    case 'j':
      return [3, yearDay + 1];
    case 'M':
      return [2, value.minute];
    case 'm':
      return [2, month];
    case 'S':
      return [2, value.second];
    case 's':
      return [1, Math.floor(wallMilliseconds(value) / 1000)];
    case 'u':
      return [1, mondayFirst + 1];
    case 'w':
      return [1, sundayFirst];
    case 'U':
      return [2, Math.floor((yearDay - sundayFirst + 7) / 7)];
    case 'W':
      return [2, Math.floor((yearDay - mondayFirst + 7) / 7)];
    case 'V':
      return [2, isoWeek(value)[1]];
    case 'g':
      return [2, isoWeek(value)[0] % 100];
    case 'G':
      return [1, isoWeek(value)[0]];
    case 'Y':
      return [1, year];
    case 'y':
      return [2, year % 100];
    default:
      return undefined;
  }
}

/** The ISO year and week of a date (`date.isocalendar()`). The year may be 0 or 10000 at the ends, as in glibc. */
function isoWeek({ year, month, day }: DateTime): [year: number, week: number] {
  const yearDay = dayOfYear(year, month, day);
  const weekday = weekdayOf(year, month, day) + 1;
  const week = Math.floor((yearDay - weekday + 10) / 7);
  if (week < 1) return [year - 1, weeksIn(year - 1)];
  return week > weeksIn(year) ? [year + 1, 1] : [year, week];
}

/** A year has 53 weeks where it ends on a Thursday, or the year before on a Wednesday. Holds for year 0 too. */
function weeksIn(year: number): number {
  return lastWeekday(year) === 4 || lastWeekday(year - 1) === 3 ? 53 : 52;
}

/** The weekday of 31 December, 0 being Sunday. */
function lastWeekday(year: number): number {
  const days = year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return ((days % 7) + 7) % 7;
}
