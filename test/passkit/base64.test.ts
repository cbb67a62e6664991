import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64, encodeText } from '../../src/passkit/index.ts';
import { anyText } from '../any-text.ts';

test('encodes bytes as Buffer does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(encodeBase64(bytes, 'standard')).toBe(Buffer.from(bytes).toString('base64'));
      expect(encodeBase64(bytes, 'url')).toBe(Buffer.from(bytes).toString('base64url'));
    }),
  );
});

test('encodes long data and text as Buffer does', () => {
  const long = new Uint8Array(100_001).map((_, at) => (at * 7919) & 255);
  expect(encodeBase64(long, 'url')).toBe(Buffer.from(long).toString('base64url'));
  fc.assert(
    fc.property(anyText(), (text) => {
      expect(encodeText(text, 'standard')).toBe(Buffer.from(text).toString('base64'));
    }),
  );
});

test('decodes both alphabets, padded or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
      const standard = Buffer.from(bytes).toString('base64');
      const url = Buffer.from(bytes).toString('base64url');
      for (const text of [standard, url, standard.replaceAll('=', '')]) {
        const decoded = decodeBase64(text);
        expect(decoded.problem).toBeUndefined();
        expect(decoded.bytes).toEqual(bytes);
        expect(decoded.padded).toBe(text.endsWith('='));
      }
    }),
  );
});

test.each([
  ['AAAA', 'either'],
  ['AA-_', 'url'],
  ['AA+/', 'standard'],
  ['AA==', 'standard'],
  ['A-A=', 'url'],
  ['A-+A', 'mixed'],
])('%s is of the alphabet %s', (text, alphabet) => {
  expect(decodeBase64(text).alphabet).toBe(alphabet);
});

test.each([
  ['', 0, 'nothing to decode'],
  ['AA*A', 2, "'*' (U+002A) is not"],
  ['AAé', 2, "'é' (U+00E9) is not"],
  ['AA\nA', 2, 'U+000A is not'],
  ['A=AA', 1, 'in the middle'],
  ['AAAAA', 5, 'no whole number of bytes'],
  ['AAA==', 3, '2 padding characters'],
  ['AA=', 2, '1 padding characters'],
  ['AAAA====', 4, '4 padding characters'],
  ['AB', 1, 'bits that no encoder writes'],
])('%s is wrong at %i: %s', (text, offset, message) => {
  const { problem } = decodeBase64(text);
  expect(problem?.offset).toBe(offset);
  expect(problem?.message).toContain(message);
});

test('whatever decodes without a problem encodes back to the same text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9+/]{0,12}={0,2}$/), (text) => {
      const { bytes, problem } = decodeBase64(text);
      fc.pre(problem === undefined);
      expect(encodeBase64(bytes, 'standard').replaceAll('=', '')).toBe(text.replaceAll('=', ''));
    }),
  );
});
