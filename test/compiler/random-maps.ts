import * as fc from 'fast-check';
import { expect } from 'vitest';
import { compile } from '../../src/compiler/index.ts';
import { anyMap, anySubject, knownOf } from './arbitraries.ts';
import { emulator, expectedOf, worlds } from './emulate.ts';

/** Renders random maps for random users, with each kind of Undefined, and holds the link against the one computed without Jinja. Gives how many were rendered. */
export function renderRandomMaps(runs: number): number {
  let count = 0;
  const all = worlds();
  fc.assert(
    fc.property(anyMap, anySubject, fc.nat(), fc.boolean(), (map, subject, pick, inEmail) => {
      const world = all[pick % all.length];
      if (world === undefined) return;
      count += 1;
      const { snippet } = compile(map, { channel: inEmail ? 'email' : 'push' });
      const render = emulator(inEmail ? `${snippet}{{ longURL }}` : snippet, world);
      const known = knownOf(subject);
      expect(render(known)).toEqual(expectedOf(map, known));
    }),
    { numRuns: runs },
  );
  return count;
}
