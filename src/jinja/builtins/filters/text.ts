import { once } from '../../../diagnostics/index.ts';
import { raise } from '../../errors.ts';
import { add, mod, sub } from '../../values/arithmetic.ts';
import { escape, softStr } from '../../values/concat.ts';
import { cFunction, COUNTING, pythonFunction } from '../../values/define.ts';
import { Dict } from '../../values/dict.ts';
import { getItem } from '../../values/lookup.ts';
import type { Meter } from '../../values/meter.ts';
import { lengthIn } from '../../values/ops.ts';
import { greaterEqual, lessEqual } from '../../values/order.ts';
import { str } from '../../values/print.ts';
import { truthy } from '../../values/protocol.ts';
import { charged } from '../../values/size.ts';
import { replace as replaceText, sliceText, strip } from '../../values/strings.ts';
import { sliceOf } from '../../values/subscript.ts';
import { Tuple } from '../../values/tuple.ts';
import type { Callable, CallState, Kwargs, Value } from '../../values/py-object.ts';
import { isText, Markup, plain } from '../../values/types.ts';
import { capitalizeByOne, lowerByOne, upperByOne } from '../../values/python2-methods.ts';
import { capitalize, isascii, lower, upper } from '../../values/unicode.ts';
import { callMethod } from '../call-named.ts';
import { SPACE, splitKeeping, WORD } from '../patterns.ts';
import { expectText, isSafe } from '../safe-text.ts';
import type { Row } from '../table.ts';

/** How many characters over the limit `truncate` lets pass (`policies["truncate.leeway"]`). */
const LEEWAY = 5;

const words = once(() => new RegExp(`[${WORD}]+`, 'gu'));
/** `(`, `[`, `{` and `<` start a word too, in 2.8 only white space and `-`. */
const WORD_STARTS = `\\-${SPACE}({[<`;
const WORD_STARTS_28 = `\\-${SPACE}`;

/** The filters of text. */
export const TEXT_FILTERS: readonly Row<Callable>[] = [
  [
    'capitalize',
    pythonFunction('do_capitalize', 's', changeCase(capitalize)),
    { '2.8-python2': pythonFunction('do_capitalize', 's', changeCase(capitalizeByOne)) },
  ],
  ['center', centerFilter(softStr), { '2.8': centerFilter(str) }],
  ['format', pythonFunction('do_format', 'value *args **kwargs', format)],
  [
    'lower',
    pythonFunction('do_lower', 's', changeCase(lower)),
    { '2.8-python2': pythonFunction('do_lower', 's', changeCase(lowerByOne)) },
  ],
  ['replace', pythonFunction('do_replace', 's old new count?', replace, 'eval_ctx')],
  ['string', cFunction('markupsafe._speedups.soft_str', 's', softString, COUNTING)],
  [
    'title',
    titleFilter(WORD_STARTS),
    {
      '2.8': titleFilter(WORD_STARTS_28),
      '2.8-python2': titleFilter(WORD_STARTS_28, { upper: upperByOne, lower: lowerByOne }),
    },
  ],
  ['trim', trimFilter('value chars?'), { '2.8': trimFilter('value') }],
  [
    'truncate',
    pythonFunction('do_truncate', 's length? killwords? end? leeway?', truncate, 'env', COUNTING),
    {
      '2.8': pythonFunction(
        'do_truncate',
        's length? killwords? end?',
        truncate28,
        undefined,
        COUNTING,
      ),
    },
  ],
  [
    'upper',
    pythonFunction('do_upper', 's', changeCase(upper)),
    { '2.8-python2': pythonFunction('do_upper', 's', changeCase(upperByOne)) },
  ],
  [
    'wordcount',
    wordcountFilter((s, meter) => plain(softStr(s, meter))),
    { '2.8': wordcountFilter(expectText) },
  ],
];

function changeCase(change: (text: string) => string): (state: CallState, s: Value) => Value {
  return (state, s) => {
    if (typeof s === 'string') return change(s);
    return s instanceof Markup ? new Markup(change(s.text)) : change(str(s, state.meter));
  };
}

/** How characters change their case. */
type Cases = Readonly<Record<'upper' | 'lower', (text: string) => string>>;

function titleFilter(wordStarts: string, to: Cases = { upper, lower }): Callable {
  const between = new RegExp(`[${wordStarts}]+`, 'gu');
  const first = new RegExp(`(?<![^${wordStarts}])[a-z]`, 'g');
  return pythonFunction('do_title', 's', ({ meter }, s: Value) => {
    const text = plain(softStr(s, meter));
    if (isascii(text)) return text.toLowerCase().replaceAll(first, (char) => char.toUpperCase());
    return splitKeeping(text, between, meter)
      .map((item) => to.upper(sliceText(item, 0, 1)) + to.lower(sliceText(item, 1)))
      .join('');
  });
}

function centerFilter(textOf: (value: Value, meter: Meter) => string | Markup): Callable {
  return pythonFunction('do_center', 'value width?', (state, value: Value, width: Value = 80) =>
    callMethod(state, textOf(value, state.meter), 'center', width),
  );
}

function trimFilter(params: string): Callable {
  return pythonFunction('do_trim', params, (state, value: Value, chars: Value = null) => {
    if (typeof value === 'string' && chars === null) return strip(value);
    return callMethod(state, softStr(value, state.meter), 'strip', chars);
  });
}

function wordcountFilter(textOf: (s: Value, meter: Meter) => string): Callable {
  return pythonFunction(
    'do_wordcount',
    's',
    ({ meter }, s: Value) => textOf(s, meter).match(words())?.length ?? 0,
  );
}

/** Text stays what it is, anything else is printed. */
function softString(state: CallState, s: Value): Value {
  return isText(s) ? s : charged(state, str(s, state.meter));
}

/** `value % args`, or `value % kwargs`. */
function format(state: CallState, value: Value, args: readonly Value[], kwargs: Kwargs): Value {
  if (args.length > 0 && kwargs.size > 0) {
    throw raise(
      'FilterArgumentError',
      "can't handle positional and keyword arguments at the same time",
    );
  }
  const values = kwargs.size > 0 ? Dict.of(kwargs) : new Tuple(args);
  return mod(softStr(value, state.meter), values, state);
}

/** Under autoescape safe text stays safe, and what is put into it is escaped. */
function replace(state: CallState, s: Value, old: Value, fresh: Value, count: Value = null): Value {
  const times = count === null ? -1 : count;
  const { meter } = state;
  if (!state.autoescape) {
    const text = str(s, meter);
    const before = str(old, meter);
    const after = str(fresh, meter);
    if (typeof times === 'number') return replaceText(text, before, after, times, meter);
    return callMethod(state, text, 'replace', before, after, times);
  }
  const isEscaped = isSafe(old) || (isSafe(fresh) && !isSafe(s));
  const text = isEscaped ? escape(s, meter) : softStr(s, meter);
  return callMethod(state, text, 'replace', softStr(old, meter), softStr(fresh, meter), times);
}

/** Text cut to a length, behind a word unless `killwords`; up to `leeway` more characters are let pass. */
function truncate(
  state: CallState,
  s: Value,
  limit: Value = 255,
  killwords: Value = false,
  end: Value = '...',
  leeway: Value = null,
): Value {
  const slack = leeway === null ? LEEWAY : leeway;
  const tail = lengthIn(state, end);
  assert(greaterEqual(limit, tail), () => `expected length >= ${tail}, got ${str(limit)}`);
  assert(greaterEqual(slack, 0), () => `expected leeway >= 0, got ${str(slack)}`);
  if (lessEqual(lengthIn(state, s), add(limit, slack))) return s;
  const cut = sliceOf(s, null, sub(limit, tail), null, state.meter);
  return add(truthy(killwords) ? cut : withoutLastWord(state, cut), end, state);
}

/** No leeway, and a space before the ellipsis where a word was dropped. */
function truncate28(
  state: CallState,
  s: Value,
  limit: Value = 255,
  killwords: Value = false,
  end: Value = '...',
): Value {
  if (lessEqual(lengthIn(state, s), limit)) return s;
  const cut = sliceOf(s, null, sub(limit, lengthIn(state, end)), null, state.meter);
  if (truthy(killwords)) return add(cut, end, state);
  const kept = withoutLastWord(state, cut);
  return add(lessEqual(limit, lengthIn(state, kept)) ? kept : add(kept, ' '), end, state);
}

function withoutLastWord(state: CallState, text: Value): Value {
  return getItem(state, callMethod(state, text, 'rsplit', ' ', 1), 0);
}

function assert(holds: boolean, message: () => string): void {
  if (!holds) throw raise('AssertionError', message());
}
