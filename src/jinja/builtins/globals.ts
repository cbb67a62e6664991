import { LimitError } from '../values/meter.ts';
import { raise } from '../errors.ts';
import { PyFunction } from '../values/call.ts';
import { Dict } from '../values/dict.ts';
import { mergeInto } from '../values/methods/dict.ts';
import { toIndex } from '../values/numbers.ts';
import { Range } from '../values/range.ts';
import type { Callable, CallState, JinjaVersion, Kwargs, Value } from '../values/types.ts';
import { classGlobal } from '../values/type-table.ts';
import { Cycler, Joiner, Namespace } from './global-objects.ts';
import { cFunction, pythonFunction } from '../values/define.ts';
import { LIPSUM } from './lipsum.ts';
import { releaseOf } from './release.ts';
import { tables, type Row } from './table.ts';

/** `range(stop)`, `range(start, stop, step)`; raises LimitError for more items than the environment allows. */
const RANGE: Callable = cFunction(
  'range',
  'start stop? step?',
  (state, first: Value, second?: Value, third?: Value) => {
    const start = second === undefined ? 0 : toIndex(first);
    const stop = toIndex(second ?? first);
    const step = third === undefined ? 1 : toIndex(third);
    if (Number(step) === 0) throw raise('ValueError', 'range() arg 3 must not be zero');
    const limit = state.meter.limits.range;
    const count = (Number(stop) - Number(start)) / Number(step);
    const areSafe = [start, stop, step].every((bound) => typeof bound === 'number');
    if (count > limit || !areSafe) {
      throw new LimitError('range', `range() of more than ${limit} items`);
    }
    return new Range(Number(start), Number(stop), Number(step));
  },
);

/** Python's `dict(mapping_or_pairs, **kwargs)`. */
function makeDict(state: CallState, source: Value | undefined, kwargs: Kwargs): Dict {
  const dict = new Dict();
  if (source !== undefined) mergeInto(dict, source, state);
  for (const [key, value] of kwargs) dict.set(key, value);
  return dict;
}

const DICT: Callable = cFunction(
  'dict',
  'iterable? **kwargs',
  (state, source: Value | undefined, kwargs: Kwargs) => makeDict(state, source, kwargs),
);

const NAMESPACE: Callable = {
  ...DICT,
  run: (state, source: Value | undefined, kwargs: Kwargs) =>
    new Namespace(makeDict(state, source, kwargs)),
};

const CYCLER: Callable = pythonFunction(
  'Cycler.__init__',
  '*items',
  (state, items: readonly Value[]) => new Cycler(items, releaseOf(state).cyclerHasNext),
  'self',
);

const JOINER: Callable = pythonFunction(
  'Joiner.__init__',
  'sep?',
  (_state, separator: Value = ', ') => new Joiner(separator),
  'self',
);

/** Jinja's `DEFAULT_NAMESPACE`. */
const GLOBALS: readonly Row<PyFunction>[] = [
  ['cycler', classGlobal('jinja2.utils.Cycler', CYCLER)],
  ['dict', classGlobal('dict', DICT, new Dict())],
  ['joiner', classGlobal('jinja2.utils.Joiner', JOINER)],
  ['lipsum', new PyFunction(LIPSUM)],
  ['namespace', classGlobal('jinja2.utils.Namespace', NAMESPACE), { '2.8': null }],
  ['range', classGlobal('range', RANGE, new Range(0, 0))],
];

const tableOf = tables(GLOBALS);

/** Jinja's built-in globals of that release. */
export function globalsFor(version: JinjaVersion): ReadonlyMap<string, Value> {
  return tableOf(version);
}
