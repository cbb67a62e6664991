import { isError, raise } from '../../errors.ts';
import { add, floordiv, mod, mul, sub } from '../../values/arithmetic.ts';
import { escape, softStr } from '../../values/concat.ts';
import { backwards, PyIterator } from '../../values/iterator.ts';
import { itemOf } from '../../values/subscript.ts';
import { str } from '../../values/print.ts';
import { equal, typeName } from '../../values/protocol.ts';
import { iterate, length, lengthIn } from '../../values/ops.ts';
import type { Meter } from '../../values/meter.ts';
import { charged } from '../../values/size.ts';
import { charAt } from '../../values/strings.ts';
import { toIndex } from '../../values/numbers.ts';
import {
  isBytesLike,
  isText,
  Markup,
  plain,
  PyObject,
  type Callable,
  type CallState,
  type Value,
} from '../../values/types.ts';
import { attributeGetter } from '../attribute.ts';
import { cFunction, counting, pythonFunction } from '../../values/define.ts';
import { randomBelow } from '../lipsum.ts';
import { releaseOf } from '../release.ts';
import { generator, list, walk } from '../iteration.ts';
import { isSafe, joinedText } from '../safe-text.ts';
import { less } from '../../values/order.ts';

/** `length` and `count`: Python's own `len`. */
export const doLength: Callable = counting(cFunction('len', ['obj'], lengthIn));

/** `list`: all items; text gives its characters. */
export const doList: Callable = counting(
  pythonFunction('sync_do_list', ['value'], (state, value: Value) => list(state, value)),
);

/** `first`: the first item, or an Undefined where there is none. */
export const doFirst: Callable = counting(
  pythonFunction(
    'sync_do_first',
    ['seq'],
    (state, seq: Value) => {
      const next = iterate(seq).next();
      if (next.done !== true) return next.value;
      return state.environment.undefined({ hint: 'No first item, sequence was empty.' });
    },
    'environment',
  ),
);

/** `last`: the last item, or an Undefined where there is none; raises TypeError for iterators. */
export const doLast: Callable = counting(
  pythonFunction(
    'do_last',
    ['seq'],
    (state, seq: Value) => {
      const next = reversed(state, seq).iterator.next();
      if (next.done !== true) return next.value;
      return state.environment.undefined({ hint: 'No last item, sequence was empty.' });
    },
    'environment',
  ),
);

function randomFilter(hidden: string): Callable {
  const filter = pythonFunction(
    'do_random',
    ['seq'],
    (state, seq: Value) => {
      const count = lengthIn(state, seq);
      if (count > 0) return itemOf(seq, randomBelow(state, count), state.meter);
      return state.environment.undefined({ hint: 'No random item, sequence was empty.' });
    },
    hidden,
  );
  return counting(filter);
}

/** `random`: some item of a sequence. */
export const doRandom: Callable = randomFilter('context');

/** `random` of 2.8. */
export const doRandom28: Callable = randomFilter('environment');

/** `reverse`: text backwards; else an iterator from the end, or a list where only iterating is possible. */
export const doReverse: Callable = counting(
  pythonFunction('do_reverse', ['value'], (state, value: Value) => {
    if (isText(value)) {
      charged(state, value);
      const turned = Array.from(plain(value)).reverse().join('');
      return typeof value === 'string' ? turned : new Markup(turned);
    }
    try {
      return reversed(state, value);
    } catch (error) {
      if (!isError(error, 'TypeError')) throw error;
    }
    try {
      return list(state, value).reverse();
    } catch (error) {
      if (!isError(error, 'TypeError')) throw error;
      throw raise('FilterArgumentError', 'argument must be iterable');
    }
  }),
);

/** Python's `reversed(value)`; raises TypeError for what has no last item. */
function reversed(
  { meter }: CallState,
  value: Value,
): { readonly iterator: Iterator<Value> } & Value {
  if (Array.isArray(value)) return backwards('list_reverseiterator', value);
  if (isText(value)) return new PyIterator('reversed', charsFromEnd(value));
  if (value instanceof PyObject) {
    if (value.reversed !== undefined) return value.reversed(meter);
    if (value.iteratesByItem === true) length(value);
  }
  throw raise('TypeError', `'${typeName(value)}' object is not reversible`);
}

function* charsFromEnd(value: string | Markup): Generator<Value, void, undefined> {
  const text = plain(value);
  for (let end = text.length; end > 0;) {
    const char = charAt(text.slice(0, end), -1) as string;
    yield typeof value === 'string' ? char : new Markup(char);
    end -= char.length;
  }
}

/** `join`: the text of the items, under autoescape safe as soon as the separator or one item is. */
export const doJoin: Callable = counting(
  pythonFunction(
    'sync_do_join',
    ['value', 'd?', 'attribute?'],
    (state, value: Value, d: Value = '', attribute: Value = null) => {
      const get =
        attribute === null ? (item: Value): Value => item : attributeGetter(state, attribute);
      if (!state.autoescape) {
        const textOf =
          attribute === null ? str : (item: Value, meter: Meter): string => str(get(item), meter);
        return joinedText(state, str(d), walk(state, value), textOf);
      }
      if (!isSafe(d)) {
        const items = Array.from(walk(state, value), get);
        const isAnySafe = items.some(isSafe);
        const texts = items.map((item) =>
          isSafe(item) ? item : charged(state, str(item, state.meter)),
        );
        if (isAnySafe) return joinSafe(state, d, texts);
        return joinedText(state, str(d), texts, str);
      }
      return joinSafe(
        state,
        d,
        Array.from(walk(state, value), (item) => softStr(get(item), state.meter)),
      );
    },
    'eval_ctx',
  ),
);

function joinSafe(state: CallState, separator: Value, items: readonly Value[]): Markup {
  return new Markup(
    joinedText(state, escape(separator).text, items, (item) => escape(item, state.meter).text),
  );
}

/** `sum`: `start` plus all items, or plus an attribute of all. */
export const doSum: Callable = counting(
  pythonFunction(
    'sync_do_sum',
    ['iterable', 'attribute?', 'start?'],
    (state, iterable: Value, attribute: Value = null, start: Value = 0) => {
      const get =
        attribute === null ? (item: Value): Value => item : attributeGetter(state, attribute);
      const items = walk(state, iterable);
      if (isText(start)) {
        throw raise('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
      }
      if (isBytesLike(start)) {
        throw raise('TypeError', "sum() can't sum bytes [use b''.join(seq) instead]");
      }
      let total: Value = start;
      for (const item of items) total = add(total, get(item), state);
      return total;
    },
    'environment',
  ),
);

/** `batch`: lists of so many items, the last one filled up with `fill_with`. */
export const doBatch: Callable = counting(
  pythonFunction(
    'do_batch',
    ['value', 'linecount', 'fill_with?'],
    (state, value: Value, linecount: Value, fillWith: Value = null) =>
      generator('do_batch', batches(state, value, linecount, fillWith)),
  ),
);

function* batches(
  state: CallState,
  value: Value,
  linecount: Value,
  fillWith: Value,
): Generator<Value, void, undefined> {
  let batch: Value[] = [];
  for (const item of walk(state, value)) {
    if (equal(batch.length, linecount, state.meter)) {
      yield batch;
      batch = [];
    }
    batch.push(item);
  }
  if (batch.length === 0) return;
  if (fillWith !== null) fill(state, batch, linecount, fillWith);
  yield batch;
}

function fill(state: CallState, batch: Value[], linecount: Value, fillWith: Value): void {
  if (!less(batch.length, linecount)) return;
  const missing = sub(linecount, batch.length);
  if (typeof missing === 'number') state.meter.step(missing);
  for (const item of mul([fillWith], missing, state) as Value[]) batch.push(item);
}

/** `slice`: so many lists, the first ones one item longer, the others filled up with `fill_with`. */
export const doSlice: Callable = counting(
  pythonFunction(
    'sync_do_slice',
    ['value', 'slices', 'fill_with?'],
    (state, value: Value, slices: Value, fillWith: Value = null) => {
      return generator(
        `${releaseOf(state).prefix}do_slice`,
        sliced(state, value, slices, fillWith),
      );
    },
  ),
);

/** What one list more costs, however short it is. */
const SLICE = 32;

function* sliced(
  state: CallState,
  value: Value,
  slices: Value,
  fillWith: Value,
): Generator<Value, void, undefined> {
  const items = list(state, value);
  const each = floordiv(items.length, slices);
  const longer = mod(items.length, slices);
  const count = Number(toIndex(slices));
  let start = 0;
  for (let index = 0; index < count; index++) {
    state.meter.step(SLICE);
    const isLonger = less(index, longer);
    const end = start + Number(each) + (isLonger ? 1 : 0);
    state.meter.items(end - start);
    const part = items.slice(start, end);
    if (fillWith !== null && !isLonger) part.push(fillWith);
    yield part;
    start = end;
  }
}
