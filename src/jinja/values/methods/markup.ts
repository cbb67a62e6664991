import { escape } from '../concat.ts';
import { pythonFunction, type MethodTable } from '../define.ts';
import { htmlUnescape } from '../html-unescape.ts';
import { iterate } from '../ops.ts';
import { str } from '../print.ts';
import { splitWhitespace } from '../split.ts';
import { Tuple } from '../tuple.ts';
import { Markup, PyObject, type Callable, type CallState, type Value } from '../types.ts';

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
 * The methods of `markupsafe.Markup` (2.1.2) over those of str: most of these escape their arguments and give safe text, and
 * `escape`, `striptags` and `unescape` are its own. `format` is that of Markup.
 */
export function markupMethods(str: MethodTable, format: Callable): MethodTable {
  const ofStr = (name: string): Callable => str.get(name) as Callable;
  return new Map<string, Callable>([
    ...Array.from(str, ([name, method]) => [name, inherited(method)] as const),
    ...WRAPPED.map((name) => [name, wrapped(ofStr(name))] as const),
    own('escape', 's', (_state, _self, value: Value) => escape(value)),
    ['format', format],
    ['format_map', formatMap(inherited(ofStr('format_map')))],
    own('join', 'seq', join(ofStr('join'))),
    own('partition', 'sep', parted(ofStr('partition'))),
    own('rpartition', 'sep', parted(ofStr('rpartition'))),
    own('rsplit', 'sep? maxsplit?', pieces(ofStr('rsplit'))),
    own('split', 'sep? maxsplit?', pieces(ofStr('split'))),
    own('splitlines', 'keepends?', pieces(ofStr('splitlines'))),
    own('striptags', '', (_state, self) => stripTags(self.text)),
    own('unescape', '', (_state, self) => htmlUnescape(self.text)),
  ]);
}

// oxlint-disable-next-line typescript/no-explicit-any -- each method declares its own parameters
type Method = (state: CallState, self: Markup, ...args: any[]) => Value;

function own(name: string, params: string, run: Method): readonly [string, Callable] {
  return [name, pythonFunction(`Markup.${name}`, `self ${params}`.trimEnd(), run)];
}

/** A method of str that Markup has as it is, on its text: Python's messages name the class of the object. */
function inherited(method: Callable): Callable {
  const { name, run } = method;
  // A static method stays that of str.
  if (name === 'str.maketrans') return method;
  return {
    ...method,
    name: name.replace(/^str\./, 'Markup.'),
    run: (state, self: Markup, a, b, c) => run(state, self.text, a, b, c),
  };
}

function wrapped(method: Callable): Callable {
  const run: Callable['run'] = (state, self: Markup, a, b, c) =>
    new Markup(method.run(state, self.text, escapeText(a), escapeText(b), escapeText(c)) as string);
  return { ...method, run };
}

/** Text and whatever knows its own HTML is escaped; other arguments stay what they are. */
function escapeText(value: Value | undefined): Value | undefined {
  if (typeof value === 'string') return escape(value);
  return value instanceof PyObject && value.html !== undefined ? escape(value) : value;
}

/** CPython gives a text without fields back as it is: safe. */
function formatMap(method: Callable): Callable {
  const run: Callable['run'] = (state, self: Markup, mapping: Value) => {
    state.meter.scan(self.text.length);
    return /^[^{}]+$/.test(self.text) ? self : method.run(state, self, mapping);
  };
  return { ...method, run };
}

function join({ run }: Callable): Method {
  return (state, self, seq: Value) => {
    const items = iterate(seq);
    const escaped: Value[] = [];
    for (let next = items.next(); next.done !== true; next = items.next()) {
      state.meter.step();
      escaped.push(escape(next.value));
    }
    return new Markup(run(state, self.text, escaped) as string);
  };
}

function parted({ run }: Callable): Method {
  return (state, self, separator: Value) => {
    const parts = run(state, self.text, escape(separator)) as Tuple;
    return new Tuple(parts.items.map((part) => new Markup(str(part))));
  };
}

function pieces({ run }: Callable): Method {
  return (state, self, a, b) => {
    const parts = run(state, self.text, a, b) as string[];
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
