import { didYouMean } from '../../diagnostics/index.ts';
import { raise } from '../../jinja/values/index.ts';
import { fromWallMilliseconds, wallMilliseconds, type DateTime } from './calendar.ts';
import { offsetName, offsetText } from './strftime.ts';
import { ABBREVIATIONS, ZONE_NAMES } from './zone-data.ts';

/** What a zone's clocks show at one instant: `offset` in seconds east of UTC, the name for `%Z`, daylight saving or not. */
type ZoneReading = {
  readonly offset: number;
  readonly name: string;
  /** Absent for a fixed offset, which knows no daylight saving. */
  readonly dst?: boolean;
};

/** A time zone. `name` is as it was asked for; `at` takes epoch milliseconds. */
export type Zone = { readonly name: string; readonly at: (epoch: number) => ZoneReading };

/**
 * The zone of an abbreviation (`EST`: a fixed offset) or an IANA name in any letter case (`Asia/Kolkata`: with daylight
 * saving); undefined for another text. Making one is slow: keep it.
 */
export function findZone(name: string): Zone | undefined {
  const minutes = ABBREVIATIONS.get(name.toUpperCase());
  if (minutes !== undefined) {
    const reading: ZoneReading = { offset: minutes * 60, name: name.toUpperCase() };
    return { name, at: () => reading };
  }
  // Newer engines also take offsets such as +05:30 here; a time zone's name starts with a letter.
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return namedZone(name);
  } catch {
    return undefined;
  }
}

/** The zone of that name; raises ValueError with a suggestion where there is none. */
export function zoneOf(name: string): Zone {
  const zone = findZone(name);
  if (zone !== undefined) return zone;
  const error = raise('ValueError', `unknown time zone '${name}'`);
  error.hint =
    didYouMean(name, [...ZONE_NAMES.keys(), ...ABBREVIATIONS.keys()]) ??
    "use a name of the IANA database, such as 'Asia/Kolkata', or an abbreviation, such as 'EST'";
  throw error;
}

/** A zone that is always `offset` seconds east of UTC. */
export function fixedZone(offset: number): Zone {
  const reading: ZoneReading = { offset, name: offsetName(offset) };
  return { name: reading.name, at: () => reading };
}

/** What the clocks of a zone show at an instant (epoch milliseconds). */
export function readClock(zone: Zone, epoch: number): DateTime {
  const { offset, name, dst } = zone.at(epoch);
  const wall = fromWallMilliseconds(epoch + offset * 1000);
  return { ...wall, offset, zone: name, ...(dst !== undefined && { dst }) };
}

/** The instant (epoch milliseconds) of a time with an offset; one without is taken for UTC. */
export function epochOf(value: DateTime): number {
  return wallMilliseconds(value) - (value.offset ?? 0) * 1000;
}

/**
 * A wall clock's reading placed in a zone, as Python's zoneinfo does with `fold=0`: the first of two equal readings in
 * autumn; one that spring skips keeps the offset from before.
 */
export function placeInZone(wall: DateTime, zone: Zone): DateTime {
  const naive = wallMilliseconds(wall);
  const day = 86_400_000;
  const before = zone.at(naive - day);
  const after = zone.at(naive + day);
  const fits = [before, after].find(
    ({ offset }) => zone.at(naive - offset * 1000).offset === offset,
  );
  const reading = fits === undefined ? before : zone.at(naive - fits.offset * 1000);
  const { offset, name, dst } = reading;
  return { ...wall, offset, zone: name, ...(dst !== undefined && { dst }) };
}

function namedZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const names = namesOf(name, format.resolvedOptions().timeZone);
  const at = (epoch: number): ZoneReading => {
    const offset = offsetAt(format, epoch);
    const year = new Date(epoch).getUTCFullYear();
    const standard = Math.min(
      offsetAt(format, Date.UTC(year, 0, 1)),
      offsetAt(format, Date.UTC(year, 6, 1)),
    );
    const dst = offset > standard;
    return { offset, dst, name: names?.[dst ? 1 : 0] ?? numericName(offset) };
  };
  return { name, at };
}

/** The names that belong to a zone however its letters are cased, or whichever of its aliases the engine prefers. */
function namesOf(asked: string, resolved: string): readonly [string, string] | undefined {
  const exact = ZONE_NAMES.get(asked);
  if (exact !== undefined) return exact;
  const lower = asked.toLowerCase();
  for (const [zone, names] of ZONE_NAMES) if (zone.toLowerCase() === lower) return names;
  return ZONE_NAMES.get(resolved);
}

/** `+03`, `+0545`: how the IANA database names a zone whose abbreviation nobody uses. */
function numericName(offset: number): string {
  return offsetText(offset).replace(/^([+-]\d\d)00$/, '$1');
}

function offsetAt(format: Intl.DateTimeFormat, epoch: number): number {
  const whole = Math.floor(epoch / 1000) * 1000;
  const parts = new Map(format.formatToParts(whole).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  // Four centuries away, since Date.UTC reads the years 0 to 99 as 1900 to 1999.
  const wall =
    Date.UTC(
      year + 400,
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    ) -
    146_097 * 86_400_000;
  return (wall - whole) / 1000;
}
