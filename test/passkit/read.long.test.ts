import { expect, test } from 'vitest';
import { changeOneCharacter } from './changed-links.ts';

test('one character changed, added or left out makes the signature invalid', () => {
  expect(changeOneCharacter(500)).toBe(500);
});
