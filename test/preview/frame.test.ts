import { describe, expect, test } from 'vitest';
import { frameOf } from '../../src/preview/index.ts';

const SOURCE = 'one\ntwo {{ x }}\r\nthree\nfour\tfive\nsix';
const at = (line: number, column: number, end: number): Parameters<typeof frameOf>[2] => ({
  span: { start: { line, column }, end: { line, column: end } },
});

describe('frameOf', () => {
  test('gives the lines round a span, and where in its line it stands', () => {
    expect(frameOf(SOURCE, 'f', at(2, 5, 12))).toEqual({
      file: 'f',
      marked: 2,
      from: 4,
      to: 11,
      lines: [
        { number: 1, text: 'one' },
        { number: 2, text: 'two {{ x }}' },
        { number: 3, text: 'three' },
        { number: 4, text: 'four five' },
      ],
    });
  });

  test('a line alone marks nothing in it; no place and places outside give none', () => {
    expect(frameOf(SOURCE, 'f', { line: 5 })).toMatchObject({ marked: 5, from: 0, to: 0 });
    expect(frameOf(SOURCE, 'f', {})).toBeUndefined();
    expect(frameOf(SOURCE, 'f', { line: 6 })).toBeUndefined();
    expect(frameOf(SOURCE, 'f', { line: 0 })).toBeUndefined();
  });

  test('a span over lines marks its first one to the end', () => {
    const span = { start: { line: 2, column: 5 }, end: { line: 3, column: 2 } };
    expect(frameOf(SOURCE, 'f', { span })).toMatchObject({ marked: 2, from: 4, to: 11 });
  });

  test.each([1, 40, 120, 400, 985])('a long line is cut round column %i', (column) => {
    const line = 'x'.repeat(column - 1) + 'MARK' + 'y'.repeat(1000 - column);
    const frame = frameOf(`${line}\nnext`, 'f', at(1, column, column + 4));
    const shown = frame?.lines[0]?.text ?? '';
    expect(shown.slice(frame?.from, frame?.to)).toBe('MARK');
    expect(shown.length).toBeLessThanOrEqual(162);
    expect(frame?.lines[1]?.text).toBe('next');
  });
});
