import { describe, expect, test } from 'vitest';
import * as unicode from '../../../src/jinja/values/unicode.ts';
import { DIGESTS } from './unicode-digests.ts';

test('every function is recorded', () => {
  expect(DIGESTS).toHaveLength(30);
});

describe('words', () => {
  test.each([
    ['ΟΔΥΣΣΕΥΣ ΣΑΣ', 'οδυσσευς σας'],
    ["ΑΣ'Σ ΑΣ. Σ", "ασ'ς ας. σ"],
    ['İSTANBUL', 'i̇stanbul'],
  ])('lower %s', (text, answer) => {
    expect(unicode.lower(text)).toBe(answer);
  });
  test.each([
    ['ǆabc ßen ﬁn', 'ǅabc Ssen Fin'],
    ["they're 3rd ΟΔΟΣ", "They'Re 3Rd Οδος"],
  ])('title %s', (text, answer) => {
    expect(unicode.title(text)).toBe(answer);
  });
  test('decimal digits have values in every script', () => {
    expect(Array.from('٣७𝟗9x²', (char) => unicode.decimalValue(char.codePointAt(0) ?? 0))).toEqual([
      3,
      7,
      9,
      9,
      undefined,
      undefined,
    ]);
  });
});
