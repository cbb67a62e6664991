import { expect, test } from 'vitest';
import { fold, table } from '../../src/cli/show.ts';
import { plain } from '../../src/diagnostics/index.ts';

test('a table is as wide as its text, emoji and wide characters counted', () => {
  const drawn = table(
    ['user', 'text'],
    [
      ['ada', '👩🏽‍🚀 é́'],
      ['bo', '日本\nx'],
    ],
    plain,
  );
  expect(drawn).toBe(`┌──────┬──────┐
│ user │ text │
├──────┼──────┤
│ ada  │ 👩🏽‍🚀 é́ │
├──────┼──────┤
│ bo   │ 日本 │
│      │ x    │
└──────┴──────┘`);
});

test('dense leaves lines out, colours take no room, missing cells are empty', () => {
  const bold = { ...plain, strong: (text: string) => `\u001b[1m${text}\u001b[22m` };
  expect(table(['a', 'b'], [['1'], ['2', '3']], bold, { dense: true })).toBe(`┌───┬───┐
│ \u001b[1ma\u001b[22m │ \u001b[1mb\u001b[22m │
├───┼───┤
│ 1 │   │
│ 2 │ 3 │
└───┴───┘`);
  expect(table(['a'], [], plain)).toBe('┌───┐\n│ a │\n├───┤\n└───┘');
});

test.each([
  [['ab', 'cd', 'ef'], 6, ['ab  cd', 'ef']],
  [['abcdefgh'], 3, ['abc', 'def', 'gh']],
  [['a', 'bcdefgh', 'i'], 4, ['a', 'bcde', 'fgh', 'i']],
  [['👍👍👍'], 4, ['👍👍', '👍']],
  [[], 4, []],
  [['not an address', 'ab'], 8, ['not an', 'address', 'ab']],
  [['a verylongword'], 6, ['a', 'verylo', 'ngword']],
])('%j folded to %i columns', (texts, width, expected) => {
  expect(fold(texts, width)).toEqual(expected);
});
