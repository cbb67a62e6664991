import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../src/passkit/json-reader.ts';
import { anyText } from '../any-text.ts';

type Case = { name: string; text: string; says: string[]; recovered?: Record<string, string> };
const cases = JSON.parse(readFileSync('fixtures/passkit/broken-json.json', 'utf8')) as Case[];

describe('texts that are no JSON', () => {
  test.each(cases)('$name', ({ text, says, recovered }) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    const { valid, defects, members } = readJson(text);
    expect(valid).toBe(false);
    const messages = defects.map(({ message }) => message).join('; ');
    for (const part of says) expect(messages).toContain(part);
    const found = Object.fromEntries(members.map(({ name, value }) => [name, value]));
    expect(found).toEqual(recovered ?? found);
  });

  test('a defect points at its place', () => {
    const text = '{"a":"b",}"';
    const places = readJson(text).defects.map(({ start, end }) => [start, text.slice(start, end)]);
    expect(places).toEqual([
      [8, ','],
      [10, '"'],
    ]);
  });
});

const flat = fc.dictionary(anyText(), fc.jsonValue({ maxDepth: 2 }), {
  noNullPrototype: true,
});

test('a JSON object reads as JSON.parse reads it, and every place is right', () => {
  fc.assert(
    fc.property(flat, fc.constantFrom(0, 1, '\t'), (object, indent) => {
      const text = JSON.stringify(object, undefined, indent);
      const { valid, kind, members, defects } = readJson(text);
      expect({ valid, kind, defects }).toEqual({ valid: true, kind: 'object', defects: [] });
      const parsed = JSON.parse(text) as object;
      expect(new Map(members.map(({ name, value }) => [name, value]))).toEqual(
        new Map(Object.entries(parsed)),
      );
      for (const { name, value, nameAt, valueAt } of members) {
        expect(JSON.parse(text.slice(...nameAt))).toBe(name);
        expect(JSON.parse(text.slice(...valueAt))).toEqual(value);
      }
    }),
  );
});

test('any other text is read to its end without an error, and has defects exactly where JSON.parse throws', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\',
    'a',
    '1',
    ' ',
    '\n',
    "'",
    '\u201c',
    '\u0000',
    'null',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
      const text = parts.join('');
      let sound = true;
      try {
        JSON.parse(text);
      } catch {
        sound = false;
      }
      const { valid, defects } = readJson(text);
      expect(valid).toBe(sound);
      expect(defects.length === 0).toBe(sound);
    }),
    { numRuns: 3000 },
  );
});

test('a quote left unescaped in a name is read back as it was meant', () => {
  const word = fc.stringMatching(/^[A-Za-zé]{1,8}"[A-Za-zé]{1,8}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const text = `{${words.map((value, at) => `"f${at}":"${value}"`).join(',')}}`;
      const { members, defects } = readJson(text);
      expect(members.map(({ value }) => value)).toEqual(words);
      expect(defects).toHaveLength(words.length);
    }),
  );
});

// bench/growth.mjs measures how the time grows.
test.each(['"', '"}', '",', '" ', '{"a":"', '\\"', '"a":'])(
  'a long text of nothing but %s is read to its end',
  (piece) => {
    const { defects } = readJson(`{"a":"${piece.repeat(20_000)}`);
    expect(defects.length).toBeGreaterThan(0);
  },
);
