import { raise } from '../../errors.ts';
import { again, byteChar, Bytes, bytesText } from './bytes.ts';
import { decode } from './decode.ts';
import { toCInt, toSize } from '../numbers.ts';
import { isInt, typeName } from '../protocol.ts';
import { indexIn, lastIndexIn } from '../search.ts';
import * as splits from '../split.ts';
import * as strings from '../strings.ts';
import { Tuple } from '../tuple.ts';
import type { Callable, CallState, Value } from '../types.ts';
import { isascii, splitlines } from '../unicode.ts';
import * as ascii from './bytes-ascii.ts';
import { fromHex, hex, makeTable, translate } from './bytes-hex.ts';
import { found, joined, tabsExpanded, zeroFilled, type Search } from '../methods/on-text.ts';
import { boundArgument, codecArguments, timesArgument } from '../methods/str-arguments.ts';

const NOT_FOUND = 'subsection not found';

/** The methods of bytes, as Python 3.11 has them; the two static ones, `fromhex` and `maketrans`, are called on any bytes. */
export const BYTES_METHODS: ReadonlyMap<string, Callable> = new Map([
  changing('capitalize', ascii.capitalize),
  method('center', ['width', 'fillchar?'], padding('center')),
  method('count', ['sub', 'start?', 'end?'], searching(strings.count)),
  method('decode', ['encoding?', 'errors?'], (_state, { text }, codec?: Value, errors?: Value) =>
    decode(text, ...codecArguments('decode', codec, errors)),
  ),
  method('endswith', ['suffix', 'start?', 'end?'], testing('endswith', strings.endsWith)),
  method(
    'expandtabs',
    ['tabsize?'],
    (state, { text }, tabsize?: Value) => new Bytes(tabsExpanded(state, text, tabsize)),
  ),
  method('find', ['sub', 'start?', 'end?'], searching(strings.find)),
  method('fromhex', ['string'], (_state, _self, string: Value) => fromHex(string)),
  method('hex', ['sep?', 'bytes_per_sep?'], hex),
  method('index', ['sub', 'start?', 'end?'], searching(found(strings.find, NOT_FOUND))),
  telling('isalnum', ascii.isalnum),
  telling('isalpha', ascii.isalpha),
  telling('isascii', isascii),
  telling('isdigit', ascii.isdigit),
  telling('islower', ascii.islower),
  telling('isspace', ascii.isspace),
  telling('istitle', ascii.istitle),
  telling('isupper', ascii.isupper),
  method('join', ['iterable_of_bytes'], join),
  method('ljust', ['width', 'fillchar?'], padding('right')),
  changing('lower', ascii.lower),
  method('lstrip', ['bytes?'], stripping('left')),
  method('maketrans', ['frm', 'to'], (_state, _self, from: Value, to: Value) =>
    makeTable(from, to),
  ),
  method('partition', ['sep'], (_state, self, sep: Value) => partition(self, sep, 'left')),
  method('removeprefix', ['prefix'], removeprefix),
  method('removesuffix', ['suffix'], removesuffix),
  method('replace', ['old', 'new', 'count?'], replace),
  method('rfind', ['sub', 'start?', 'end?'], searching(strings.rfind)),
  method('rindex', ['sub', 'start?', 'end?'], searching(found(strings.rfind, NOT_FOUND))),
  method('rjust', ['width', 'fillchar?'], padding('left')),
  method('rpartition', ['sep'], (_state, self, sep: Value) => partition(self, sep, 'right')),
  method('rsplit', ['sep?', 'maxsplit?'], splitting(splits.rsplitWhitespace, splits.rsplitAt)),
  method('rstrip', ['bytes?'], stripping('right')),
  method('split', ['sep?', 'maxsplit?'], splitting(splits.splitWhitespace, splits.splitAt)),
  method('splitlines', ['keepends?'], (_state, self, keepends: Value = false) =>
    pieces(self, splitlines(self.text, toCInt(keepends) !== 0, /\r\n|[\n\r]/g)),
  ),
  method('startswith', ['prefix', 'start?', 'end?'], testing('startswith', strings.startsWith)),
  method('strip', ['bytes?'], stripping('both')),
  changing('swapcase', ascii.swapcase),
  changing('title', ascii.title),
  // A parameter without a name takes no keyword.
  method('translate', ['', 'delete?'], (_state, self, table: Value, out?: Value) =>
    translate(self, table, out),
  ),
  changing('upper', ascii.upper),
  method('zfill', ['width'], (state, self, width: Value) =>
    again(self, zeroFilled(state, self.text, width)),
  ),
]);

// oxlint-disable-next-line typescript/no-explicit-any -- each method declares its own parameters
type Run = (state: CallState, self: Bytes, ...args: any[]) => Value;

function method(name: string, params: readonly string[], run: Run): readonly [string, Callable] {
  return [name, { name: `bytes.${name}`, params: ['self', ...params], style: 'c', run }];
}

function changing(name: string, run: (text: string) => string): readonly [string, Callable] {
  return method(name, [], (_state, { text }) => new Bytes(run(text)));
}

function telling(name: string, run: (text: string) => boolean): readonly [string, Callable] {
  return method(name, [], (_state, { text }) => run(text));
}

function pieces(self: Bytes, parts: readonly string[]): Bytes[] {
  return parts.map((part) => again(self, part));
}

function padding(where: 'center' | 'left' | 'right'): Run {
  const name = where === 'center' ? 'center' : where === 'left' ? 'rjust' : 'ljust';
  return (state, self, width: Value, fill?: Value) => {
    const size = toSize(width);
    const char = fill === undefined ? ' ' : fillArgument(fill, name);
    return again(self, strings.pad(self.text, size, char, where, state.meter));
  };
}

function fillArgument(fill: Value, name: string): string {
  if (fill instanceof Bytes && fill.text.length === 1) return fill.text;
  const type = fill === null ? 'None' : typeName(fill);
  throw raise('TypeError', `${name}() argument 2 must be a byte string of length 1, not ${type}`);
}

function searching(search: Search): Run {
  return (_state, { text }, part: Value, start?: Value, end?: Value) => {
    const [from, to] = [boundArgument(start, 0), boundArgument(end, Infinity)];
    return search(text, partArgument(part), from, to);
  };
}

/** What is searched for: bytes, or an int for one of them. */
function partArgument(part: Value): string {
  if (part instanceof Bytes) return part.text;
  if (isInt(part)) return byteChar(part);
  throw raise(
    'TypeError',
    `argument should be integer or bytes-like object, not '${typeName(part)}'`,
  );
}

function testing(
  name: string,
  test: (text: string, part: string, start: number, end: number) => boolean,
): Run {
  return (_state, { text }, parts: Value, start?: Value, end?: Value) => {
    const [from, to] = [boundArgument(start, 0), boundArgument(end, Infinity)];
    if (parts instanceof Tuple) {
      return parts.items.some((part) => test(text, bytesText(part), from, to));
    }
    if (parts instanceof Bytes) return test(text, parts.text, from, to);
    throw raise(
      'TypeError',
      `${name} first arg must be bytes or a tuple of bytes, not ${typeName(parts)}`,
    );
  };
}

function join(state: CallState, self: Bytes, iterable: Value): Bytes {
  return new Bytes(
    joined(state, self.text, iterable, {
      textOf: (item) => (item instanceof Bytes ? item.text : undefined),
      expected: 'a bytes-like object',
    }),
  );
}

const SPACES = ' \t\n\r\v\f';

function stripping(sides: splits.Sides): Run {
  return (_state, self, chars: Value = null) =>
    again(self, splits.strip(self.text, chars === null ? SPACES : bytesText(chars), sides));
}

type SplitWords = (text: string, most: number, isSpace: (unit: number) => boolean) => string[];

function splitting(
  bySpace: SplitWords,
  bySeparator: (text: string, separator: string, most: number) => string[],
): Run {
  return (_state, self, separator: Value = null, most?: Value) => {
    const times = timesArgument(most);
    if (separator === null) return pieces(self, bySpace(self.text, times, ascii.isSpace));
    const text = bytesText(separator);
    if (text === '') throw raise('ValueError', 'empty separator');
    return pieces(self, bySeparator(self.text, text, times));
  };
}

function partition(self: Bytes, separator: Value, side: 'left' | 'right'): Tuple {
  const text = bytesText(separator);
  if (text === '') throw raise('ValueError', 'empty separator');
  const at = side === 'left' ? indexIn(self.text, text) : lastIndexIn(self.text, text);
  const none = new Bytes('');
  if (at === -1) return new Tuple(side === 'left' ? [self, none, none] : [none, none, self]);
  const after = new Bytes(self.text.slice(at + text.length));
  return new Tuple([new Bytes(self.text.slice(0, at)), separator, after]);
}

function removeprefix(_state: CallState, self: Bytes, prefix: Value): Bytes {
  const text = bytesText(prefix);
  return self.text.startsWith(text) ? again(self, self.text.slice(text.length)) : self;
}

function removesuffix(_state: CallState, self: Bytes, suffix: Value): Bytes {
  const text = bytesText(suffix);
  const { length } = self.text;
  return self.text.endsWith(text) ? again(self, self.text.slice(0, length - text.length)) : self;
}

function replace(state: CallState, self: Bytes, before: Value, after: Value, times?: Value): Bytes {
  const [old, replacement] = [bytesText(before), bytesText(after)];
  const most = timesArgument(times);
  return again(self, strings.replace(self.text, old, replacement, most, state.meter));
}
