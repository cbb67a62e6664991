/** What can be wrong in this room: code -> one sentence. */
export const moengageCodes: Readonly<Record<string, string>> = {
  'profile/unknown-field': 'The account profile has a field that does not exist.',
  'profile/bad-value': 'A field of the account profile has a value that it does not allow.',
  'profile/bad-file': 'The configuration file is not a mapping, or a section of it is not known.',
  'fixture/syntax': 'A fixture file is not valid YAML or JSON.',
  'fixture/duplicate-key': 'A mapping of a fixture or configuration file has the same key twice.',
  'fixture/wrong-type': 'A part of a fixture file has another type than it must have.',
  'fixture/unknown-key': 'A fixture file has a key that means nothing.',
  'fixture/missing-key': 'A fixture file lacks a key that it must have.',
  'fixture/uneven-row': 'A row of an auxiliary table has more or fewer cells than the header.',
  'fixture/bad-table': 'An auxiliary table is not valid CSV, or has no header or no key column.',
  'fixture/duplicate-row': 'Two rows of an auxiliary table have the same key.',
  'moengage/reserved-name': 'An event attribute has a name that MoEngage reserves: it fails when live.',
  'moengage/moe-prefix': 'An attribute begins with moe_, which MoEngage does not allow.',
  'moengage/unavailable-name': 'A name is used in a channel or kind of campaign where it does not exist.',
};
