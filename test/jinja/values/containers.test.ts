import { describe, expect, it } from 'vitest';
import {
  Dict,
  DictView,
  equal,
  getAttribute,
  getItem,
  iterate,
  less,
  makeUndefined,
  Markup,
  mul,
  pow,
  PyFunction,
  PyIterator,
  PySet,
  Range,
  repr,
  Slice,
  str,
  toArray,
  truthy,
  Tuple,
  type Callable,
  type Value,
} from '../../../src/jinja/values/index.ts';
import { answer, float, stateOf } from './core-case.ts';

const state = stateOf();

describe('Dict', () => {
  it('finds equal keys of other types, and keeps the first key', () => {
    const dict = Dict.of([
      [1, 'int'],
      [true, 'bool'],
      [float(1), 'float'],
      [new Markup('a'), 'safe'],
      ['a', 'text'],
      [new Tuple([1, 'x']), 'tuple'],
      [new Tuple([float(1), new Markup('x')]), 'equal tuple'],
    ]);
    expect(repr(dict)).toBe("{1: 'float', Markup('a'): 'text', (1, 'x'): 'equal tuple'}");
    expect(dict.getString('a')).toBe('text');
    expect(dict.get(new Tuple([true, 'x']))).toBe('equal tuple');
    expect(dict.delete(float(1))).toBe(true);
    expect(dict.get(1)).toBeUndefined();
    expect(repr(dict.set(float(1), 2))).toBe(
      "{Markup('a'): 'text', (1, 'x'): 'equal tuple', 1.0: 2}",
    );
  });

  it('keeps text that looks like an inner key apart from tuples', () => {
    const dict = Dict.of([[new Tuple([1]), 'tuple']]);
    for (const text of ['\0t1;', '\0s\0t1;', '\0', '']) expect(dict.get(text)).toBeUndefined();
    dict.set('\0t1;', 'text');
    expect(dict.getString('\0t1;')).toBe('text');
    expect(dict.get(new Tuple([1]))).toBe('tuple');
    expect([...dict.keys()].at(-1)).toBe('\0t1;');
    expect(new Tuple([1, 12]).hashKey()).not.toBe(new Tuple([11, 2]).hashKey());
  });

  it('takes names that mean something to JavaScript as plain keys', () => {
    const dict = Dict.of([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect(getItem(state, dict, '__proto__')).toBe(1);
    expect(getAttribute(state, dict, 'constructor')).toBe(2);
  });

  it.each([
    ['a list', [1], 'list'],
    ['a dict', new Dict(), 'dict'],
    ['a tuple with a list', new Tuple([[1]]), 'list'],
    ['a set', new PySet(), 'set'],
    ['a view', new DictView(new Dict(), 'items'), 'dict_items'],
    ['a slice', new Slice(null, null, null), 'slice'],
  ])('refuses %s as a key', (_, key: Value, type) => {
    expect(answer(() => new Dict().set(key, 1))).toBe(`!TypeError: unhashable type: '${type}'`);
  });

  it.each(['keys', 'values', 'items'] as const)('notices a change while %s are walked', (kind) => {
    const dict = Dict.of([
      ['a', 1],
      ['b', 2],
    ]);
    const walk = iterate(new DictView(dict, kind));
    walk.next();
    dict.set('c', 3);
    expect(answer(() => walk.next().value as Value)).toBe(
      '!RuntimeError: dictionary changed size during iteration',
    );
  });

  it('may be changed in place while it is walked', () => {
    const dict = Dict.of([['a', 1]]);
    const walk = iterate(dict);
    walk.next();
    dict.set('a', 2);
    expect(walk.next().done).toBe(true);
  });
});

describe('containers that contain themselves', () => {
  it('print as Python prints them', () => {
    const list: Value[] = [1];
    list.push(list);
    const dict = new Dict();
    dict.set('d', new Tuple([dict, list]));
    expect(str(list)).toBe('[1, [...]]');
    expect(str(dict)).toBe("{'d': ({...}, [1, [...]])}");
  });
});

describe('the other objects', () => {
  it('an iterator gives its items once and prints as Python’s', () => {
    const iterator = new PyIterator('generator', [1, 2].values(), 'sync_do_map');
    expect(repr(iterator)).toBe('<generator object sync_do_map at 0x7f0000000000>');
    expect(truthy(iterator)).toBe(true);
    expect(toArray(iterator)).toEqual([1, 2]);
    expect(toArray(iterator)).toEqual([]);
  });

  it('ranges are equal when their items are', () => {
    expect(equal(new Range(0, 3, 2), new Range(0, 4, 2))).toBe(true);
    expect(equal(new Range(5, 0), new Range(0, 0))).toBe(true);
    expect(equal(new Range(0, 3), [0, 1, 2])).toBe(false);
    expect(new Dict().set(new Range(0, 3, 2), 1).get(new Range(0, 4, 2))).toBe(1);
    expect(repr(new Range(0, 3, 2))).toBe('range(0, 3, 2)');
  });

  it('a function prints as it is told', () => {
    const callable: Callable = { name: 'lorem', params: [], style: 'python', run: () => null };
    expect(repr(new PyFunction(callable))).toBe('<function lorem at 0x7f0000000000>');
    const look = { repr: "<class 'range'>", typeName: 'type' };
    expect(repr(new PyFunction(callable, look))).toBe("<class 'range'>");
  });

  it('undefined values are one key', () => {
    const set = new PySet([makeUndefined('Undefined', { name: 'a' })]);
    expect(set.add(makeUndefined('Undefined', { name: 'b' }))).toBe(false);
  });

  it('sets are ordered by what they contain', () => {
    expect(less(new PySet([1]), new PySet([1, 2]))).toBe(true);
    expect(less(new PySet([3]), new PySet([1, 2]))).toBe(false);
  });
});

describe('bounds', () => {
  it.each([
    ['a long text', (): Value => mul('abc', 100_000_000)],
    ['a long list', (): Value => mul([1, 2], 10_000_000)],
    ['a long tuple', (): Value => mul(new Tuple([1, 2]), 10_000_000)],
    ['a huge int', (): Value => pow(10, 10_000_000)],
    ['a huge int of a huge exponent', (): Value => pow(2, 10n ** 30n)],
  ])('%s is refused before it is made', (_, run) => {
    expect(answer(run)).toBe('!LimitError: output');
  });

  it('ints of over 4300 digits cannot be printed, as in Python', () => {
    expect(answer(() => str(pow(10, 4300)))).toBe(
      '!ValueError: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit',
    );
  });
});
