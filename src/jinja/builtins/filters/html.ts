import { raise } from '../../errors.ts';
import { escape, escapeText } from '../../values/concat.ts';
import { mul } from '../../values/arithmetic.ts';
import { Dict } from '../../values/dict.ts';
import { stripTags } from '../../values/methods/markup.ts';
import type { Meter } from '../../values/meter.ts';
import { repr, str } from '../../values/print.ts';
import { isUndefined, truthy } from '../../values/protocol.ts';
import {
  isText,
  Markup,
  plain,
  PyObject,
  type Callable,
  type CallState,
  type Value,
} from '../../values/types.ts';
import { charged } from '../../values/size.ts';
import { pythonFunction } from '../../values/define.ts';
import { htmlSafeDumps } from '../json.ts';
import { quoteUrl } from '../url-quote.ts';
import { callMethod } from '../call-named.ts';
import { expectText, joinedText } from '../safe-text.ts';
import { unpackPair, walk } from '../iteration.ts';

/** Characters that would end an attribute's name. */
const KEY_ENDS = /[ \t\n\r\f\v/>=]/;

function htmlText({ meter }: CallState, value: Value): string {
  return value instanceof PyObject && value.html !== undefined ? value.html() : str(value, meter);
}

/** `escape`: safe text stays as it is. */
export const escapeValue = (state: CallState, s: Value): Value => escape(s, state.meter);

/** `forceescape`: escapes safe text too. */
export const doForceescape: Callable = pythonFunction(
  'do_forceescape',
  ['value'],
  (state, value: Value) => new Markup(escapeText(htmlText(state, value))),
);

/** `safe`: marks the text of a value as safe. */
export const doMarkSafe: Callable = pythonFunction(
  'do_mark_safe',
  ['value'],
  (state, value: Value) => new Markup(htmlText(state, value)),
);

/** `striptags`: text without comments, tags and character references, its white space made single spaces. */
export const doStriptags: Callable = pythonFunction(
  'do_striptags',
  ['value'],
  (state, value: Value) => stripTags(htmlText(state, value)),
);

/** `xmlattr`: the items of a dict as attributes; none and undefined are left out. Raises ValueError for keys that would break out. */
export const doXmlattr: Callable = xmlattr((key) => {
  if (KEY_ENDS.test(expectText(key))) {
    throw raise('ValueError', `Invalid character in attribute name: ${repr(key)}`);
  }
}, 'eval_ctx');

/** `xmlattr` of 2.8: any key is written. */
export const doXmlattr28: Callable = xmlattr(() => {}, '_eval_ctx');

function xmlattr(check: (key: Value) => void, hidden: string): Callable {
  return pythonFunction(
    'do_xmlattr',
    ['d', 'autospace?'],
    (state, d: Value, autospace: Value = true) => {
      const entries = d instanceof Dict ? d.entries() : pairsOf(state, d);
      const { meter } = state;
      let joined = '';
      for (const [key, value] of entries) {
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

/** `value.items()` of something that is no dict. */
function* pairsOf(state: CallState, value: Value): Generator<[Value, Value]> {
  for (const pair of walk(state, callMethod(state, value, 'items'))) yield unpackPair(pair);
}

/** `urlencode`: text for a path, a dict or pairs for a query string. */
export const doUrlencode: Callable = pythonFunction(
  'do_urlencode',
  ['value'],
  urlencode(
    (key, meter) => quoteUrl(key, '', true, meter),
    (value, meter) => quoteUrl(value, '', true, meter),
  ),
);

/** `urlencode` of 2.8: slashes stay in keys and values, spaces in keys become `%20`. */
export const doUrlencode28: Callable = pythonFunction(
  'do_urlencode',
  ['value'],
  urlencode(
    (key, meter) => quoteUrl(key, '/', false, meter),
    (value, meter) => quoteUrl(value, '/', true, meter),
  ),
);

function urlencode(
  quoteKey: (key: Value, meter: Meter) => string,
  quoteValue: (value: Value, meter: Meter) => string,
): (state: CallState, value: Value) => string {
  return (state, value) => {
    const isIterable =
      Array.isArray(value) ||
      (value instanceof PyObject && value.iterate !== undefined && value.iteratesByItem !== true);
    if (isText(value) || !isIterable) return quoteUrl(value, '/', false, state.meter);
    const pairs = value instanceof Dict ? value.entries() : pairsIn(state, value);
    const { meter } = state;
    return joinedText(state, '&', pairs, ([key, item]) => {
      meter.step();
      return charged(state, `${quoteKey(key, meter)}=${quoteValue(item, meter)}`) as string;
    });
  };
}

function* pairsIn(state: CallState, value: Value): Generator<[Value, Value]> {
  for (const pair of walk(state, value)) yield unpackPair(pair);
}

/** `tojson`: JSON that is safe inside HTML, keys sorted. */
export const doTojson: Callable = pythonFunction(
  'do_tojson',
  ['value', 'indent?'],
  (state, value: Value, indent: Value = null) => {
    if (indent === null || isText(value)) return htmlSafeDumps(value, undefined, state.meter);
    const unit = isText(indent) ? plain(indent) : (mul(' ', indent, state) as string);
    return htmlSafeDumps(value, unit, state.meter);
  },
  'eval_ctx',
);
