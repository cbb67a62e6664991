import { expect, test } from 'vitest';
import { proveCombinations, readLinksBack, SEED, shareOfLinks } from './proofs.ts';

/** How many combinations are proved: `SMARTPASS_PROOFS=200000 npm run test:long -- test/prove`. */
const PROOFS = Number(process.env['SMARTPASS_PROOFS'] ?? 12_000);
/** Users and worlds for each map; very long runs take more users. */
const [USERS, WORLDS] = [PROOFS > 50_000 ? 40 : 10, 3];
const MAPS = Math.ceil(PROOFS / (USERS * WORLDS));
const COUNT = MAPS * USERS * WORLDS;

test(
  `${COUNT} combinations of map, user, world and editor (seed ${SEED})`,
  () => {
    const { link, dropped, error } = proveCombinations(MAPS, USERS, WORLDS);
    expect(link + dropped + error).toBe(COUNT);
    expect(link).toBeGreaterThan(0);
    expect(dropped).toBeGreaterThan(0);
  },
  Math.max(300_000, MAPS * 2000),
);

test('of 5,000 users a quarter and more get a link, and a tenth and more do not', () => {
  const share = shareOfLinks(5000);
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.9);
});

test('200 links, read back, have the payload of the map, under a valid signature', () => {
  expect(readLinksBack(200)).toBeGreaterThanOrEqual(200);
});
