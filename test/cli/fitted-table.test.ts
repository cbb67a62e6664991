import { expect, test } from 'vitest';
import { plain } from '../../src/diagnostics/index.ts';
import { fittedTable } from '../../src/cli/fitted-table.ts';
import { columnsOf, largest } from '../../src/cli/show.ts';

const HEAD = ['user', 'why it is not sent'];
const ROWS = [
  ['ada', ''],
  [
    'somebody-with-a-long-name',
    'Custom Error Message: No email address, and more words\nsecond line',
  ],
];

test('in a pipe: a line for each row, nothing cut', () => {
  const screen = { isTerminal: false, width: 40 };
  expect(fittedTable(HEAD, ROWS, { paint: plain, screen }, { isCut: true })).toBe(
    [
      'user                       why it is not sent',
      'ada',
      'somebody-with-a-long-name  Custom Error Message: No email address, and more words  second line',
    ].join('\n'),
  );
});

test('more numbers than a function takes arguments', () => {
  expect(largest(Array.from({ length: 300_000 }, (_, at) => at))).toBe(299_999);
  expect(largest([])).toBe(0);
});

test.each([40, 60, 80, 100, 160])('in a terminal of %i columns it fits', (width) => {
  const screen = { isTerminal: true, width };
  for (const isCut of [true, false]) {
    const drawn = fittedTable(HEAD, ROWS, { paint: plain, screen }, { isCut });
    const widest = Math.max(...drawn.split('\n').map(columnsOf));
    expect(widest).toBeLessThanOrEqual(width);
    expect(drawn).toContain('│ ada');
    expect(drawn.includes('…')).toBe(isCut && width < 90);
  }
});

test('cells are folded where they are not cut', () => {
  const screen = { isTerminal: true, width: 60 };
  const drawn = fittedTable(HEAD, ROWS, { paint: plain, screen });
  expect(drawn.replaceAll(/[│\s]+/g, ' ')).toContain('No email address');
});
