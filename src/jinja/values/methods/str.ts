import { raise } from '../../errors.ts';
import { encode } from '../bytes/encode.ts';
import { toCInt, toSize } from '../numbers.ts';
import { typeName } from '../protocol.ts';
import { strFormat, strFormatMap } from '../str-format.ts';
import { indexIn, lastIndexIn } from '../search.ts';
import * as splits from '../split.ts';
import * as strings from '../strings.ts';
import { Tuple } from '../tuple.ts';
import type { Callable, CallState, Kwargs, Markup, Value } from '../types.ts';
import * as unicode from '../unicode.ts';
import { found, joined, tabsExpanded, zeroFilled, type Search } from './on-text.ts';
import {
  boundArgument,
  codecArguments,
  fillArgument,
  namedTextArgument,
  textArgument,
  textOf,
  timesArgument,
} from './str-arguments.ts';
import { makeTable, translate } from './str-translate.ts';

const NOT_FOUND = 'substring not found';

/** The methods of str, as Python 3.11 has them. They take a Markup as `self` too and then work on its text. */
export const STR_METHODS: ReadonlyMap<string, Callable> = new Map([
  plain('capitalize', unicode.capitalize),
  plain('casefold', unicode.casefold),
  method('center', ['width', 'fillchar?'], padding('center')),
  counting('count', ['sub', 'start?', 'end?'], searching(strings.count)),
  method('encode', ['encoding?', 'errors?'], (_state, self, codec?: Value, errors?: Value) =>
    encode(self, ...codecArguments('encode', codec, errors)),
  ),
  counting('endswith', ['suffix', 'start?', 'end?'], testing('endswith', strings.endsWith)),
  method('expandtabs', ['tabsize?'], tabsExpanded),
  counting('find', ['sub', 'start?', 'end?'], searching(strings.find)),
  counting('format', ['*args', '**kwargs'], format),
  counting('format_map', ['mapping'], (state, self, mapping: Value) =>
    strFormatMap(state, self, mapping),
  ),
  counting('index', ['sub', 'start?', 'end?'], searching(found(strings.find, NOT_FOUND))),
  plain('isalnum', unicode.isalnum),
  plain('isalpha', unicode.isalpha),
  plain('isascii', unicode.isascii),
  plain('isdecimal', unicode.isdecimal),
  plain('isdigit', unicode.isdigit),
  plain('isidentifier', unicode.isidentifier),
  plain('islower', unicode.islower),
  plain('isnumeric', unicode.isnumeric),
  plain('isprintable', unicode.isprintable),
  plain('isspace', unicode.isspace),
  plain('istitle', unicode.istitle),
  plain('isupper', unicode.isupper),
  counting('join', ['iterable'], join),
  method('ljust', ['width', 'fillchar?'], padding('right')),
  plain('lower', unicode.lower),
  method('lstrip', ['chars?'], stripping('lstrip', 'left')),
  method('maketrans', ['x', 'y?', 'z?'], (_state, _self, x: Value, y?: Value, z?: Value) =>
    makeTable(x, y, z),
  ),
  counting('partition', ['sep'], (state, self, sep: Value) => partition(state, self, sep, 'left')),
  method('removeprefix', ['prefix'], removeprefix),
  method('removesuffix', ['suffix'], removesuffix),
  method('replace', ['old', 'new', 'count?'], replace),
  counting('rfind', ['sub', 'start?', 'end?'], searching(strings.rfind)),
  counting('rindex', ['sub', 'start?', 'end?'], searching(found(strings.rfind, NOT_FOUND))),
  method('rjust', ['width', 'fillchar?'], padding('left')),
  counting('rpartition', ['sep'], (state, self, sep: Value) =>
    partition(state, self, sep, 'right'),
  ),
  method('rsplit', ['sep?', 'maxsplit?'], splitting(splits.rsplitWhitespace, splits.rsplitAt)),
  method('rstrip', ['chars?'], stripping('rstrip', 'right')),
  method('split', ['sep?', 'maxsplit?'], splitting(splits.splitWhitespace, splits.splitAt)),
  method('splitlines', ['keepends?'], (_state, self, keepends: Value = false) =>
    unicode.splitlines(self, toCInt(keepends) !== 0),
  ),
  counting('startswith', ['prefix', 'start?', 'end?'], testing('startswith', strings.startsWith)),
  method('strip', ['chars?'], stripping('strip', 'both')),
  plain('swapcase', unicode.swapcase),
  plain('title', unicode.title),
  method('translate', ['table'], (state, self, table: Value) =>
    translate(self, table, state.meter),
  ),
  plain('upper', unicode.upper),
  method('zfill', ['width'], zeroFilled),
]);

// oxlint-disable-next-line typescript/no-explicit-any -- each method declares its own parameters
type Run = (state: CallState, self: string, ...args: any[]) => Value;

function method(name: string, params: readonly string[], run: Run): readonly [string, Callable] {
  const onText: Callable['run'] = (state, self: string | Markup, ...args) =>
    run(state, typeof self === 'string' ? self : self.text, ...args);
  return [name, { name: `str.${name}`, params: ['self', ...params], style: 'c', run: onText }];
}

/** The same for a method that counts its work itself. */
function counting(name: string, params: readonly string[], run: Run): readonly [string, Callable] {
  const [, callable] = method(name, params, run);
  return [name, { ...callable, cost: 'own' }];
}

function plain(name: string, run: (text: string) => Value): readonly [string, Callable] {
  const onText: Callable['run'] = (_state, self: string | Markup) =>
    run(typeof self === 'string' ? self : self.text);
  return [name, { name: `str.${name}`, params: ['self'], style: 'c', run: onText }];
}

function padding(where: 'center' | 'left' | 'right'): Run {
  return (state, self, width: Value, fill: Value = ' ') =>
    strings.pad(self, toSize(width), fillArgument(fill), where, state.meter);
}

function searching(search: Search): Run {
  return ({ meter }, self, part: Value, start?: Value, end?: Value) => {
    meter.scan(self.length);
    const [from, to] = [boundArgument(start, 0), boundArgument(end, Infinity)];
    return search(self, textArgument(part), from, to);
  };
}

function testing(
  name: string,
  test: (text: string, part: string, start: number, end: number) => boolean,
): Run {
  return ({ meter }, self, parts: Value, start?: Value, end?: Value) => {
    const [from, to] = [boundArgument(start, 0), boundArgument(end, Infinity)];
    if (start !== undefined) meter.scan(self.length);
    const holds = (part: string): boolean => {
      meter.step();
      meter.scan(part.length);
      return test(self, part, from, to);
    };
    if (parts instanceof Tuple) {
      return parts.items.some((part) => holds(memberOf(part, name)));
    }
    const text = textOf(parts);
    if (text !== undefined) return holds(text);
    throw raise(
      'TypeError',
      `${name} first arg must be str or a tuple of str, not ${typeName(parts)}`,
    );
  };
}

function memberOf(part: Value, name: string): string {
  const text = textOf(part);
  if (text !== undefined) return text;
  throw raise('TypeError', `tuple for ${name} must only contain str, not ${typeName(part)}`);
}

function format(state: CallState, self: string, args: readonly Value[], kwargs: Kwargs): Value {
  return strFormat(state, self, args, kwargs);
}

function join(state: CallState, self: string, iterable: Value): string {
  return joined(state, self, iterable, { textOf, expected: 'str instance' });
}

function stripping(name: string, sides: splits.Sides): Run {
  return (_state, self, chars: Value = null) => {
    if (chars === null) return splits.strip(self, undefined, sides);
    const text = textOf(chars);
    if (text === undefined) throw raise('TypeError', `${name} arg must be None or str`);
    return splits.strip(self, text, sides);
  };
}

type Split<By extends unknown[]> = (text: string, ...by: [...By, most: number]) => string[];

function splitting(bySpace: Split<[]>, bySeparator: Split<[separator: string]>): Run {
  return (_state, self, separator: Value = null, most?: Value) => {
    const times = timesArgument(most);
    if (separator === null) return bySpace(self, times);
    const text = textOf(separator);
    if (text === undefined) {
      throw raise('TypeError', `must be str or None, not ${typeName(separator)}`);
    }
    if (text === '') throw raise('ValueError', 'empty separator');
    return bySeparator(self, text, times);
  };
}

function partition(
  { meter }: CallState,
  self: string,
  separator: Value,
  side: 'left' | 'right',
): Tuple {
  meter.scan(self.length);
  const text = textArgument(separator);
  if (text === '') throw raise('ValueError', 'empty separator');
  const at = side === 'left' ? indexIn(self, text) : lastIndexIn(self, text);
  if (at === -1) return new Tuple(side === 'left' ? [self, '', ''] : ['', '', self]);
  return new Tuple([self.slice(0, at), separator, self.slice(at + text.length)]);
}

function removeprefix(_state: CallState, self: string, prefix: Value): string {
  const text = namedTextArgument(prefix, 'removeprefix() argument');
  return self.startsWith(text) ? self.slice(text.length) : self;
}

function removesuffix(_state: CallState, self: string, suffix: Value): string {
  const text = namedTextArgument(suffix, 'removesuffix() argument');
  return self.endsWith(text) ? self.slice(0, self.length - text.length) : self;
}

function replace(
  state: CallState,
  self: string,
  before: Value,
  after: Value,
  times?: Value,
): string {
  const old = namedTextArgument(before, 'replace() argument 1');
  const replacement = namedTextArgument(after, 'replace() argument 2');
  return strings.replace(self, old, replacement, timesArgument(times), state.meter);
}
