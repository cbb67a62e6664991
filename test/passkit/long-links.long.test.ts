import { expect, test } from 'vitest';
import { readLink } from '../../src/passkit/index.ts';
import { longLinks } from './long-links.ts';

test.each(longLinks(300_000))(
  '%s: a megabyte is read in linear time, with few findings',
  (_, text) => {
    const { findings } = readLink(text, { secret: 'aFakeSecretForTests012' });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.length).toBeLessThan(100);
  },
);
