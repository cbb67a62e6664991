import { expect, test } from 'vitest';
import { renderRandomMaps } from './random-maps.ts';

/** How many cases: `SMARTPASS_RUNS=20000 npm run test:long -- test/compiler`. */
const RUNS = Number(process.env['SMARTPASS_RUNS'] ?? 600);

test(
  `${RUNS} random maps and users, with each kind of Undefined`,
  () => expect(renderRandomMaps(RUNS)).toBe(RUNS),
  Math.max(300_000, RUNS * 60),
);
