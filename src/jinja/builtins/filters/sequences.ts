import { isError, raise } from '../../errors.ts';
import { add, floordiv, mod, mul, sub } from '../../values/arithmetic.ts';
import { escape, softStr } from '../../values/concat.ts';
import { cFunction, COUNTING, pythonFunction } from '../../values/define.ts';
import { backwards, PyIterator } from '../../values/iterator.ts';
import type { Meter } from '../../values/meter.ts';
import { toIndex } from '../../values/numbers.ts';
import { iterate, length, lengthIn } from '../../values/ops.ts';
import { less } from '../../values/order.ts';
import { str } from '../../values/print.ts';
import { equal, typeName } from '../../values/protocol.ts';
import { charged } from '../../values/size.ts';
import { charAt } from '../../values/strings.ts';
import { itemOf } from '../../values/subscript.ts';
import type { Callable, CallState, Value } from '../../values/py-object.ts';
import { isBytesLike, isText, Markup, plain, PyObject } from '../../values/types.ts';
import { attributeGetter, type Getter } from '../attribute.ts';
import { generator, list, walk } from '../iteration.ts';
import { randomBelow } from '../lipsum.ts';
import { releaseOf } from '../release.ts';
import { isSafe, joinedText } from '../safe-text.ts';
import type { Row } from '../table.ts';

/** Python's own `len`. */
const LENGTH = cFunction('len', 'obj', lengthIn, COUNTING);

/** The filters of sequences. */
export const SEQUENCE_FILTERS: readonly Row<Callable>[] = [
  counting('batch', 'do_batch', 'value linecount fill_with?', batch),
  ['count', LENGTH],
  counting('first', 'sync_do_first', 'seq', first, 'environment'),
  counting('join', 'sync_do_join', 'value d? attribute?', join, 'eval_ctx'),
  counting('last', 'do_last', 'seq', last, 'environment'),
  ['length', LENGTH],
  counting('list', 'sync_do_list', 'value', list),
  [
    'random',
    pythonFunction('do_random', 'seq', random, 'context', COUNTING),
    { '2.8': pythonFunction('do_random', 'seq', random, 'environment', COUNTING) },
  ],
  counting('reverse', 'do_reverse', 'value', reverse),
  counting('slice', 'sync_do_slice', 'value slices fill_with?', slice),
  counting('sum', 'sync_do_sum', 'iterable attribute? start?', sum, 'environment'),
];

function counting(
  name: string,
  inPython: string,
  params: string,
  run: Callable['run'],
  hidden?: string,
): Row<Callable> {
  return [name, pythonFunction(inPython, params, run, hidden, COUNTING)];
}

/** The first item, or an Undefined where there is none. */
function first(state: CallState, seq: Value): Value {
  const next = iterate(seq).next();
  if (next.done !== true) return next.value;
  return state.environment.undefined({ hint: 'No first item, sequence was empty.' });
}

/** The last item, or an Undefined where there is none; raises TypeError for iterators. */
function last(state: CallState, seq: Value): Value {
  const next = reversed(state, seq).iterator.next();
  if (next.done !== true) return next.value;
  return state.environment.undefined({ hint: 'No last item, sequence was empty.' });
}

/** Some item of a sequence. */
function random(state: CallState, seq: Value): Value {
  const count = lengthIn(state, seq);
  if (count > 0) return itemOf(seq, randomBelow(state, count), state.meter);
  return state.environment.undefined({ hint: 'No random item, sequence was empty.' });
}

/** Text backwards; else an iterator from the end, or a list where only iterating is possible. */
function reverse(state: CallState, value: Value): Value {
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
}

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

function getterOf(state: CallState, attribute: Value): Getter {
  return attribute === null ? (item) => item : attributeGetter(state, attribute);
}

/** The text of the items, under autoescape safe as soon as the separator or one item is. */
function join(state: CallState, value: Value, d: Value = '', attribute: Value = null): Value {
  const get = getterOf(state, attribute);
  if (!state.autoescape) {
    const textOf =
      attribute === null ? str : (item: Value, meter: Meter): string => str(get(item), meter);
    return joinedText(state, str(d), walk(state, value), textOf);
  }
  if (isSafe(d)) {
    const soft = (item: Value): Value => softStr(get(item), state.meter);
    return joinSafe(state, d, Array.from(walk(state, value), soft));
  }
  const items = Array.from(walk(state, value), get);
  const isAnySafe = items.some(isSafe);
  const texts = items.map((item) => (isSafe(item) ? item : charged(state, str(item, state.meter))));
  return isAnySafe ? joinSafe(state, d, texts) : joinedText(state, str(d), texts, str);
}

function joinSafe(state: CallState, separator: Value, items: readonly Value[]): Markup {
  return new Markup(
    joinedText(state, escape(separator).text, items, (item) => escape(item, state.meter).text),
  );
}

/** `start` plus all items, or plus an attribute of all. */
function sum(state: CallState, iterable: Value, attribute: Value = null, start: Value = 0): Value {
  const get = getterOf(state, attribute);
  const items = walk(state, iterable);
  if (isText(start)) throw notSummed('strings', "''");
  if (isBytesLike(start)) throw notSummed('bytes', "b''");
  let total: Value = start;
  for (const item of items) total = add(total, get(item), state);
  return total;
}

function notSummed(what: string, empty: string): Error {
  return raise('TypeError', `sum() can't sum ${what} [use ${empty}.join(seq) instead]`);
}

/** Lists of so many items, the last one filled up with `fill_with`. */
function batch(state: CallState, value: Value, linecount: Value, fillWith: Value = null): Value {
  return generator('do_batch', batches(state, value, linecount, fillWith));
}

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

/** So many lists, the first ones one item longer, the others filled up with `fill_with`. */
function slice(state: CallState, value: Value, slices: Value, fillWith: Value = null): Value {
  const name = `${releaseOf(state).prefix}do_slice`;
  return generator(name, sliced(state, value, slices, fillWith));
}

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
