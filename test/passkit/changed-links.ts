import * as fc from 'fast-check';
import { expect } from 'vitest';
import { buildLink, readLink } from '../../src/passkit/index.ts';

/** The secret that these tests sign with. */
export const SECRET = 'aFakeSecretForTests012';
/** The project whose links these tests make. */
export const URL = 'https://pub1.pskt.io/c/a4hrop';

/** A short text of any characters. */
export const text: fc.Arbitrary<string> = fc.string({ unit: 'grapheme', maxLength: 20 });

/** The payload of a pass with an external id and some texts. */
export const payload: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .dictionary(fc.stringMatching(/^meta\.[A-Za-z]{1,8}$/), text, {
    maxKeys: 6,
    noNullPrototype: true,
  })
  .map((fields) => ({ 'person.externalId': 'u-1', ...fields }));

/** Changes, adds or leaves out one character of random links: none may have a valid signature. Gives how many were read. */
export function changeOneCharacter(runs: number): number {
  let count = 0;
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
      count += 1;
    }),
    { numRuns: runs },
  );
  return count;
}
