import * as fc from 'fast-check';

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
