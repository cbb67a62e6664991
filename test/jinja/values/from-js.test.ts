import { describe, expect, it } from 'vitest';
import { assert, jsonValue, property } from 'fast-check';
import {
  Dict,
  fromJs,
  makeUndefined,
  Markup,
  parseJson,
  PyFloat,
  Range,
  repr,
  toJs,
  Tuple,
} from '../../../src/jinja/values/index.ts';

describe('fromJs', () => {
  it.each([
    [1, '1'],
    [1.5, '1.5'],
    [-0, '-0.0'],
    [Number.NaN, 'nan'],
    [2 ** 60, '1152921504606846976'],
    [10n ** 20n, '100000000000000000000'],
    [5n, '5'],
    [null, 'None'],
    [undefined, 'None'],
    [true, 'True'],
    [[1, [undefined]], '[1, [None]]'],
    [{ b: 1, a: { c: [] } }, "{'b': 1, 'a': {'c': []}}"],
    [Object.assign(Object.create(null) as object, { x: 1 }), "{'x': 1}"],
    [JSON.parse('{"__proto__": 1, "constructor": 2}'), "{'__proto__': 1, 'constructor': 2}"],
    [new Map<unknown, unknown>([[1.5, { a: 1 }]]), "{1.5: {'a': 1}}"],
    [new Tuple([1]), '(1,)'],
    [[new PyFloat(2)], '[2.0]'],
  ])('case %#', (value, expected) => {
    expect(repr(fromJs(value))).toBe(expected);
  });

  it('refuses what has no counterpart', () => {
    expect(() => fromJs(new Date(0))).toThrow('A Date cannot be a template value');
    expect(() => fromJs({ a: () => 1 })).toThrow('A function cannot be a template value');
    expect(() => fromJs([Symbol('s')])).toThrow('A symbol cannot be a template value');
    expect(() => fromJs(new Set())).toThrow('An instance of Set cannot be a template value');
    const ring: unknown[] = [];
    ring.push(ring);
    expect(() => fromJs(ring)).toThrow('cannot contain itself');
  });
});

describe('toJs', () => {
  it('gives objects without prototype, Maps for other keys, plain text and numbers', () => {
    const object = toJs(Dict.of([['__proto__', new Markup('<b>')]]));
    expect(Object.getPrototypeOf(object)).toBeNull();
    expect(Object.entries(object as object)).toEqual([['__proto__', '<b>']]);
    expect(toJs(Dict.of([[1, new PyFloat(1.5)]]))).toEqual(new Map([[1, 1.5]]));
    expect(toJs(new Tuple([new Range(0, 2), null]))).toEqual([[0, 1], null]);
    expect(toJs(makeUndefined('Undefined', { name: 'x' }))).toBeUndefined();
  });
});

/** JSON.stringify takes no bigint; only parseJson is exact for those. */
function toNumber(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

describe('parseJson', () => {
  it.each([
    ['1', '1'],
    ['1.0', '1.0'],
    ['-0', '0'],
    ['-0.0', '-0.0'],
    ['1e2', '100.0'],
    ['12345678901234567890', '12345678901234567890'],
    ['[NaN, Infinity, -Infinity]', '[nan, inf, -inf]'],
    [' {"b": 1, "2": [], "1": {}, "b": null} ', "{'b': None, '2': [], '1': {}}"],
    ['"\\u00e9\\ud83d\\udc4d\\n\\/\\""', "'é👍\\n/\"'"],
    ['{"__proto__": true}', "{'__proto__': True}"],
    ['"\\ud800"', "'\\ud800'"],
  ])('%s', (text, expected) => {
    expect(repr(parseJson(text))).toBe(expected);
  });

  it.each([
    ['', 'Expecting value: line 1 column 1 (char 0)'],
    ['[1,\n]', 'Expecting value: line 2 column 1 (char 4)'],
    ['{"a" 1}', "Expecting ':' delimiter: line 1 column 6 (char 5)"],
    ['{a: 1}', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
    ['[1 2]', "Expecting ',' delimiter: line 1 column 4 (char 3)"],
    ['01', 'Extra data: line 1 column 2 (char 1)'],
    ['"a', 'Unterminated string starting at: line 1 column 1 (char 0)'],
    ['"a\n"', 'Invalid control character at: line 1 column 3 (char 2)'],
    ['"\\x"', 'Invalid \\escape: line 1 column 2 (char 1)'],
  ])('%j is refused', (text, message) => {
    expect(() => parseJson(text)).toThrow(new SyntaxError(message));
  });

  it('refuses depth that would break the stack', () => {
    expect(() => parseJson('['.repeat(100_000))).toThrow('Nested too deeply');
  });

  it('agrees with JSON.parse', () => {
    assert(
      property(jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(toJs(parseJson(text)), toNumber)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});
