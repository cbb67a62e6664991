import { describe, expect, test } from 'vitest';
import { LimitError, DEFAULT_LIMITS, Meter } from '../../../src/jinja/values/meter.ts';
import { formatSpec } from '../../../src/jinja/values/format-spec.ts';
import { percentFormat } from '../../../src/jinja/values/percent-format.ts';
import { charAt, lengthOf, sliceText } from '../../../src/jinja/values/strings.ts';
import { invoke } from '../../../src/jinja/values/call.ts';
import { methodsOf } from '../../../src/jinja/values/type-table.ts';
import { PyFloat, type Value } from '../../../src/jinja/values/types.ts';
import { answer, STATE, type Case } from './case.ts';
import { jsonLines } from '../../json-lines.ts';

const FILES = [
  'str-methods',
  'str-specs',
  'str-percent',
  'str-format',
  'str-markup',
  'bytes-methods',
  'bytes-percent',
  'bytes-codecs',
];
const LISTED = 30;

/** The cases that we answer otherwise, each with both answers. */
function differences(cases: readonly Case[]): string[] {
  return cases.flatMap((each) => {
    const [operation, args, kwargs, theirs] = each;
    const [python, ours] = [JSON.stringify(theirs), JSON.stringify(answer(each))];
    const call = `${operation} ${JSON.stringify(args)} ${JSON.stringify(kwargs)}`;
    return python === ours ? [] : [`${call}\n  python: ${python}\n  ours:   ${ours}`];
  });
}

describe("Python's recorded answers", () => {
  test.each(FILES)('%s', (name) => {
    const url = new URL(`../../../fixtures/jinja/values/${name}.jsonl`, import.meta.url);
    const cases = jsonLines(url) as readonly Case[];
    expect(cases.length).toBeGreaterThan(100);
    expect(differences(cases).slice(0, LISTED)).toEqual([]);
  });
});

describe('code points', () => {
  test('count as one, beyond the BMP too', () => {
    expect(lengthOf('👍é')).toBe(2);
    expect(charAt('a👍b', -2)).toBe('👍');
    expect(charAt('a👍b', 3)).toBeUndefined();
  });
  test.each([
    [1, undefined, undefined, '👍bc'],
    [undefined, -1, undefined, 'a👍b'],
    [undefined, undefined, -1, 'cb👍a'],
    [-1, 0, -2, 'c👍'],
    [undefined, undefined, 2, 'ab'],
    [3, 1, 1, ''],
    [-99, 99, 3, 'ac'],
  ])('slice %s:%s:%s', (start, stop, step, text) => {
    expect(sliceText('a👍bc', start, stop, step)).toBe(text);
  });
});

describe('bounds', () => {
  const long: readonly (readonly [string, () => unknown])[] = [
    ['a format width', () => formatSpec('x', '999999999999')],
    ['a precision', () => formatSpec(new PyFloat(1), '.999999999f')],
    ['a width of %', () => percentFormat('%999999999999d', 1)],
    [
      'a limit handed in',
      () =>
        percentFormat('%50d', 1, { ...STATE, meter: new Meter({ ...DEFAULT_LIMITS, output: 40 }) }),
    ],
    ['center', () => method('center', 'x', 999_999_999_999)],
    ['replace', () => method('replace', 'x'.repeat(10_000), 'x', 'y'.repeat(100_000))],
    ['expandtabs', () => method('expandtabs', '\t', 2_000_000_000)],
  ];
  test.each(long)('%s that is too long raises a LimitError', (_, make) => {
    expect(make).toThrow(LimitError);
  });
});

function method(name: string, self: Value, ...args: Value[]): Value {
  const callable = methodsOf(self).get(name);
  if (callable === undefined) throw new Error(`no method ${name}`);
  return invoke(callable, STATE, [self, ...args]);
}
