import { describe, expect, test } from 'vitest';
import { globalsFor, type Namespace } from '../../../src/jinja/builtins/index.ts';
import { LimitError } from '../../../src/jinja/values/meter.ts';
import { callValue } from '../../../src/jinja/values/call.ts';
import { Dict } from '../../../src/jinja/values/dict.ts';
import { getAttribute } from '../../../src/jinja/values/lookup.ts';
import { str } from '../../../src/jinja/values/print.ts';
import { toArray } from '../../../src/jinja/values/ops.ts';
import { PyFloat, type JinjaVersion, type Value } from '../../../src/jinja/values/types.ts';
import { Undefined } from '../../../src/jinja/values/undefined.ts';
import { fakeState, type FakeOptions } from './fake-state.ts';
import { answerOf } from './recorded.ts';

function call(
  name: string,
  args: readonly Value[] = [],
  kwargs: Readonly<Record<string, Value>> = {},
  options: FakeOptions = {},
): Value {
  const callee = globalsFor(options.version ?? '3.1').get(name) ?? null;
  return callValue(fakeState(options), callee, args, new Map(Object.entries(kwargs)));
}

function method(object: Value, name: string, args: readonly Value[] = []): Value {
  const state = fakeState();
  return callValue(state, getAttribute(state, object, name), args);
}

/** The same numbers at every start. */
function dice(): () => number {
  let seed = 1;
  return () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
}

const float = new PyFloat(1.5);
const x = new Undefined({ name: 'x' });

describe('answers of the real Jinja2', () => {
  test.each<[string, Value[], Record<string, Value>, string]>([
    ['range', [3], {}, 'range(0, 3)'],
    ['range', [1, 9, 2], {}, 'range(1, 9, 2)'],
    ['range', [5, 0, -1], {}, 'range(5, 0, -1)'],
    ['range', [true], {}, 'range(0, 1)'],
    ['range', [], {}, '!TypeError: range expected at least 1 argument, got 0'],
    ['range', [1, 2, 3, 4], {}, '!TypeError: range expected at most 3 arguments, got 4'],
    ['range', [], { a: 1 }, '!TypeError: range() takes no keyword arguments'],
    ['range', ['a'], {}, "!TypeError: 'str' object cannot be interpreted as an integer"],
    ['range', [float], {}, "!TypeError: 'float' object cannot be interpreted as an integer"],
    ['range', [x], {}, "!TypeError: 'Undefined' object cannot be interpreted as an integer"],
    ['range', [1, 2, 0], {}, '!ValueError: range() arg 3 must not be zero'],
    ['dict', [], {}, '{}'],
    ['dict', [['ab', ['c', 1]]], { e: 2 }, "{'a': 'b', 'c': 1, 'e': 2}"],
    ['dict', [Dict.of([['a', 1]])], { b: 2 }, "{'a': 1, 'b': 2}"],
    ['dict', [Dict.of([['a', 1]])], { a: 2 }, "{'a': 2}"],
    ['dict', [1], {}, "!TypeError: 'int' object is not iterable"],
    [
      'dict',
      [[1]],
      {},
      '!TypeError: cannot convert dictionary update sequence element #0 to a sequence',
    ],
    [
      'dict',
      [['abc']],
      {},
      '!ValueError: dictionary update sequence element #0 has length 3; 2 is required',
    ],
    ['dict', [1, 2], {}, '!TypeError: dict expected at most 1 argument, got 2'],
    ['dict', [[[[], 2]]], {}, "!TypeError: unhashable type: 'list'"],
    ['dict', [x], {}, "!UndefinedError: 'x' is undefined"],
    ['namespace', [], { a: 1 }, "<Namespace {'a': 1}>"],
    ['namespace', [], {}, '<Namespace {}>'],
    ['namespace', [Dict.of([[1, 2]])], {}, '<Namespace {1: 2}>'],
    ['namespace', [1], {}, "!TypeError: 'int' object is not iterable"],
    ['namespace', [1, 2], {}, '!TypeError: dict expected at most 1 argument, got 2'],
    ['cycler', [1], {}, '<jinja2.utils.Cycler object at 0x>'],
    ['cycler', [], {}, '!RuntimeError: at least one item has to be provided'],
    [
      'cycler',
      [],
      { x: 1 },
      "!TypeError: Cycler.__init__() got an unexpected keyword argument 'x'",
    ],
    ['joiner', [1], {}, '<jinja2.utils.Joiner object at 0x>'],
    [
      'joiner',
      [1, 2],
      {},
      '!TypeError: Joiner.__init__() takes from 1 to 2 positional arguments but 3 were given',
    ],
    [
      'joiner',
      [],
      { x: 1 },
      "!TypeError: Joiner.__init__() got an unexpected keyword argument 'x'",
    ],
    ['lipsum', [0], {}, "Markup('')"],
    ['lipsum', [0, false], {}, "''"],
    ['lipsum', [1, true, 5, 5], {}, '!ValueError: empty range for randrange() (5, 5, 0)'],
    ['lipsum', ['a'], {}, "!TypeError: 'str' object cannot be interpreted as an integer"],
    [
      'lipsum',
      [1, 2, 3, 4, 5],
      {},
      '!TypeError: generate_lorem_ipsum() takes from 0 to 4 positional arguments but 5 were given',
    ],
    [
      'lipsum',
      [],
      { x: 1 },
      "!TypeError: generate_lorem_ipsum() got an unexpected keyword argument 'x'",
    ],
  ])('%s(%j, %j)', (name, args, kwargs, answer) => {
    expect(answerOf(() => call(name, args, kwargs))).toBe(answer);
  });
});

describe('range', () => {
  test('is bounded by the environment', () => {
    expect(toArray(call('range', [10], {}, { range: 10 }))).toHaveLength(10);
    expect(() => call('range', [11], {}, { range: 10 })).toThrow(LimitError);
    expect(() => call('range', [0, -11, -1], {}, { range: 10 })).toThrow(LimitError);
    expect(() => call('range', [10n ** 30n])).toThrow(LimitError);
  });
});

describe('cycler', () => {
  test('gives its items in turn', () => {
    const cycler = call('cycler', ['a', 'b']);
    const state = fakeState();
    expect([1, 2, 3].map(() => method(cycler, 'next'))).toEqual(['a', 'b', 'a']);
    expect(getAttribute(state, cycler, 'current')).toBe('b');
    expect(getAttribute(state, cycler, 'pos')).toBe(1);
    expect(method(cycler, 'reset')).toBeNull();
    expect(getAttribute(state, cycler, 'current')).toBe('a');
    expect(answerOf(() => getAttribute(state, cycler, 'items'))).toBe("('a', 'b')");
    expect(answerOf(() => method(cycler, 'next', [5]))).toBe(
      '!TypeError: Cycler.next() takes 1 positional argument but 2 were given',
    );
    expect(answerOf(() => getAttribute(state, cycler, 'x'))).toBe(
      "?'jinja2.utils.Cycler object' has no attribute 'x'",
    );
    expect(answerOf(() => callValue(state, cycler, []))).toBe(
      "!TypeError: 'Cycler' object is not callable",
    );
  });
  test('has no next in 2.8', () => {
    const version: JinjaVersion = '2.8';
    const cycler = call('cycler', ['a'], {}, { version });
    const next = getAttribute(fakeState({ version }), cycler, 'next');
    expect(answerOf(() => next)).toBe("?'jinja2.utils.Cycler object' has no attribute 'next'");
  });
});

describe('joiner', () => {
  test('gives nothing, then the separator', () => {
    const state = fakeState();
    const joiner = call('joiner');
    expect(str(getAttribute(state, joiner, 'used'))).toBe('False');
    expect([1, 2, 3].map(() => callValue(state, joiner, []))).toEqual(['', ', ', ', ']);
    expect(str(getAttribute(state, joiner, 'used'))).toBe('True');
    expect(answerOf(() => callValue(state, joiner, [1]))).toBe(
      '!TypeError: Joiner.__call__() takes 1 positional argument but 2 were given',
    );
  });
});

describe('namespace', () => {
  test('holds what is set', () => {
    const state = fakeState();
    const namespace = call('namespace', [], { a: 1 }) as Namespace;
    namespace.set('b', namespace);
    expect(getAttribute(state, namespace, 'a')).toBe(1);
    expect(namespace.repr()).toBe("<Namespace {'a': 1, 'b': <Namespace {...}>}>");
    expect(answerOf(() => getAttribute(state, namespace, 'nope'))).toBe(
      "?'jinja2.utils.Namespace object' has no attribute 'nope'",
    );
    expect(answerOf(() => callValue(state, namespace, []))).toBe(
      "!TypeError: 'Namespace' object is not callable",
    );
  });
});

describe('lipsum', () => {
  test('makes paragraphs of sentences', () => {
    const text = str(call('lipsum', [3, false]));
    const paragraphs = text.split('\n\n');
    expect(paragraphs).toHaveLength(3);
    for (const paragraph of paragraphs) {
      // The first word may be 'A'.
      expect(paragraph).toMatch(/^[A-Z][a-z]*[ ,.].*\.$/);
      const words = paragraph.split(' ').length;
      expect(words).toBeGreaterThanOrEqual(20);
      expect(words).toBeLessThan(100);
    }
  });
  test('is the same for the same source of chance', () => {
    const texts = [1, 2].map(() => str(call('lipsum', [], {}, { random: dice() })));
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).toMatch(/^<p>[^]*<\/p>$/);
  });
});
