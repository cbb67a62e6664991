import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/compiler/index.ts';
import { anyMap, anySubject, knownOf } from './arbitraries.ts';
import { emulator, expectedOf, worlds } from './emulate.ts';

/** `SMARTPASS_RUNS=20000 npx vitest run test/compiler/property.test.ts` for a long run. */
const RUNS = Number(process.env['SMARTPASS_RUNS'] ?? 300);
const ALL_WORLDS = worlds();

test(
  `random maps and users, with each kind of Undefined (${RUNS}): the link is the one computed without Jinja`,
  () => {
    fc.assert(
      fc.property(anyMap, anySubject, fc.nat(), fc.boolean(), (map, subject, pick, inEmail) => {
        const world = ALL_WORLDS[pick % ALL_WORLDS.length];
        if (world === undefined) return;
        const { snippet } = compile(map, { channel: inEmail ? 'email' : 'push' });
        const render = emulator(inEmail ? `${snippet}{{ longURL }}` : snippet, world);
        const known = knownOf(subject);
        expect(render(known)).toEqual(expectedOf(map, known));
      }),
      { numRuns: RUNS },
    );
  },
  Math.max(60_000, RUNS * 60),
);
