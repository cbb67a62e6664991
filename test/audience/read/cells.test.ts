import { expect, test } from 'vitest';
import { readCsv } from '../../../src/account/index.ts';
import { quotedCells } from '../../../src/audience/read/cells.ts';

const PIECES = ['a', '"', ',', '""', '"a"', '"a,b"', ' ', '\r', '\uFEFF', 'é'];

/** Every line of up to four pieces. */
const LINES = PIECES.flatMap((one) => [
  one,
  ...PIECES.flatMap((two) => [
    `${one}${two}`,
    ...PIECES.flatMap((three) => [
      `${one}${two}${three}`,
      ...PIECES.map((four) => `${one}${two}${three}${four}`),
    ]),
  ]),
]).filter((line) => line.includes('"'));

test('cells of lines with quotes are those of the parser of CSV, wherever they are told without it', () => {
  let told = 0;
  for (const line of LINES) {
    const cells = quotedCells(line, ',');
    if (cells === undefined) continue;
    told += 1;
    const { rows } = readCsv(line, { hasLooseQuotes: true });
    expect([line, cells]).toEqual([line, rows[0]?.cells]);
  }
  expect(told).toBeGreaterThan(500);
});

test('an empty cell is null, a quoted one a text; the separator is any', () => {
  expect(quotedCells('"";;"x;""y"', ';')).toEqual(['', null, 'x;"y']);
  expect(quotedCells('"a";', ';')).toEqual(['a', null]);
  expect(quotedCells('"a;b', ';')).toBeUndefined();
});
