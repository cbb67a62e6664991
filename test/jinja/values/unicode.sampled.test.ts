import { describe, expect, test } from 'vitest';
import { sampled } from '../../sampled.ts';
import { DIGESTS } from './unicode-digests.ts';

/** The first two planes, and the others. */
const PARTS = sampled<readonly ('low' | 'high')[]>(['low'], ['low', 'high']);

describe.each(PARTS)('code points: %s', (part) => {
  test.each(DIGESTS)('$name answers as in Python 3.11', ({ ours, pythons }) => {
    expect(ours(part)).toBe(pythons(part));
  });
});
