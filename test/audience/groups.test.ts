import { expect, test } from 'vitest';
import { groupOf, groupRows, numberBand } from '../../src/audience/groups.ts';
import { PyFloat, type Value } from '../../src/jinja/index.ts';

test.each<[Value, string | undefined]>([
  [0, '0'],
  [new PyFloat(-0), '0'],
  [0.5, '0 to 1'],
  [1, '1 to 2'],
  [new PyFloat(1.99), '1 to 2'],
  [2, '2 to 5'],
  [20, '20 to 50'],
  [49, '20 to 50'],
  [50, '50 to 100'],
  [99, '50 to 100'],
  [100, '100 to 200'],
  [999, '500 to 1,000'],
  [1000, '1,000 to 2,000'],
  [12_345_678_901_234_567_890n, '10,000,000,000,000,000,000 to 20,000,000,000,000,000,000'],
  [-1, 'below 0'],
  [new PyFloat(Number.NaN), 'not a number'],
  [new PyFloat(Number.POSITIVE_INFINITY), 'infinity'],
  ['7', undefined],
  [true, undefined],
  [null, undefined],
])('the band of %s is %s', (value, band) => {
  expect(numberBand(value)).toBe(band);
});

test('values that lose most are listed, all others are one row', () => {
  const sample = Array.from({ length: 300 }, (_, at) => ({
    priority: at,
    isDifferent: false,
    isDropped: at % 20 < 3,
    links: [],
    smsParts: undefined,
    groups: [`v${at % 20}`],
  }));
  const group = groupOf('City', 0, sample);
  expect(group.values.slice(0, 3).map(({ value }) => value)).toEqual(['v0', 'v1', 'v2']);
  expect(group.others).toEqual({ values: 8, users: 120, dropped: 0 });
  expect(groupRows(group, 2)).toEqual([
    { label: 'v0', users: 15, dropped: 15 },
    { label: 'v1', users: 15, dropped: 15 },
    { label: '18 other values', users: 270, dropped: 15 },
  ]);
  expect(groupOf('City', 0, sample.slice(0, 5)).others).toBeUndefined();
});
