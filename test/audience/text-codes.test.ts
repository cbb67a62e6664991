import { expect, test } from 'vitest';
import { codeOf } from '../../src/audience/classify.ts';
import type { Feature } from '../../src/audience/features.ts';

const PIECES = ['a', 'M', 'MOE_NOT_SEND', '"', "'", '\\', '\u0001', '<', '&', '%', ' ', 'é', '😀'];

/** All texts of up to three pieces, and long ones. */
const TEXTS: readonly string[] = [
  '',
  ...PIECES,
  ...PIECES.flatMap((one) => PIECES.map((two) => `${one}${two}`)),
  ...PIECES.flatMap((one) => PIECES.map((two) => `a${one}b${two}c`)),
  ...[4, 5, 6, 11, 12, 30].map((length) => 'é'.repeat(length)),
  ...[4, 5, 6, 11, 12, 30].map((length) => 'M'.repeat(length)),
];

const FEATURES: readonly (readonly Feature[])[] = [
  [{ kind: 'presence' }, { kind: 'half-pair' }],
  [{ kind: 'presence' }, { kind: 'half-pair' }, { kind: 'contains', text: 'MOE_NOT_SEND' }],
  [
    { kind: 'presence' },
    { kind: 'has', set: 'quote' },
    { kind: 'has', set: 'non-ascii' },
    { kind: 'contains', text: 'MOE_NOT_SEND' },
    { kind: 'has', set: 'reserved' },
  ],
  [{ kind: 'presence' }, { kind: 'length', bounds: [5, 12] }, { kind: 'has', set: 'angle' }],
  [{ kind: 'presence' }, { kind: 'length', bounds: [-1, 0, 1, 6] }],
];

test.each(FEATURES)('codes from bytes are those of the texts: %j', (...features) => {
  const coder = codeOf({ attribute: { kind: 'UserAttribute', name: 'x' }, features });
  let known = 0;
  for (const text of TEXTS) {
    const bytes = Buffer.from(`"${text}"`);
    const code = coder.textCode?.(bytes, 1, bytes.length - 1) ?? -1;
    if (code < 0) continue;
    known += 1;
    expect([text, code]).toEqual([text, coder.code(text)]);
  }
  expect(known).toBeGreaterThan(TEXTS.length / 6);
});

test('features that need the value have no codes from bytes', () => {
  const attribute = { kind: 'UserAttribute', name: 'x' } as const;
  const equals: Feature = { kind: 'equals', values: ['a'], folds: [] };
  expect(codeOf({ attribute, features: [equals] }).textCode).toBeUndefined();
  expect(codeOf({ attribute, features: [{ kind: 'shape' }] }).textCode).toBeUndefined();
});
