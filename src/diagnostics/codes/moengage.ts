/** What can be wrong in this module: code -> one sentence. */
export const moengageCodes: Readonly<Record<string, string>> = {
  'profile/unknown-field': 'The account profile has a field that does not exist.',
  'profile/bad-value': 'A field of the account profile has a value that it does not allow.',
  'profile/bad-file': 'The configuration file is not a mapping, or a section of it is not known.',
  'profile/other-file': 'The file is not a configuration but another kind of file.',
  'fixture/other-file':
    'The file is not a fixture user, table or template, as expected, but another kind of file.',
  'fixture/syntax': 'A fixture file is not valid YAML or JSON.',
  'fixture/duplicate-key': 'A mapping of a fixture or configuration file has the same key twice.',
  'fixture/wrong-type': 'A part of a fixture file has another type than it must have.',
  'fixture/unknown-key': 'A fixture file has a key that means nothing.',
  'fixture/missing-key': 'A fixture file lacks a key that it must have.',
  'fixture/one-number-list': 'A list of one number, which MoEngage delivers as the number itself.',
  'fixture/uneven-row': 'A row of a table has more or fewer cells than the header.',
  'fixture/bad-table': 'A table is not valid CSV, or has no header or no key column.',
  'fixture/unknown-column': 'An option names a column that the export of users does not have.',
  'fixture/bad-cell': 'A cell of an export of users does not have the type of its column.',
  'fixture/no-users': 'An export of users has none.',
  'fixture/too-many-users': 'An export has more users than a fixture may have.',
  'fixture/duplicate-row': 'Two rows of an auxiliary table have the same key.',
  'moengage/reserved-name':
    'An event attribute has a name that MoEngage reserves: it fails when live.',
  'moengage/moe-prefix': 'An attribute begins with moe_, which MoEngage does not allow.',
  'moengage/unavailable-name':
    'A name is used in a channel or kind of campaign where it does not exist.',
  'moengage/refused-construct': 'A template uses a construct that the account does not take.',
  'moengage/reason-not-literal': 'The reason of MOE_NOT_SEND is not written out as text.',
  'moengage/secret-printed': 'A message holds the secret that its links are signed with.',
  'moengage/printed-null': 'A null value is printed and the message goes out all the same.',
  'moengage/depends-on-account':
    'What a message does depends on something that is not known of the account.',
  'moengage/unknown-variable':
    'A template reads a name that neither the account nor the template has.',
  'moengage/unknown-attribute':
    'A template reads an attribute, or something else of the account, that no fixture has.',
  'moengage/tag-as-function': 'MOE_NOT_SEND is written as a function.',
  'moengage/escaped-name': 'MOE_NOT_SEND is written with backslashes.',
  'moengage/encoded-token': 'Braces of Jinja are URL-encoded or written as other characters.',
  'moengage/swallowed-by-comment': 'A comment of Jinja takes in what was meant to be sent.',
  'moengage/foreign-syntax':
    'A value is written as another language has it, or outside of the braces of Jinja.',
  'moengage/braces-in-text': 'Braces of Jinja are inside quotes.',
  'moengage/escaped-ampersand': 'An address inside a tag holds &amp;.',
  'moengage/content-block': 'A content block is not in the account, or not for this channel.',
  'moengage/object-limit':
    'A fixture has an object that no account of MoEngage holds as it is written.',
  'moengage/aux-column': 'A column of an auxiliary table has a name that MoEngage does not import.',
  'moengage/content-api-shape':
    "A Content API call is written as MoEngage's editor writes it, which no other Jinja parses.",
  'calibrate/missing-part': 'The answer of a part of the probe is not among what was pasted.',
  'calibrate/unreadable-part':
    'The answer of a part of the probe is cut off, or does not fit its checksum.',
  'calibrate/not-rendered': 'A template of the probe was pasted instead of what it renders to.',
  'calibrate/unknown-part': 'An answer belongs to a probe of another form.',
  'calibrate/two-answers': 'A part of the probe is answered in two ways.',
  'calibrate/refused-part': 'A part of the probe that should work in every account was refused.',
  'calibrate/changed-template': 'A template of the probe was changed before MoEngage read it.',
  'calibrate/third-behaviour': 'The account does something that no field of the profile can hold.',
  'calibrate/drift': 'The account does something else than its configured profile says.',
  'calibrate/contradiction': 'Answers of the probe cannot all be true.',
};
