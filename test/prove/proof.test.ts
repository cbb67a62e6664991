import { expect, test } from 'vitest';
import { proveCombinations, readLinksBack, SEED, shareOfLinks } from './proofs.ts';

// proof.long.test.ts has the same with many more cases.

test(`random maps, users, worlds and editors: the link is the one computed without Jinja (seed ${SEED})`, () => {
  const { link, dropped, error } = proveCombinations(6, 10, 3);
  expect(link + dropped + error).toBe(180);
});

test('of such users a quarter and more get a link, and a tenth and more do not', () => {
  const share = shareOfLinks(400);
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.9);
});

test('each of these links, read back, has the payload of the map, under a valid signature', () => {
  expect(readLinksBack(10)).toBeGreaterThanOrEqual(10);
});
