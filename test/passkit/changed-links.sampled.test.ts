import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLink, readLink } from '../../src/passkit/index.ts';
import { sampled } from '../sampled.ts';
import { payload, SECRET, URL } from './random-payloads.ts';

test('one character changed, added or left out makes the signature invalid', () => {
  const change = fc.constantFrom('A', 'z', '0', '-', '_', 'f', '9', '');
  const widths = fc.constantFrom(0, 1, 2);
  fc.assert(
    fc.property(payload, fc.nat(), change, widths, (fields, place, character, width) => {
      const link = buildLink({ projectUrl: URL, payload: fields, secret: SECRET });
      const start = 'https://'.length;
      const at = start + (place % (link.length - start));
      const changed = link.slice(0, at) + character + link.slice(at + width);
      fc.pre(changed.toLowerCase() !== link.toLowerCase());
      expect(readLink(changed, { secret: SECRET }).signature.verdict).not.toBe('valid');
    }),
    { numRuns: sampled(100, 500) },
  );
});
