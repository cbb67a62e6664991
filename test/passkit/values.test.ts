import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkValue, expectedForm, FIELDS, type ValueType } from '../../src/passkit/index.ts';

type Cases = Record<'fine' | 'unusual' | 'wrong', string[]>;
const cases = JSON.parse(readFileSync('fixtures/passkit/values.json', 'utf8')) as Record<
  ValueType,
  Cases
>;
const rows = Object.entries(cases).flatMap(([type, verdicts]) =>
  Object.entries(verdicts).flatMap(([verdict, values]) =>
    values.map((value) => ({ type: type as ValueType, verdict, value })),
  ),
);

test.each(rows)('$type: $value is $verdict', ({ type, verdict, value }) => {
  const problem = checkValue(type, value);
  const found = problem === undefined ? 'fine' : problem.severity === 'error' ? 'wrong' : 'unusual';
  expect(found).toBe(verdict);
});

test('every type has cases, a form in words, and allows an empty value', () => {
  for (const { type } of FIELDS) {
    expect(cases[type]).toBeDefined();
    expect(expectedForm(type).length).toBeGreaterThan(3);
    expect(checkValue(type, '')).toBeUndefined();
  }
});
