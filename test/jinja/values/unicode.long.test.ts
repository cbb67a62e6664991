import { expect, test } from 'vitest';
import { DIGESTS } from './unicode-digests.ts';

test.each(DIGESTS)(
  '$name answers as in Python 3.11, beyond the first two planes',
  ({ ours, pythons }) => {
    expect(ours('high')).toBe(pythons('high'));
  },
);
