import { isError } from '../errors.ts';
import { Dict } from '../values/dict.ts';
import type { Meter } from '../values/meter.ts';
import { Printer, qualifiedTypeName, repr } from '../values/print.ts';
import { typeName } from '../values/protocol.ts';
import { PySet } from '../values/set.ts';
import { lengthOf } from '../values/strings.ts';
import { Tuple } from '../values/tuple.ts';
import { ADDRESS, PyObject, reprOfString, type Value } from '../values/types.ts';
import { splitlines } from '../values/unicode.ts';
import { SPACE } from './patterns.ts';
import { chargeSorting, less } from '../values/order.ts';

const WIDTH = 80;
/** A word with the white space behind it. */
const WORDS = new RegExp(`[^${SPACE}]+[${SPACE}]*|[${SPACE}]+`, 'gu');

/** Where a value is printed: its column, and what must still fit behind it on the line. */
type Place = { readonly indent: number; readonly allowance: number };

/** Python's `pprint.pformat(value)`: lines of up to 80 characters, dicts sorted by key, long text broken between words. */
export function pformat(value: Value, meter?: Meter): string {
  const layout = new Layout(new Printer(meter));
  layout.format(value, { indent: 0, allowance: 0 });
  return layout.printer.text;
}

class Layout {
  readonly printer: Printer;
  /** What is being printed, from the outside in. */
  private readonly open: Set<Value> = new Set();

  constructor(printer: Printer) {
    this.printer = printer;
  }

  format(value: Value, place: Place): void {
    const { open, printer } = this;
    if (open.has(value)) {
      printer.write(recursion(value));
      return;
    }
    const short = this.short(value, WIDTH - place.indent - place.allowance);
    if (short !== undefined) {
      printer.write(short);
      return;
    }
    const holds = isNested(value) || value instanceof PySet;
    if (holds) open.add(value);
    this.broken(value, place);
    if (holds) open.delete(value);
  }

  /** The text of a value that fits on what is left of the line, or of one that has no lines; else undefined. */
  private short(value: Value, space: number): string | undefined {
    if (isNested(value)) return new Line(space, this.printer.meter, this.open).of(value);
    const text = repr(value, this.printer.meter);
    const hasLines =
      typeof value === 'string' ||
      (value instanceof PySet && value.length() > 0) ||
      (value instanceof PyObject && value.prettyLines !== undefined);
    return hasLines && lengthOf(text) > space ? undefined : text;
  }

  private broken(value: Value, place: Place): void {
    const { printer } = this;
    if (typeof value === 'string') this.lines(textLines(value, this.textPlace(place)), place);
    else if (value instanceof Dict) this.entries(value, place);
    else if (Array.isArray(value) || value instanceof Tuple) {
      this.items(...partsOf(value), place);
    } else if (value instanceof PySet) {
      const items = [...(value.iterate() as IterableIterator<Value>)];
      this.items('{', sorted(items, safeLess, printer.meter), '}', place);
    } else if (value instanceof PyObject && value.prettyLines !== undefined) {
      const { indent, allowance } = this.textPlace(place);
      const width = WIDTH - indent;
      this.lines(value.prettyLines(width, width - allowance), place);
    }
  }

  /** Text in several lines is between parentheses, unless it is inside of something. */
  private textPlace({ indent, allowance }: Place): Place {
    const outer = this.open.size === 0 ? 1 : 0;
    return { indent: indent + outer, allowance: allowance + outer };
  }

  private lines(lines: readonly string[], place: Place): void {
    const { printer } = this;
    const isOuter = this.open.size === 0 && lines.length > 1;
    const between = `\n${' '.repeat(this.textPlace(place).indent)}`;
    if (isOuter) printer.write('(');
    for (const [at, line] of lines.entries()) {
      if (at > 0) printer.write(between);
      printer.write(line);
    }
    if (isOuter) printer.write(')');
  }

  private items(start: string, items: readonly Value[], end: string, place: Place): void {
    const { printer } = this;
    const indent = place.indent + 1;
    printer.write(start);
    for (const [at, item] of items.entries()) {
      if (at > 0) printer.write(lineBreak(indent));
      const isLast = at === items.length - 1;
      this.format(item, { indent, allowance: isLast ? place.allowance + end.length : 1 });
    }
    printer.write(end);
  }

  private entries(dict: Dict, place: Place): void {
    const { printer } = this;
    const indent = place.indent + 1;
    const entries = sortedEntries(dict, printer.meter);
    printer.write('{');
    for (const [at, [key, value]] of entries.entries()) {
      if (at > 0) printer.write(lineBreak(indent));
      const name = new Line(Infinity, printer.meter, this.open).of(key) ?? '';
      printer.write(`${name}: `);
      const isLast = at === entries.length - 1;
      this.format(value, {
        indent: indent + lengthOf(name) + 2,
        allowance: isLast ? place.allowance + 1 : 1,
      });
    }
    printer.write('}');
  }
}

function lineBreak(indent: number): string {
  return `,\n${' '.repeat(indent)}`;
}

function textLines(text: string, { indent, allowance }: Place): string[] {
  if (text === '') return ["''"];
  const width = WIDTH - indent;
  const lines = splitlines(text, true);
  const chunks: string[] = [];
  lines.forEach((line, index) => {
    const reserve = index === lines.length - 1 ? allowance : 0;
    const whole = reprOfString(line);
    if (lengthOf(whole) <= width - reserve) chunks.push(whole);
    else for (const chunk of brokenLine(line, width, reserve)) chunks.push(chunk);
  });
  return chunks.length === 1 ? [reprOfString(lines.at(-1) ?? '')] : chunks;
}

/** The parts of a line between words; `reserve` is what must fit behind its last part. */
function brokenLine(line: string, width: number, reserve: number): string[] {
  const parts = line.match(WORDS) ?? [];
  const chunks: string[] = [];
  let current = '';
  parts.forEach((part, index) => {
    const most = index === parts.length - 1 ? width - reserve : width;
    const candidate = current + part;
    if (lengthOf(reprOfString(candidate)) > most) {
      if (current !== '') chunks.push(reprOfString(current));
      current = part;
    } else current = candidate;
  });
  if (current !== '') chunks.push(reprOfString(current));
  return chunks;
}

function recursion(value: Value): string {
  return `<Recursion on ${typeName(value)} with id=${Number(ADDRESS)}>`;
}

/** Whether a value is printed member by member: Python lays out no other type. */
function isNested(value: Value): value is Value[] | Tuple | Dict {
  if (Array.isArray(value) || value instanceof Dict) return true;
  return value instanceof Tuple && value.typeName === 'tuple';
}

/** A list or tuple, with what is around its items. */
function partsOf(value: Value[] | Tuple): [start: string, items: readonly Value[], end: string] {
  if (Array.isArray(value)) return ['[', value, ']'];
  return ['(', value.items, value.items.length === 1 ? ',)' : ')'];
}

/** Python's `saferepr`, given up as soon as it is too long: as repr, but dicts are sorted by key. */
class Line {
  private text = '';
  private readonly space: number;
  private readonly meter: Meter;
  private readonly open: Set<Value>;

  constructor(space: number, meter: Meter, open: Set<Value>) {
    this.space = space;
    this.meter = meter;
    this.open = open;
  }

  /** The text of a value, or undefined where it does not fit. */
  of(value: Value): string | undefined {
    this.add(value);
    return this.isFull() || lengthOf(this.text) > this.space ? undefined : this.text;
  }

  /** Whether the text is too long even if all characters take two units. */
  private isFull(): boolean {
    return this.text.length > 2 * Math.max(this.space, 0);
  }

  private add(value: Value): void {
    this.meter.step();
    if (!isNested(value)) {
      this.write(repr(value, this.meter));
    } else if (this.open.has(value)) this.write(recursion(value));
    else {
      this.open.add(value);
      if (value instanceof Dict) this.entries(value);
      else this.items(...partsOf(value));
      this.open.delete(value);
    }
  }

  private write(piece: string): void {
    this.text += piece;
    this.meter.text(this.text.length, piece.length);
  }

  private items(start: string, items: readonly Value[], end: string): void {
    this.write(start);
    for (const [at, item] of items.entries()) {
      if (this.isFull()) return;
      if (at > 0) this.write(', ');
      this.add(item);
    }
    this.write(end);
  }

  private entries(dict: Dict): void {
    this.write('{');
    for (const [at, [key, value]] of sortedEntries(dict, this.meter).entries()) {
      if (this.isFull()) return;
      if (at > 0) this.write(', ');
      this.add(key);
      this.write(': ');
      this.add(value);
    }
    this.write('}');
  }
}

function sortedEntries(dict: Dict, meter: Meter): [Value, Value][] {
  return sorted([...dict.entries()], ([a], [b]) => safeLess(a, b, meter), meter);
}

function sorted<T>(items: T[], before: (a: T, b: T, meter: Meter) => boolean, meter: Meter): T[] {
  chargeSorting(meter, items.length);
  return items.sort((a, b) => (before(a, b, meter) ? -1 : before(b, a, meter) ? 1 : 0));
}

/** Python's `_safe_key`: values without an order between them are sorted by the name of their type. */
function safeLess(a: Value, b: Value, meter: Meter): boolean {
  try {
    return less(a, b, meter);
  } catch (error) {
    if (isError(error, 'TypeError')) return classText(a) < classText(b);
    throw error;
  }
}

function classText(value: Value): string {
  return `<class '${qualifiedTypeName(value)}'>`;
}
