import { describe, expect, test } from 'vitest';
import { readLink } from '../../src/passkit/index.ts';
import { fieldsOf, linkOf, longLinks } from './long-links.ts';

// long-links.long.test.ts reads links ten times as long, on which work that is not linear takes minutes.
describe('a long link is read, with few findings', () => {
  test.each(longLinks(30_000))('%s', (_, text) => {
    const { findings } = readLink(text, { secret: 'aFakeSecretForTests012' });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThan(100);
  });
});

test('findings beyond the twentieth of a code are counted in it', () => {
  const { findings } = readLink(linkOf(fieldsOf(100, () => 'person.forename')), {});
  const alike = findings.filter(({ code }) => code === 'link/duplicate-field');
  expect(alike.length).toBe(20);
  expect(alike.at(-1)?.message).toContain('(and 79 more alike)');
});
