import { expect, test } from 'vitest';
import { renderRandomMaps } from './random-maps.ts';

// property.long.test.ts has the same with many more cases.
test('random maps and users, with each kind of Undefined: the link is the one computed without Jinja', () => {
  expect(renderRandomMaps(20)).toBe(20);
});
