import { expect, test } from 'vitest';
import { sampled } from '../sampled.ts';
import { readAlike } from './alike.ts';

test('where the syntax says that Jinja 2.8 does the same, its users are sent the same', () => {
  const { share, differing } = readAlike(sampled(20, 2));
  expect(differing).toEqual([]);
  expect(share).toBeGreaterThan(1 / 3);
});
