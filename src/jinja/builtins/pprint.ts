import { isError } from '../errors.ts';
import { Bytes } from '../values/bytes/bytes.ts';
import { Dict } from '../values/dict.ts';
import { less } from '../values/ops.ts';
import { repr, typeName, ADDRESS, joinWithin } from '../values/protocol.ts';
import { PySet } from '../values/set.ts';
import { lengthOf } from '../values/strings.ts';
import { Tuple } from '../values/tuple.ts';
import { PyObject, reprOfString, type Value } from '../values/types.ts';
import { splitlines } from '../values/unicode.ts';
import { GroupTuple } from './group-tuple.ts';
import { SPACE } from './patterns.ts';

const WIDTH = 80;
/** A word with the white space behind it. */
const WORDS = new RegExp(`[^${SPACE}]+[${SPACE}]*|[${SPACE}]+`, 'gu');

/** Where a value is printed: its column, what must still fit behind it on the line, what it is inside of. */
type Place = {
  readonly indent: number;
  readonly allowance: number;
  readonly seen: readonly object[];
};

/** Python's `pprint.pformat(value)`: lines of up to 80 characters, dicts sorted by key, long text broken between words. */
export function pformat(value: Value): string {
  return format(value, { indent: 0, allowance: 0, seen: [] });
}

function format(value: Value, place: Place): string {
  if (isSeen(value, place.seen)) return recursion(value);
  const short = safeRepr(value, place.seen);
  if (lengthOf(short) <= WIDTH - place.indent - place.allowance) return short;
  const inner = typeof value === 'object' && value !== null ? [...place.seen, value] : place.seen;
  const inside = { ...place, seen: inner };
  if (typeof value === 'string') return formatText(value, place);
  if (value instanceof Bytes) return formatBytes(value, place);
  if (Array.isArray(value)) return `[${formatItems(value, deeper(inside, 1))}]`;
  if (value instanceof Dict) return `{${formatEntries(value, deeper(inside, 1))}}`;
  if (value instanceof PySet) return formatSet(value, inside);
  if (value instanceof Tuple && !(value instanceof GroupTuple)) {
    const end = value.items.length === 1 ? ',)' : ')';
    return `(${formatItems(value.items, deeper(inside, end.length))}${end}`;
  }
  return short;
}

function formatSet(set: PySet, place: Place): string {
  if (set.length() === 0) return 'set()';
  const items = [...(set.iterate() as IterableIterator<Value>)];
  return `{${formatItems(sorted(items, safeLess), deeper(place, 1))}}`;
}

/** The place of what stands behind an opening bracket. */
function deeper(place: Place, closing: number): Place {
  return { ...place, indent: place.indent + 1, allowance: place.allowance + closing };
}

function formatItems(items: readonly Value[], place: Place): string {
  const last = items.length - 1;
  return joinWithin(
    items,
    (item, index) => format(item, index === last ? place : { ...place, allowance: 1 }),
    lineBreak(place.indent),
  );
}

function formatEntries(dict: Dict, place: Place): string {
  const entries = sortedEntries(dict);
  const last = entries.length - 1;
  const text = ([key, value]: [Value, Value], index: number): string => {
    const name = safeRepr(key, place.seen);
    const indent = place.indent + lengthOf(name) + 2;
    const allowance = index === last ? place.allowance : 1;
    return `${name}: ${format(value, { ...place, indent, allowance })}`;
  };
  return joinWithin(entries, text, lineBreak(place.indent));
}

function lineBreak(indent: number): string {
  return `,\n${' '.repeat(indent)}`;
}

function formatText(text: string, place: Place): string {
  if (text === '') return "''";
  const outermost = place.seen.length === 0;
  const indent = place.indent + (outermost ? 1 : 0);
  const allowance = place.allowance + (outermost ? 1 : 0);
  const width = WIDTH - indent;
  const lines = splitlines(text, true);
  const chunks: string[] = [];
  lines.forEach((line, index) => {
    const reserve = index === lines.length - 1 ? allowance : 0;
    const whole = reprOfString(line);
    if (lengthOf(whole) <= width - reserve) chunks.push(whole);
    else chunks.push(...breakLine(line, width, reserve));
  });
  if (chunks.length === 1) return reprOfString(lines.at(-1) ?? '');
  const broken = chunks.join(`\n${' '.repeat(indent)}`);
  return outermost ? `(${broken})` : broken;
}

/** Bytes in lines of so many fours as fit. */
function formatBytes({ text }: Bytes, place: Place): string {
  if (text.length <= 4) return repr(new Bytes(text));
  const outer = place.seen.length === 0 ? 1 : 0;
  const indent = place.indent + outer;
  const chunks: string[] = [];
  let current = '';
  for (let at = 0; at < text.length; at += 4) {
    const part = text.slice(at, at + 4);
    const room = WIDTH - indent - (at + 4 > text.length ? place.allowance + outer : 0);
    if (repr(new Bytes(current + part)).length > room) {
      if (current !== '') chunks.push(repr(new Bytes(current)));
      current = part;
    } else current += part;
  }
  if (current !== '') chunks.push(repr(new Bytes(current)));
  const broken = chunks.join(`\n${' '.repeat(indent)}`);
  return outer === 1 ? `(${broken})` : broken;
}

/** The parts of a line between words; `reserve` is what must fit behind its last part. */
function breakLine(line: string, width: number, reserve: number): string[] {
  const parts = line.match(WORDS) ?? [];
  const chunks: string[] = [];
  let current = '';
  parts.forEach((part, index) => {
    const room = index === parts.length - 1 ? width - reserve : width;
    const candidate = current + part;
    if (lengthOf(reprOfString(candidate)) > room) {
      if (current !== '') chunks.push(reprOfString(current));
      current = part;
    } else current = candidate;
  });
  if (current !== '') chunks.push(reprOfString(current));
  return chunks;
}

function isSeen(value: Value, seen: readonly object[]): boolean {
  return typeof value === 'object' && value !== null && seen.includes(value);
}

function recursion(value: Value): string {
  return `<Recursion on ${typeName(value)} with id=${Number(ADDRESS)}>`;
}

/** Python's `saferepr`: as repr, but dicts are sorted by key. */
function safeRepr(value: Value, seen: readonly object[]): string {
  const isSequence =
    Array.isArray(value) || (value instanceof Tuple && !(value instanceof GroupTuple));
  if (!isSequence && !(value instanceof Dict)) return repr(value);
  if (isSeen(value, seen)) return recursion(value);
  const inside = [...seen, value];
  if (value instanceof Dict) {
    const text = ([key, item]: [Value, Value]): string =>
      `${safeRepr(key, inside)}: ${safeRepr(item, inside)}`;
    return `{${joinWithin(sortedEntries(value), text)}}`;
  }
  const text = (item: Value): string => safeRepr(item, inside);
  if (Array.isArray(value)) return `[${joinWithin(value, text)}]`;
  return `(${joinWithin(value.items, text)}${value.items.length === 1 ? ',' : ''})`;
}

function sortedEntries(dict: Dict): [Value, Value][] {
  return sorted([...dict.entries()], ([a], [b]) => safeLess(a, b));
}

function sorted<T>(items: T[], before: (a: T, b: T) => boolean): T[] {
  return items.sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
}

/** Python's `_safe_key`: values without an order between them stand by the name of their type. */
function safeLess(a: Value, b: Value): boolean {
  try {
    return less(a, b);
  } catch (error) {
    if (isError(error, 'TypeError')) return className(a) < className(b);
    throw error;
  }
}

function className(value: Value): string {
  const module = value instanceof PyObject ? value.moduleName() : 'builtins';
  const name = typeName(value);
  return `<class '${module === 'builtins' ? name : `${module}.${name}`}'>`;
}
