import { describe, expect, test } from 'vitest';
import {
  callValue,
  DEFAULT_LIMITS,
  Dict,
  Environment,
  invoke,
  LimitError,
  Markup,
  Meter,
  PyError,
  PyIterator,
  Range,
  toArray,
  Tuple,
  type Callable,
  type CallState,
  type JinjaVersion,
  type Value,
} from '../../../src/jinja/index.ts';
import { sampled } from '../../sampled.ts';
import { encode } from '../../../src/jinja/values/bytes/encode.ts';
import { methodsOf } from '../../../src/jinja/values/type-table.ts';

const VERSIONS = ['3.1', '3.1.6', '2.8'] as const;
const ENVIRONMENTS: ReadonlyMap<JinjaVersion, Environment> = new Map(
  VERSIONS.map((version) => [version, new Environment({ version })]),
);

/** The size of the smaller input; the other one is twice as large. */
const SIZE = 800;

/** Beginnings that patterns and searches take long over. */
const UNITS = 'a|a |<|<!--|http://|a@|a@b.|&lt;| |\n|a-|1_|é|👍|Σ|%s|{0}|www.a.com '.split('|');

/** Inputs of a size, by name. The last characters make patterns that look ahead look in vain. */
function inputs(size: number): ReadonlyMap<string, Value> {
  const text = (unit: string): string => `${unit.repeat(size / unit.length)}!a.`;
  const numbers = Array.from({ length: size }, (_, at) => (at * 7919) % size);
  const entries = numbers.map((at) => [`k${at}`, at] as const);
  return new Map<string, Value>([
    ...UNITS.map((unit) => [`${JSON.stringify(unit)}s`, text(unit)] as const),
    ['a list', numbers],
    ['a list of texts', numbers.map((at) => `k${at}`)],
    ['a list of one long text', [text('x')]],
    ['a list in lists', numbers.slice(0, 200).reduce<Value[]>((inner) => [inner], numbers)],
    ['a tuple', new Tuple(numbers)],
    ['a dict', Dict.of(entries)],
    ['the keys of a dict', callMethod(Dict.of(entries), 'keys')],
    ['a range', new Range(0, size)],
    ['a Markup', new Markup(text('<a '))],
    ['an int', 2n ** BigInt(size * 16)],
    ['bytes', encode(text('a b'))],
  ]);
}

/** One input of each kind. */
const DIFFERENT = ['"a"s', '"👍"s', 'a list', 'a list of texts', 'a tuple', 'a dict', 'an int'];

/** Texts that are left to the long tests: others take the same ways. */
const MORE: ReadonlySet<string> = new Set(
  [' |', '<!--|', 'a@|', '&lt;|', 'a-|', '1_|', 'é|', 'Σ|', '%s|', '{0}|'].map(
    (one) => `${JSON.stringify(one.slice(0, -1))}s`,
  ),
);

const SMALL = inputs(SIZE);
const LARGE = inputs(2 * SIZE);

function callMethod(value: Value, name: string): Value {
  const method = methodsOf(value).get(name);
  return method === undefined ? null : invoke(method, stateOf('3.1'), [value]);
}

function stateOf(version: JinjaVersion, autoescape = false): CallState {
  const state: CallState = {
    environment: ENVIRONMENTS.get(version) as Environment,
    meter: new Meter({ ...DEFAULT_LIMITS, steps: 1_000_000, time: Infinity }),
    autoescape,
    resolve: () => undefined,
    call: (callee, args, kwargs) => callValue(state, callee, args, kwargs),
  };
  return state;
}

/** What functions take beside their subject, by the name of the parameter; a text for any other. */
const ARGUMENTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['linecount', 3],
  ['slices', 3],
  ['num', 3],
  ['width', 3],
  ['index', 3],
  ['position', 3],
  ['mapping', new Dict()],
  ['table', Dict.of([[97, 'b']])],
  ['iterable', ['a']],
  ['seq', ['a']],
]);

/** The steps of one call, an iterator walked through. An error ends the work and is right. */
function stepsOf(callable: Callable, state: CallState, args: readonly Value[]): number {
  try {
    const result = invoke(callable, state, args);
    if (result instanceof PyIterator) toArray(result, state.meter);
  } catch (error) {
    if (!(error instanceof PyError) && !(error instanceof LimitError)) throw error;
  }
  return state.meter.used;
}

/** The arguments behind the subject: those that have to be there, or as many as three. */
function argumentsOf({ params }: Callable, count: 'needed' | 'more'): Value[] {
  return params
    .slice(1, 4)
    .filter((param) => count === 'more' || !/[?*]/.test(param))
    .map((param) => ARGUMENTS.get(param.replaceAll(/[?*]/g, '')) ?? 'a');
}

/** A value of its own: a list or dict may be changed by what it is handed to. */
function fresh(value: Value): Value {
  if (Array.isArray(value)) return [...value];
  return value instanceof Dict ? Dict.of(value.entries()) : value;
}

type Row = { readonly input: string; readonly small: number; readonly large: number };

/** The steps for each input, small and large. */
function rows(
  version: JinjaVersion,
  callable: Callable,
  argsFor: (input: Value) => readonly Value[] | undefined,
  names: readonly string[],
): Row[] {
  const found: Row[] = [];
  for (const input of names) {
    const value = SMALL.get(input) ?? null;
    for (const autoescape of version === '3.1' && names.length === SMALL.size
      ? [false, true]
      : [false]) {
      const steps = (of: Value): number =>
        stepsOf(callable, stateOf(version, autoescape), argsFor(of) ?? []);
      if (argsFor(value) === undefined) continue;
      found.push({ input, small: steps(value), large: steps(LARGE.get(input) ?? null) });
    }
  }
  return found;
}

/** The steps where the subject grows, and where the first argument does. */
function growth(
  version: JinjaVersion,
  callable: Callable,
  fits: (value: Value) => boolean,
  names: readonly string[],
): { readonly ofSubject: Row[]; readonly ofArgument: Row[] } {
  const ofSubject = (['needed', 'more'] as const).flatMap((count) =>
    rows(
      version,
      callable,
      (input) => (fits(input) ? [fresh(input), ...argumentsOf(callable, count)] : undefined),
      names,
    ),
  );
  const subject = [...SMALL.values()].find(fits) ?? null;
  const others = argumentsOf(callable, 'needed').slice(1);
  const ofArgument =
    callable.params.length < 2
      ? []
      : rows(version, callable, (input) => [fresh(subject), fresh(input), ...others], DIFFERENT);
  return { ofSubject, ofArgument };
}

/** Sorting takes a little more than twice as long for twice as many items. */
const MOST = 2.4;
const NOISE = 64;

/** Functions that do the same for a value of any size. */
const CONSTANT: ReadonlySet<string> = new Set(
  (
    'attr d default defined undefined boolean callable escaped false filter float integer iterable mapping none number ' +
    'sameas sequence string test true list.append list.clear list.pop dict.clear dict.get dict.items dict.keys dict.pop ' +
    'dict.setdefault dict.update dict.values first list.extend dict.fromkeys dict_keys.isdisjoint range.count range.index str.startswith str.endswith ' +
    'Markup.startswith Markup.endswith dict.popitem == != < <= > >= eq ne lt le gt ge equalto lessthan greaterthan in'
  ).split(' '),
);

/** What is wrong with the steps of a function: growth beyond that of its input, or none where it has to look at all of it. */
function problems(
  version: JinjaVersion,
  name: string,
  callable: Callable,
  names: readonly string[],
  fits: (value: Value) => boolean = () => true,
): unknown[] {
  const { ofSubject, ofArgument } = growth(version, callable, fits, names);
  const isSteep = ({ small, large }: Row): boolean => large > MOST * small + NOISE;
  const steep = [...ofSubject, ...ofArgument].filter(isSteep);
  // A step is worth at most 256 characters: what takes fewer steps escapes the limits.
  const most = Math.max(...ofSubject.map(({ small, large }) => large - small));
  return CONSTANT.has(name) || most > SIZE / 400 ? steep : [...steep, 'the same for any input'];
}

const TYPES = new Set([...SMALL.values()].map(methodsOf));
const METHODS = [...TYPES].flatMap((methods) => [...methods.values()]);

/** The inputs that each function gets. */
const NAMES = [...SMALL.keys()].filter(
  sampled(
    (name: string) => !MORE.has(name),
    () => true,
  ),
);

describe.each(VERSIONS)('twice the input takes at most twice the steps in %s', (version) => {
  const { filters, tests } = ENVIRONMENTS.get(version) as Environment;
  const base = ENVIRONMENTS.get('3.1') as Environment;
  const isOwn = (name: string): boolean =>
    version === '3.1' || filters.get(name) !== base.filters.get(name);
  test.each([...filters.keys()].filter(isOwn))('the filter %s', (name) => {
    expect(problems(version, name, filters.get(name) as Callable, NAMES)).toEqual([]);
  });
  if (version !== '3.1') return;
  test.each([...tests.keys()])('the test %s', (name) => {
    expect(problems(version, name, tests.get(name) as Callable, NAMES)).toEqual([]);
  });
});

test.each(METHODS.map((method) => [method.name, method] as const))(
  'twice the object takes at most twice the steps of %s',
  (name, method) => {
    const short = name.slice(name.indexOf('.') + 1);
    const fits = (value: Value): boolean => methodsOf(value).get(short) === method;
    expect(problems('3.1', name, method, NAMES, fits)).toEqual([]);
  },
);
