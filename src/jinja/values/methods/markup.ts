import { escape } from '../concat.ts';
import { htmlUnescape } from '../html-unescape.ts';
import { iterate } from '../ops.ts';
import { str } from '../print.ts';
import { markupFormat } from '../str-format.ts';
import { splitWhitespace } from '../split.ts';
import { Tuple } from '../tuple.ts';
import {
  Markup,
  PyObject,
  type Callable,
  type CallState,
  type Kwargs,
  type Value,
} from '../types.ts';
import { STR_METHODS } from './str.ts';

/** The methods of str that escape their arguments and give a Markup back. */
const WRAPPED = [
  'capitalize',
  'center',
  'expandtabs',
  'ljust',
  'lower',
  'lstrip',
  'replace',
  'rjust',
  'rstrip',
  'strip',
  'swapcase',
  'title',
  'translate',
  'upper',
  'zfill',
];

/**
 * The methods of `markupsafe.Markup` (2.1.2): those of str, most of which escape their arguments and give safe text, and
 * `escape`, `striptags` and `unescape`.
 */
export const MARKUP_METHODS: ReadonlyMap<string, Callable> = new Map<string, Callable>([
  ...[...STR_METHODS].map(inherited),
  ...WRAPPED.map(wrapped),
  own('escape', ['s'], (_state, _self, value: Value) => escape(value)),
  own('format', ['*args', '**kwargs'], format),
  formatMap(),
  own('join', ['seq'], join),
  own('partition', ['sep'], parted('partition')),
  own('rpartition', ['sep'], parted('rpartition')),
  own('rsplit', ['sep?', 'maxsplit?'], pieces('rsplit')),
  own('split', ['sep?', 'maxsplit?'], pieces('split')),
  own('splitlines', ['keepends?'], pieces('splitlines')),
  own('striptags', [], (_state, self) => stripTags(self.text)),
  own('unescape', [], (_state, self) => htmlUnescape(self.text)),
]);

// oxlint-disable-next-line typescript/no-explicit-any -- each method declares its own parameters
type Run = (state: CallState, self: Markup, ...args: any[]) => Value;

function own(name: string, params: readonly string[], run: Run): readonly [string, Callable] {
  return [name, { name: `Markup.${name}`, params: ['self', ...params], style: 'python', run }];
}

/** A method of str that Markup has as it is: Python's messages name the class of the object. */
function inherited([name, method]: readonly [string, Callable]): readonly [string, Callable] {
  // A static method stays that of str.
  if (name === 'maketrans') return [name, method];
  return [name, { ...method, name: method.name.replace(/^str\./, 'Markup.') }];
}

function ofStr(name: string): Callable {
  const method = STR_METHODS.get(name);
  if (method === undefined) throw new Error(`no method str.${name}`);
  return method;
}

function wrapped(name: string): readonly [string, Callable] {
  const method = ofStr(name);
  const run: Callable['run'] = (state, self: Markup, ...args) =>
    new Markup(method.run(state, self.text, ...args.map(escapeText)) as string);
  return [name, { ...method, run }];
}

/** Text and whatever knows its own HTML is escaped; other arguments stay what they are. */
function escapeText(value: Value | undefined): Value | undefined {
  if (typeof value === 'string') return escape(value);
  return value instanceof PyObject && value.html !== undefined ? escape(value) : value;
}

function format(state: CallState, self: Markup, args: readonly Value[], kwargs: Kwargs): Markup {
  return markupFormat(state, self.text, args, kwargs);
}

/** CPython gives a text without fields back as it is: safe. */
function formatMap(): readonly [string, Callable] {
  const [name, method] = inherited(['format_map', ofStr('format_map')]);
  const run: Callable['run'] = (state, self: Markup, mapping: Value) => {
    state.meter.scan(self.text.length);
    return /^[^{}]+$/.test(self.text) ? self : method.run(state, self, mapping);
  };
  return [name, { ...method, run }];
}

function join(state: CallState, self: Markup, seq: Value): Markup {
  const items = iterate(seq);
  const escaped: Value[] = [];
  for (let next = items.next(); next.done !== true; next = items.next()) {
    state.meter.step();
    escaped.push(escape(next.value));
  }
  return new Markup(ofStr('join').run(state, self.text, escaped) as string);
}

function parted(name: string): Run {
  return (state, self, separator: Value) => {
    const parts = ofStr(name).run(state, self.text, escape(separator)) as Tuple;
    return new Tuple(parts.items.map((part) => new Markup(str(part))));
  };
}

function pieces(name: string): Run {
  return (state, self, ...args) => {
    const parts = ofStr(name).run(state, self.text, ...args) as string[];
    return parts.map((part) => new Markup(part));
  };
}

/** `Markup(text).striptags()`: no comments, no tags, white space as single spaces, entities as their characters. */
export function stripTags(text: string): string {
  const bare = without(without(text, '<!--', '-->'), '<', '>');
  return htmlUnescape(splitWhitespace(bare, -1).join(' '));
}

/** A text without what is from an opening to the next closing mark; in time that grows with the text alone. */
function without(text: string, open: string, close: string): string {
  let result = '';
  let kept = 0;
  for (let start = text.indexOf(open); start !== -1; start = text.indexOf(open, kept)) {
    const end = text.indexOf(close, start + open.length);
    if (end === -1) break;
    result += text.slice(kept, start);
    kept = end + close.length;
  }
  return kept === 0 ? text : result + text.slice(kept);
}
