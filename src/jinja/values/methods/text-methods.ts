import { isError, raise } from '../../errors.ts';
import { methodTable, type MethodRow, type MethodTable } from '../define.ts';
import { toSize, toCInt } from '../numbers.ts';
import { iterate } from '../ops.ts';
import { sliceBound } from '../positions.ts';
import { typeName } from '../protocol.ts';
import { indexIn, lastIndexIn } from '../search.ts';
import * as splits from '../split.ts';
import * as strings from '../strings.ts';
import { Tuple } from '../tuple.ts';
import { textOf, type Callable, type CallState, type Value } from '../types.ts';
import { expandtabs, splitlines } from '../unicode.ts';

/** What the methods that str and bytes share need to know of each; what takes an argument raises the type's own TypeError. */
type TextType = {
  readonly name: 'str' | 'bytes';
  /** The characters of a value of the type; undefined for any other value. */
  readonly textOf: (value: Value) => string | undefined;
  /** A value with that text: `self` itself where it has that text already. */
  readonly made: (text: string, self?: Value) => Value;
  /** What `find` and the like look for. */
  readonly part: (value: Value) => string;
  /** A member of the tuple that `startswith` and `endswith` take. */
  readonly member: (value: Value, method: string) => string;
  /** What `center` and the like fill with. */
  readonly fill: (value: Value, method: string) => string;
  /** What `strip` takes off; null: white space. */
  readonly chars: (value: Value, method: string) => string | undefined;
  /** What `split` and `partition` divide at. */
  readonly separator: (value: Value, method: 'split' | 'partition') => string;
  /** Any other argument, as errors name it: `replace() argument 1`. */
  readonly named: (value: Value, what: string) => string;
  readonly isSpace?: (unit: number) => boolean;
  /** Where `splitlines` breaks; absent: as str does. */
  readonly lineBreaks?: RegExp;
  /** What errors call an item that `join` takes, and what is not found. */
  readonly item: string;
  readonly missing: string;
};

/** A number of times: absent or negative means all. */
function timesArgument(value: Value | undefined): number {
  return value === undefined ? -1 : toSize(value);
}

/** A bound of `find` and its kin; None and nothing given mean the end of the text. */
function boundArgument(value: Value = null, absent: number): number {
  return sliceBound(value) ?? absent;
}

/** An argument that has to be text, for methods that name it: `replace() argument 1 must be str, not None`. */
export function namedTextArgument(value: Value, name: string): string {
  const text = textOf(value);
  if (text !== undefined) return text;
  const type = value === null ? 'None' : typeName(value);
  throw raise('TypeError', `${name} must be str, not ${type}`);
}

/** The methods that str and bytes share; those that may count their work themselves have `cost`. */
export function textMethods(type: TextType, cost: Pick<Callable, 'cost'> = {}): MethodTable {
  const { find, rfind, count, startsWith, endsWith } = strings;
  const windows: readonly MethodRow[] = [
    searching(type, 'count', count),
    searching(type, 'find', find),
    searching(type, 'index', found(find, type.missing)),
    searching(type, 'rfind', rfind),
    searching(type, 'rindex', found(rfind, type.missing)),
    testing(type, 'startswith', startsWith),
    testing(type, 'endswith', endsWith),
  ];
  const others: readonly MethodRow[] = [
    padding(type, 'center', 'center'),
    padding(type, 'ljust', 'right'),
    padding(type, 'rjust', 'left'),
    stripping(type, 'strip', 'both'),
    stripping(type, 'lstrip', 'left'),
    stripping(type, 'rstrip', 'right'),
    splitting(type, 'split', splits.splitWhitespace, splits.splitAt),
    splitting(type, 'rsplit', splits.rsplitWhitespace, splits.rsplitAt),
    ...changing(type),
  ];
  const inParts: readonly MethodRow[] = [
    ['join', 'iterable', joining(type)],
    ['partition', 'sep', parting(type, 'left')],
    ['rpartition', 'sep', parting(type, 'right')],
  ];
  return new Map([
    ...methodTable(type.name, [...windows, ...inParts], cost),
    ...methodTable(type.name, others),
  ]);
}

/** The methods whose answer is one text, or its lines. */
function changing({ textOf, made, named, lineBreaks }: TextType): readonly MethodRow[] {
  return [
    [
      'expandtabs',
      'tabsize?',
      (state: CallState, self: Value, tabsize: Value = 8) => {
        const text = textOf(self) as string;
        const size = toCInt(tabsize);
        const tabs = text.split('\t').length - 1;
        state.meter.text(text.length + tabs * Math.max(size, 0));
        return made(tabs === 0 ? text : expandtabs(text, size));
      },
      'keywords',
    ],
    [
      'removeprefix',
      'prefix',
      (_state, self: Value, prefix: Value) => {
        const text = textOf(self) as string;
        const start = named(prefix, 'removeprefix() argument');
        return made(text.startsWith(start) ? text.slice(start.length) : text, self);
      },
    ],
    [
      'removesuffix',
      'suffix',
      (_state, self: Value, suffix: Value) => {
        const text = textOf(self) as string;
        const end = named(suffix, 'removesuffix() argument');
        return made(text.endsWith(end) ? text.slice(0, text.length - end.length) : text, self);
      },
    ],
    [
      'replace',
      'old new count?',
      ({ meter }, self: Value, before: Value, after: Value, times?: Value) => {
        const old = named(before, 'replace() argument 1');
        const instead = named(after, 'replace() argument 2');
        const most = timesArgument(times);
        return made(strings.replace(textOf(self) as string, old, instead, most, meter), self);
      },
    ],
    [
      'splitlines',
      'keepends?',
      (_state, self: Value, keepends: Value = false) => {
        const keeps = toCInt(keepends) !== 0;
        return splitlines(textOf(self) as string, keeps, lineBreaks).map((line) =>
          made(line, self),
        );
      },
      'keywords',
    ],
    [
      'zfill',
      'width',
      ({ meter }, self: Value, width: Value) => {
        const text = textOf(self) as string;
        const sign = /^[+-]/.test(text) ? text.charAt(0) : '';
        const size = toSize(width) - sign.length;
        return made(sign + strings.pad(text.slice(sign.length), size, '0', 'left', meter), self);
      },
    ],
  ];
}

/** A search such as `find`: where the part is in a text between two bounds, -1 where there is none. */
type Search = (text: string, part: string, start: number, end: number) => number;

/** `index` out of `find`: raises ValueError where nothing is found. */
function found(search: Search, message: string): Search {
  return (text, part, start, end) => {
    const at = search(text, part, start, end);
    if (at === -1) throw raise('ValueError', message);
    return at;
  };
}

function searching({ textOf, part }: TextType, name: string, search: Search): MethodRow {
  const run = (
    { meter }: CallState,
    self: Value,
    sub: Value,
    start?: Value,
    end?: Value,
  ): Value => {
    const text = textOf(self) as string;
    meter.scan(text.length);
    const [from, to] = [boundArgument(start, 0), boundArgument(end, Infinity)];
    return search(text, part(sub), from, to);
  };
  return [name, 'sub start? end?', run, 'tuple'];
}

function testing(
  { name: type, textOf, member }: TextType,
  name: string,
  test: (text: string, part: string, start: number, end: number) => boolean,
): MethodRow {
  const run: MethodRow[2] = ({ meter }, self: Value, parts: Value, start?: Value, end?: Value) => {
    const text = textOf(self) as string;
    const [from, to] = [boundArgument(start, 0), boundArgument(end, Infinity)];
    if (start !== undefined) meter.scan(text.length);
    const holds = (part: string): boolean => {
      meter.step();
      meter.scan(part.length);
      return test(text, part, from, to);
    };
    if (parts instanceof Tuple) return parts.items.some((part) => holds(member(part, name)));
    const single = textOf(parts);
    if (single !== undefined) return holds(single);
    const wanted = `${type} or a tuple of ${type}`;
    throw raise('TypeError', `${name} first arg must be ${wanted}, not ${typeName(parts)}`);
  };
  return [name, 'prefix start? end?', run, 'tuple'];
}

function padding(
  { textOf, made, fill }: TextType,
  name: string,
  where: 'center' | 'left' | 'right',
): MethodRow {
  const run = ({ meter }: CallState, self: Value, width: Value, char?: Value): Value => {
    const size = toSize(width);
    const filling = char === undefined ? ' ' : fill(char, name);
    return made(strings.pad(textOf(self) as string, size, filling, where, meter), self);
  };
  return [name, 'width fillchar?', run];
}

function stripping(
  { textOf, made, chars }: TextType,
  name: string,
  sides: splits.Sides,
): MethodRow {
  const run = (_state: CallState, self: Value, given: Value = null): Value =>
    made(splits.strip(textOf(self) as string, chars(given, name), sides), self);
  return [name, 'chars?', run];
}

function splitting(
  { name: type, textOf, made, separator, isSpace }: TextType,
  name: string,
  bySpace: typeof splits.splitWhitespace,
  bySeparator: typeof splits.splitAt,
): MethodRow {
  const run = (_state: CallState, self: Value, sep: Value = null, most?: Value): Value => {
    const text = textOf(self) as string;
    const times = timesArgument(most);
    const parts =
      sep === null
        ? bySpace(text, times, isSpace)
        : bySeparator(text, filled(separator(sep, 'split')), times);
    return type === 'str' ? parts : parts.map((part) => made(part, self));
  };
  return [name, 'sep? maxsplit?', run, 'keywords'];
}

function filled(separator: string): string {
  if (separator === '') throw raise('ValueError', 'empty separator');
  return separator;
}

function parting({ textOf, made, separator }: TextType, side: 'left' | 'right'): MethodRow[2] {
  return ({ meter }, self: Value, sep: Value) => {
    const text = textOf(self) as string;
    meter.scan(text.length);
    const between = filled(separator(sep, 'partition'));
    const at = side === 'left' ? indexIn(text, between) : lastIndexIn(text, between);
    const none = made('');
    if (at === -1) return new Tuple(side === 'left' ? [self, none, none] : [none, none, self]);
    return new Tuple([made(text.slice(0, at)), sep, made(text.slice(at + between.length))]);
  };
}

function joining({ textOf, made, item }: TextType): MethodRow[2] {
  return ({ meter }, self: Value, iterable: Value) => {
    const between = textOf(self) as string;
    const items = itemsOf(iterable);
    const parts: string[] = [];
    let length = 0;
    for (let next = items.next(); next.done !== true; next = items.next()) {
      const text = textOf(next.value);
      if (text === undefined) {
        // Python makes a list of the items first: what raises there raises before a wrong item is found.
        while (items.next().done !== true);
        const type = typeName(next.value);
        throw raise('TypeError', `sequence item ${parts.length}: expected ${item}, ${type} found`);
      }
      parts.push(text);
      length += text.length + between.length;
      meter.step();
      meter.text(length - between.length, text.length + between.length);
    }
    return made(parts.join(between));
  };
}

function itemsOf(iterable: Value): Iterator<Value> {
  try {
    return iterate(iterable);
  } catch (error) {
    if (isError(error, 'TypeError')) throw raise('TypeError', 'can only join an iterable');
    throw error;
  }
}
