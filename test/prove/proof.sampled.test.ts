import { expect, test } from 'vitest';
import { sampled } from '../sampled.ts';
import { proveCombinations, readLinksBack, SEED, shareOfLinks } from './proofs.ts';

/** How many combinations are proved: `SMARTPASS_PROOFS=200000 npm run test:long -- test/prove`. */
const PROOFS = sampled(180, Number(process.env['SMARTPASS_PROOFS'] ?? 12_000));
/** Users and worlds for each map; very long runs take more users. */
const [USERS, WORLDS] = [PROOFS > 50_000 ? 40 : 10, 3];
const MAPS = Math.ceil(PROOFS / (USERS * WORLDS));
const COUNT = MAPS * USERS * WORLDS;

test(
  `${COUNT} combinations of map, user, world and editor: the link is the one computed without Jinja (seed ${SEED})`,
  () => {
    const { link, dropped, error } = proveCombinations(MAPS, USERS, WORLDS);
    expect(link + dropped + error).toBe(COUNT);
    // Of a few maps, all may drop everybody.
    expect(Math.min(link, dropped)).toBeGreaterThanOrEqual(sampled(0, 1));
  },
  Math.max(300_000, MAPS * 2000),
);

test('of random users a quarter and more get a link, and a tenth and more do not', () => {
  const share = shareOfLinks(sampled(400, 5000));
  expect(share).toBeGreaterThan(0.25);
  expect(share).toBeLessThan(0.9);
});

test('links, read back, have the payload of the map, under a valid signature', () => {
  const count = sampled(10, 200);
  expect(readLinksBack(count)).toBeGreaterThanOrEqual(count);
});
