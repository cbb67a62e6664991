import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/compiler/index.ts';
import { sampled } from '../sampled.ts';
import { anyMap, anySubject, knownOf } from './arbitraries.ts';
import { emulator, expectedOf, worlds } from './emulate.ts';

/** How many cases: `SMARTPASS_RUNS=20000 npm run test:long -- test/compiler`. */
const RUNS = sampled(20, Number(process.env['SMARTPASS_RUNS'] ?? 600));

test(
  `${RUNS} random maps and users, with each kind of Undefined: the link is the one computed without Jinja`,
  () => {
    const anyWorld = fc.constantFrom(...worlds());
    fc.assert(
      fc.property(anyMap, anySubject, anyWorld, fc.boolean(), (map, subject, world, inEmail) => {
        const { snippet } = compile(map, { channel: inEmail ? 'email' : 'push' });
        const render = emulator(inEmail ? `${snippet}{{ longURL }}` : snippet, world);
        const known = knownOf(subject);
        expect(render(known)).toEqual(expectedOf(map, known));
      }),
      { numRuns: RUNS },
    );
  },
  Math.max(300_000, RUNS * 60),
);
