import { raise } from '../../errors.ts';
import { mul } from '../../values/arithmetic.ts';
import { escape, escapeText } from '../../values/concat.ts';
import { cFunction, pythonFunction } from '../../values/define.ts';
import { Dict } from '../../values/dict.ts';
import { stripTags } from '../../values/methods/markup.ts';
import { isIterable } from '../../values/ops.ts';
import { repr, str } from '../../values/print.ts';
import { isUndefined, truthy } from '../../values/protocol.ts';
import { charged } from '../../values/size.ts';
import type { Callable, CallState, Value } from '../../values/py-object.ts';
import { isText, Markup, PyObject, textOf } from '../../values/types.ts';
import { entriesOf, pairsIn } from '../iteration.ts';
import { htmlSafeDumps } from '../json.ts';
import { expectText, joinedText } from '../safe-text.ts';
import type { Row } from '../table.ts';
import { quoteUrl } from '../url-quote.ts';

const ESCAPE = cFunction('markupsafe._speedups.escape', 's', (state, s: Value) =>
  escape(s, state.meter),
);

/** The filters for HTML, JSON and URLs. */
export const HTML_FILTERS: readonly Row<Callable>[] = [
  ['e', ESCAPE],
  ['escape', ESCAPE],
  ['forceescape', htmlFilter('do_forceescape', (text) => new Markup(escapeText(text)))],
  ['safe', htmlFilter('do_mark_safe', (text) => new Markup(text))],
  ['striptags', htmlFilter('do_striptags', stripTags)],
  ['tojson', pythonFunction('do_tojson', 'value indent?', toJson, 'eval_ctx'), { '2.8': null }],
  [
    'urlencode',
    urlencodeFilter('', true),
    // Slashes stay in keys and values, spaces in keys become `%20`.
    {
      '2.8': urlencodeFilter('/', false),
      '2.8-python2': quotingTilde(urlencodeFilter('/', false)),
    },
  ],
  ['xmlattr', xmlattrFilter(checkKey, 'eval_ctx'), { '2.8': xmlattrFilter(() => {}, '_eval_ctx') }],
];

/** A filter of the text that a value prints under autoescape. */
function htmlFilter(name: string, run: (text: string) => Value): Callable {
  return pythonFunction(name, 'value', ({ meter }, value: Value) =>
    run(value instanceof PyObject && value.html !== undefined ? value.html() : str(value, meter)),
  );
}

/** Raises ValueError for a name of an attribute with a character that would end it. */
function checkKey(key: Value): void {
  if (!/[ \t\n\r\f\v/>=]/.test(expectText(key))) return;
  throw raise('ValueError', `Invalid character in attribute name: ${repr(key)}`);
}

/** The items of a dict as attributes; none and undefined are left out. */
function xmlattrFilter(check: (key: Value) => void, hidden: string): Callable {
  return pythonFunction(
    'do_xmlattr',
    'd autospace?',
    (state, d: Value, autospace: Value = true) => {
      const { meter } = state;
      let joined = '';
      for (const [key, value] of entriesOf(state, d)) {
        if (value === null || isUndefined(value)) continue;
        check(key);
        const next = `${joined === '' ? '' : ' '}${escape(key, meter).text}="${escape(value, meter).text}"`;
        meter.step();
        meter.read(next.length);
        meter.text(joined.length + next.length, 0);
        joined += next;
      }
      const text = truthy(autospace) && joined !== '' ? ` ${joined}` : joined;
      return state.autoescape ? new Markup(text) : text;
    },
    hidden,
  );
}

/** Text for a path, a dict or pairs for a query string; `plus`: whether spaces of keys become `+`, as those of values do. */
function urlencodeFilter(safe: '' | '/', plus: boolean): Callable {
  return pythonFunction('do_urlencode', 'value', (state, value: Value) => {
    const { meter } = state;
    const byItem = value instanceof PyObject && value.iteratesByItem === true;
    if (isText(value) || byItem || !isIterable(value)) return quoteUrl(value, '/', false, meter);
    const pairs = value instanceof Dict ? value.entries() : pairsIn(state, value);
    return joinedText(state, '&', pairs, ([key, item]) => {
      meter.step();
      return charged(
        state,
        `${quoteUrl(key, safe, plus, meter)}=${quoteUrl(item, safe, true, meter)}`,
      ) as string;
    });
  });
}

/** JSON that is safe inside HTML, keys sorted. */
function toJson(state: CallState, value: Value, indent: Value = null): Markup {
  if (indent === null || isText(value)) return htmlSafeDumps(value, undefined, state.meter);
  const unit = textOf(indent) ?? (mul(' ', indent, state) as string);
  return htmlSafeDumps(value, unit, state.meter);
}

/** Python 2 quotes the tilde too. */
function quotingTilde(filter: Callable): Callable {
  const run: Callable['run'] = (state, ...args) => {
    const quoted = filter.run(state, ...args);
    return typeof quoted === 'string' ? quoted.replaceAll('~', '%7E') : quoted;
  };
  return { ...filter, run };
}
