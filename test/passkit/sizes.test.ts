import * as fc from 'fast-check';
import { encodeQR } from 'qr';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import {
  linkLengthVerdict,
  QR_MAX_BYTES,
  qrModules,
  qrVersion,
  smsParts,
} from '../../src/passkit/index.ts';

describe('link lengths', () => {
  test.each([
    [999, 'fine'],
    [1000, 'long'],
    [1999, 'long'],
    [2000, 'too-long'],
  ])('%i characters are %s', (length, verdict) => {
    expect(linkLengthVerdict(length)).toBe(verdict);
  });

  test('both limits can be set', () => {
    expect(linkLengthVerdict(300, { warn: 200, fail: 400 })).toBe('long');
  });
});

function sizeByLibrary(bytes: number): number {
  const text = 'é'.repeat(bytes >> 1) + 'a'.repeat(bytes & 1);
  return encodeQR(text, 'raw', { ecc: 'low', encoding: 'byte', border: 1, mask: 0 }).length - 2;
}

describe('QR codes', () => {
  test('476 characters make 77 modules, 976 make 105, 2,953 bytes are the end', () => {
    const modules = [476, 976, 2953, 2954].map(qrModules);
    expect(modules).toEqual([77, 105, 177, undefined]);
    expect(QR_MAX_BYTES).toBe(2953);
  });

  test('every version ends where the qr library goes on to the next', { timeout: 60_000 }, () => {
    let bytes = 0;
    for (let version = 1; version <= 40; version += 1) {
      expect(sizeByLibrary(bytes + 1)).toBe(17 + 4 * version);
      while (qrVersion(bytes + 1) === version) bytes += 1;
      expect(sizeByLibrary(bytes)).toBe(qrModules(bytes));
    }
    expect(bytes).toBe(2953);
    expect(() => sizeByLibrary(2954)).toThrow(/./);
  });
});

function mixture(...characters: string[]): fc.Arbitrary<string> {
  const unit = fc.constantFrom(...characters);
  return fc.array(unit, { maxLength: 400, size: 'max' }).map((parts) => parts.join(''));
}

describe('SMS parts', () => {
  const rows: readonly (readonly [unit: string, counts: readonly number[]])[] = [
    ['a', [1, 160, 161, 306, 307, 459, 460]],
    ['ж', [70, 71, 134, 135, 201]],
    ['€', [80, 81, 152, 153, 154, 229]],
    ['👍', [34, 35, 36, 66, 67, 68, 100]],
    ['a€', [53, 54, 101, 102, 103]],
  ];
  const texts = rows.flatMap(([unit, counts]) => counts.map((count) => ({ unit, count })));

  test.each(texts)('$count times $unit, as the calculator counts', ({ unit, count }) => {
    const theirs = new SegmentedMessage(unit.repeat(count));
    const { encoding, parts } = smsParts(unit.repeat(count));
    expect([encoding, parts]).toEqual([theirs.encodingName, theirs.segmentsCount]);
  });

  test('agrees with the calculator on any mixture', () => {
    const plain = mixture('a', 'Z', '€', '[', '\n', 'é', 'ñ', 'Δ', '@', '~', '1', ' ');
    const wide = mixture('a', 'ж', '👍', '€', '’');
    fc.assert(
      fc.property(fc.oneof(plain, wide), (text) => {
        const theirs = new SegmentedMessage(text);
        const { encoding, parts } = smsParts(text);
        expect(encoding).toBe(theirs.encodingName);
        expect(parts).toBe(text === '' ? 0 : theirs.segmentsCount);
      }),
      { numRuns: 200 },
    );
  });

  test('says which characters cost a second alphabet', () => {
    expect(smsParts('it’s €5')).toEqual({
      encoding: 'UCS-2',
      units: 7,
      parts: 1,
      capacity: 70,
      foreign: ['’'],
    });
  });
});
