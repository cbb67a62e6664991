import { expect, test } from 'vitest';
import { readBackRandomMaps } from './read-back.ts';

test('random field maps, written as files, read back as the same maps', () => {
  expect(readBackRandomMaps(100)).toBe(100);
});
