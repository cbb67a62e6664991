import { expect, test } from 'vitest';
import { checkText } from '../../src/testing/check-text.ts';
import { findPattern } from '../../src/testing/find-pattern.ts';
import { findInTime } from '../../src/testing/vitest/find-in-time.ts';

const find = findInTime();
const place = (...path: string[]): { start: Place; end: Place } => ({
  start: { line: path.length, column: 1 },
  end: { line: path.length, column: 2 },
});
type Place = { readonly line: number; readonly column: number };

test.each(['Ada', '^Dear', 'a$', 'x|y', 'A.*d', '\\p{L}+', '(?<=D)ear', 'nowhere'])(
  'the search for %s finds what a search without a limit finds',
  (pattern) => {
    const text = 'Dear Ada,\nyour card';
    expect(find(pattern, text)).toBe(findPattern(pattern, text));
  },
);

test('a search that would not end is given up, and the test says so at the pattern', () => {
  const text = `${'a'.repeat(40)}!`;
  const find = findInTime(100);
  expect(find('^(a+)+$', text)).toBe('too-slow');
  const none = { contains: [], matches: [], notContains: [], notMatches: [] };
  const expected = { ...none, matches: ['^(a+)+$'], notMatches: ['^(a|a)*$'] };
  expect(checkText(text, expected, place, find)).toEqual([
    {
      message: expect.stringContaining('/^(a+)+$/ was given up') as string,
      span: place('matches'),
    },
    {
      message: expect.stringContaining('/^(a|a)*$/ was given up') as string,
      span: place('not', 'matches'),
    },
  ]);
  expect(find('a', text)).toBe(0);
});
