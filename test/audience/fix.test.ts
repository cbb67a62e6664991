import { expect, test } from 'vitest';
import { cheapestFix, type FixSubject, type Tried } from '../../src/audience/index.ts';
import { subsets } from '../../src/audience/fix.ts';
import { chance } from './equality.ts';

/** Classes of users, each with the choices of attributes of which one has to be whole. */
type Class = { readonly users: number; readonly needs: readonly (readonly number[])[] };

function subjectOf(classes: readonly Class[], count: number): FixSubject {
  return {
    attributes: Array.from({ length: count }, (_, at) => ({
      attribute: { kind: 'UserAttribute', name: `A${at}` },
      at,
      sample: 'x',
      change: undefined,
    })),
    textsFor: () => new Map(),
    retry: async ({ fill }) => classes.map(({ users, needs }) => tried(users, needs, fill)),
  };
}

function tried(
  users: number,
  needs: readonly (readonly number[])[],
  fill: ReadonlyMap<number, unknown>,
): Tried {
  const isSent = needs.some((all) => all.every((one) => fill.has(one)));
  const lacking = [...new Set(needs.flat())].filter((one) => !fill.has(one));
  const reasons = lacking.map((one) => ({
    category: 'User Attribute' as const,
    name: `A${one}`,
    message: 'missing',
  }));
  return {
    users,
    verdict: isSent ? { state: 'sent', reasons: [] } : { state: 'dropped', reasons },
  };
}

/** The most users that some attributes help, by how many they are. */
function bruteForce(classes: readonly Class[], count: number): readonly number[] {
  const best = new Map<number, number>();
  for (const numbers of subsets(Array.from({ length: count }, (_, at) => at))) {
    const gained = classes
      .filter(({ needs }) => needs.some((all) => all.every((one) => numbers.includes(one))))
      .reduce((sum, { users }) => sum + users, 0);
    best.set(numbers.length, Math.max(best.get(numbers.length) ?? 0, gained));
  }
  const steps: number[] = [];
  for (const gained of [...best].sort(([a], [b]) => a - b).map(([, users]) => users))
    if (gained > (steps.at(-1) ?? 0)) steps.push(gained);
  return steps;
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'the cheapest fix is that of brute force, with alternatives too (%i)',
  async (seed) => {
    const random = chance(seed * 7919 + 1);
    const count = 1 + Math.floor(random() * 6);
    const some = (): readonly number[] => {
      const numbers = Array.from({ length: count }, (_, at) => at).filter(() => random() < 0.4);
      return numbers.length > 0 ? numbers : [0];
    };
    const classes = Array.from({ length: 6 }, () => ({
      users: 1 + Math.floor(random() * 1000),
      needs: random() < 0.3 ? [some(), some()] : [some()],
    }));
    const steps = await cheapestFix(subjectOf(classes, count));
    expect(steps.map(({ gained }) => gained)).toEqual(bruteForce(classes, count));
  },
);

test('without users who fail there is nothing to mend', async () => {
  expect(await cheapestFix(subjectOf([], 3))).toEqual([]);
});
