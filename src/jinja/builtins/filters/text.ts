import { raise } from '../../errors.ts';
import { add, mod, sub } from '../../values/arithmetic.ts';
import { escape, softStr } from '../../values/concat.ts';
import { Dict } from '../../values/dict.ts';
import { getItem } from '../../values/lookup.ts';
import { sliceOf } from '../../values/subscript.ts';
import { lengthIn } from '../../values/ops.ts';
import { str } from '../../values/print.ts';
import { truthy } from '../../values/protocol.ts';
import { capitalize, lower, upper } from '../../values/unicode.ts';
import { sliceText } from '../../values/strings.ts';
import { Tuple } from '../../values/tuple.ts';
import {
  isText,
  Markup,
  plain,
  type Callable,
  type CallState,
  type Kwargs,
  type Value,
} from '../../values/types.ts';
import { counting, pythonFunction } from '../../values/define.ts';
import { SPACE, splitKeeping, WORD } from '../patterns.ts';
import { charged } from '../../values/size.ts';
import { callMethod } from '../call-named.ts';
import { expectText, isSafe } from '../safe-text.ts';
import { greaterEqual, lessEqual } from '../../values/order.ts';

/** How many characters over the limit `truncate` lets pass (`policies["truncate.leeway"]`). */
const LEEWAY = 5;

const WORDS = new RegExp(`[${WORD}]+`, 'gu');
const WORD_STARTS = new RegExp(`[\\-${SPACE}({[<]+`, 'gu');
const WORD_STARTS_28 = new RegExp(`[\\-${SPACE}]+`, 'gu');

function changeCase(change: (text: string) => string): (state: CallState, s: Value) => Value {
  return (state, s) => {
    if (typeof s === 'string') return change(s);
    return s instanceof Markup ? new Markup(change(s.text)) : change(str(s, state.meter));
  };
}

/** `upper`: all letters as capitals. */
export const doUpper: Callable = pythonFunction('do_upper', ['s'], changeCase(upper));

/** `lower`: all letters as small ones. */
export const doLower: Callable = pythonFunction('do_lower', ['s'], changeCase(lower));

/** `capitalize`: the first character as a capital, the others small. */
export const doCapitalize: Callable = pythonFunction(
  'do_capitalize',
  ['s'],
  changeCase(capitalize),
);

function titled(wordStarts: RegExp): (state: CallState, s: Value) => string {
  return ({ meter }, s) =>
    splitKeeping(plain(softStr(s, meter)), wordStarts, meter)
      .map((item) => upper(sliceText(item, 0, 1)) + lower(sliceText(item, 1)))
      .join('');
}

/** `title`: each word with a capital; `(`, `[`, `{` and `<` start a word too. */
export const doTitle: Callable = pythonFunction('do_title', ['s'], titled(WORD_STARTS));

/** `title` of 2.8: only white space and `-` start a word. */
export const doTitle28: Callable = pythonFunction('do_title', ['s'], titled(WORD_STARTS_28));

/** `center`: text in the middle of a field. */
export const doCenter: Callable = pythonFunction(
  'do_center',
  ['value', 'width?'],
  (state, value: Value, width: Value = 80) =>
    callMethod(state, softStr(value, state.meter), 'center', width),
);

/** `center` of 2.8: safe text becomes plain. */
export const doCenter28: Callable = pythonFunction(
  'do_center',
  ['value', 'width?'],
  (state, value: Value, width: Value = 80) =>
    callMethod(state, str(value, state.meter), 'center', width),
);

/** `trim`: characters off both ends, white space unless others are named. */
export const doTrim: Callable = pythonFunction(
  'do_trim',
  ['value', 'chars?'],
  (state, value: Value, chars: Value = null) =>
    callMethod(state, softStr(value, state.meter), 'strip', chars),
);

/** `trim` of 2.8: white space only. */
export const doTrim28: Callable = pythonFunction('do_trim', ['value'], (state, value: Value) =>
  callMethod(state, softStr(value, state.meter), 'strip'),
);

/** `string`: text stays what it is, anything else is printed. */
export const softString = (state: CallState, s: Value): Value =>
  isText(s) ? s : charged(state, str(s, state.meter));

/** `wordcount`: how many words the text of a value has. */
export const doWordcount: Callable = pythonFunction(
  'do_wordcount',
  ['s'],
  ({ meter }, s: Value) => plain(softStr(s, meter)).match(WORDS)?.length ?? 0,
);

/** `wordcount` of 2.8: TypeError for what is no text. */
export const doWordcount28: Callable = pythonFunction(
  'do_wordcount',
  ['s'],
  (_state, s: Value) => expectText(s).match(WORDS)?.length ?? 0,
);

/** `format`: `value % args`, or `value % kwargs`. */
export const doFormat: Callable = pythonFunction(
  'do_format',
  ['value', '*args', '**kwargs'],
  (state, value: Value, args: readonly Value[], kwargs: Kwargs) => {
    if (args.length > 0 && kwargs.size > 0) {
      throw raise(
        'FilterArgumentError',
        "can't handle positional and keyword arguments at the same time",
      );
    }
    return mod(
      softStr(value, state.meter),
      kwargs.size > 0 ? Dict.of(kwargs) : new Tuple(args),
      state,
    );
  },
);

/** `replace`: under autoescape safe text stays safe, and what is put into it is escaped. */
export const doReplace: Callable = pythonFunction(
  'do_replace',
  ['s', 'old', 'new', 'count?'],
  (state, s: Value, old: Value, fresh: Value, count: Value = null) => {
    const times = count === null ? -1 : count;
    const { meter } = state;
    const plainText = (value: Value): string => str(value, meter);
    if (!state.autoescape) {
      return callMethod(state, plainText(s), 'replace', plainText(old), plainText(fresh), times);
    }
    const isEscaped = isSafe(old) || (isSafe(fresh) && !isSafe(s));
    const text = isEscaped ? escape(s, meter) : softStr(s, meter);
    return callMethod(state, text, 'replace', softStr(old, meter), softStr(fresh, meter), times);
  },
  'eval_ctx',
);

/** `truncate`: text cut to a length, behind a word unless `killwords`; up to `leeway` more characters are let pass. */
export const doTruncate: Callable = counting(
  pythonFunction(
    'do_truncate',
    ['s', 'length?', 'killwords?', 'end?', 'leeway?'],
    (
      state,
      s: Value,
      limit: Value = 255,
      killwords: Value = false,
      end: Value = '...',
      leeway: Value = null,
    ) => {
      const slack = leeway === null ? LEEWAY : leeway;
      const tail = lengthIn(state, end);
      assert(greaterEqual(limit, tail), () => `expected length >= ${tail}, got ${str(limit)}`);
      assert(greaterEqual(slack, 0), () => `expected leeway >= 0, got ${str(slack)}`);
      if (lessEqual(lengthIn(state, s), add(limit, slack))) return s;
      const cut = sliceOf(s, null, sub(limit, tail), null, state.meter);
      if (truthy(killwords)) return add(cut, end, state);
      return add(withoutLastWord(state, cut), end, state);
    },
    'env',
  ),
);

/** `truncate` of 2.8: no leeway, and a space before the ellipsis where a word was dropped. */
export const doTruncate28: Callable = counting(
  pythonFunction(
    'do_truncate',
    ['s', 'length?', 'killwords?', 'end?'],
    (state, s: Value, limit: Value = 255, killwords: Value = false, end: Value = '...') => {
      if (lessEqual(lengthIn(state, s), limit)) return s;
      const cut = sliceOf(s, null, sub(limit, lengthIn(state, end)), null, state.meter);
      if (truthy(killwords)) return add(cut, end, state);
      const kept = withoutLastWord(state, cut);
      return add(lessEqual(limit, lengthIn(state, kept)) ? kept : add(kept, ' '), end, state);
    },
  ),
);

function withoutLastWord(state: CallState, text: Value): Value {
  return getItem(state, callMethod(state, text, 'rsplit', ' ', 1), 0);
}

function assert(holds: boolean, message: () => string): void {
  if (!holds) throw raise('AssertionError', message());
}
