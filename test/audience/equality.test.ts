import { expect, test } from 'vitest';
import { equalityTests, TEMPLATES } from './equality-suite.ts';
import { campaignOf, countsOf } from './equality.ts';

// equality.long.test.ts has more users.
equalityTests(20);

test('one quote in very many names makes a class of its own', async () => {
  const [template] = TEMPLATES['json'] ?? [''];
  const users = Array.from({ length: 3000 }, (_, at) => ({
    ID: `u-${at}`,
    'First Name': at === 2345 ? 'O"Brien' : `Name${at}`,
  }));
  const counts = await countsOf(await campaignOf(template), users, false);
  expect(Object.values(counts).toSorted((a, b) => a - b)).toEqual([1, 2999]);
});
