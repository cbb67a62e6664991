import type { JinjaVersion } from '../jinja/values/index.ts';

/** What is known, or assumed, of one MoEngage account: a value for each field. */
export type ProfileValues = {
  readonly jinja: Exclude<JinjaVersion, '2.8-python2'>;
  readonly python: '3' | '2';
  readonly missing: 'undefined' | 'none' | 'empty';
  readonly null: 'drop' | 'blank' | 'print';
  readonly previewNull: 'blank' | 'print' | 'drop';
  readonly default: 'undefined' | 'none' | 'falsy';
  readonly hash: 'hmac-sha256-hex' | 'sha256-value-secret' | 'sha256-secret-value';
  readonly hashCase: 'lower' | 'upper';
  readonly base64Alphabet: 'standard' | 'url';
  readonly base64Lines: 'none' | '76';
  readonly urldecode: 'plus' | 'percent';
  readonly tzOffset: 'east' | 'west';
  readonly dateZone: 'ignored' | 'offset' | 'read';
  readonly dateFormat: 'am-pm' | 'plain';
  readonly trailingNewline: 'removed' | 'kept';
  readonly raw: 'works' | 'refused';
  readonly whitespaceControl: 'works' | 'refused';
  readonly macros: 'works' | 'refused';
  readonly blockSet: 'works' | 'refused';
  readonly do: 'works' | 'refused';
  readonly editorEntities: 'kept' | 'escaped';
  readonly autoescape: 'off' | 'on';
};

/** The name of a field of the account profile. */
export type ProfileField = keyof ProfileValues;

/**
 * One field. `status` says whether MoEngage documents the answer: only `unknown` ones span worlds. `unknown` is the sentence
 * that reports print. `touches` names what of a template depends on it: `filter:x`, `tag:x`, `attribute` (reads one that a
 * user may lack), `print` (prints a value that may be null), `end` (ends in a line break), `operator` (holds < > or &),
 * `version` (whatever Jinja's releases do differently), `mark` (a `-` at a tag's border).
 */
export type FieldSpec<F extends ProfileField = ProfileField> = {
  readonly name: F;
  readonly what: string;
  readonly status: 'unknown' | 'documented';
  readonly default: ProfileValues[F];
  readonly values: ReadonlyMap<ProfileValues[F], string>;
  readonly unknown: string;
  readonly source: string;
  readonly find: 'probe' | 'test-send';
  readonly how: string;
  readonly touches: readonly string[];
};

function field<F extends ProfileField>(
  name: F,
  spec: Omit<FieldSpec<F>, 'name' | 'values'> & {
    readonly values: readonly (readonly [ProfileValues[F], string])[];
  },
): readonly [F, FieldSpec] {
  const whole: FieldSpec<F> = { ...spec, name, values: new Map(spec.values) };
  // The table holds fields of every type; what is read out of it is checked against its own values.
  return [name, whole];
}

function construct(
  name: 'raw' | 'whitespaceControl' | 'macros' | 'blockSet',
  what: string,
  touches: string,
): readonly [ProfileField, FieldSpec] {
  return field(name, {
    what: `whether ${what} works`,
    status: 'unknown',
    default: 'works',
    values: [
      ['works', 'as in Jinja'],
      ['refused', 'a template that uses it does not parse'],
    ],
    unknown: `no page of MoEngage says whether ${what} works`,
    source: 'standard Jinja; MoEngage does not mention it',
    find: 'probe',
    how: 'calibrate tries it in a template of its own',
    touches: [touches],
  });
}

/** Every field by name, in the order of the documentation. */
export const PROFILE_FIELDS: ReadonlyMap<ProfileField, FieldSpec> = new Map([
  field('jinja', {
    what: "Jinja's release",
    status: 'unknown',
    default: '3.1',
    values: [
      ['3.1', 'as 3.1.2 renders'],
      ['3.1.6', 'as 3.1.6 renders: a few cases of scoping and urlize differ'],
      ['2.8', 'as 2.8 renders: no tojson, no namespace, other rules in loops'],
    ],
    unknown: "MoEngage's current pages name both Jinja 3.1 and Jinja 2.8",
    source: '"MoEngage currently supports Jinja version 3.1" on one page, 2.8 on another',
    find: 'probe',
    how: 'calibrate prints expressions that answer differently in each release',
    touches: ['version'],
  }),
  field('python', {
    what: 'the Python that Jinja 2.8 runs on',
    status: 'unknown',
    default: '3',
    values: [
      ['3', 'a Python of today, the only one that later releases of Jinja run on'],
      [
        '2',
        "2.7: floats have twelve digits, round goes away from zero, lists print u'…', errors are worded otherwise",
      ],
    ],
    unknown:
      "MoEngage's pages print errors as Python 2 words them (unexpected char u'&') and Jinja 3.1, which has no Python 2",
    source:
      '"TemplateSyntaxError in jinja: unexpected char u\'&\'" on the pages about errors; it counts with Jinja 2.8 alone',
    find: 'probe',
    how: 'calibrate prints what text methods and round of each Python answer',
    touches: ['version'],
  }),
  field('missing', {
    what: 'what an attribute is that the user does not have',
    status: 'unknown',
    default: 'undefined',
    values: [
      ['undefined', "Jinja's Undefined: false, empty, and default(…) fires"],
      ['none', 'None: false, prints as None unless it drops the message; default(…) does not fire'],
      ['empty', "'': false, prints as nothing; default(…) does not fire"],
    ],
    unknown: "no page of MoEngage says whether a missing attribute is Undefined, None or ''",
    source: 'not documented',
    find: 'probe',
    how: 'calibrate prints what an attribute that nobody has looks like to tests and filters',
    touches: ['attribute'],
  }),
  field('null', {
    what: 'what happens to a message in which a null value is printed',
    status: 'unknown',
    default: 'drop',
    values: [
      ['drop', 'the message is not sent to this user'],
      ['blank', 'it is sent, with nothing in its place'],
      ['print', 'it is sent, with what Jinja prints: None for a null'],
    ],
    unknown:
      'MoEngage says what a printed null does to raw Jinja in email only, where it drops the message',
    source:
      '"in the MoEngage email templates, when a message contains a null value, it will not be sent"; other channels are not documented',
    find: 'test-send',
    how: 'calibrate asks for a test send to a user without the attribute: one answer for each channel',
    touches: ['print'],
  }),
  field('previewNull', {
    what: 'what a preview shows of a null value',
    status: 'documented',
    default: 'blank',
    values: [
      ['blank', 'nothing in its place, whatever is sent'],
      ['print', 'what Jinja prints: None for a null'],
      ['drop', 'a failure in place of the message'],
    ],
    unknown:
      'a preview shows a missing attribute as nothing, as documented; a null is not mentioned',
    source: 'MoEngage, preview API: an attribute that does not exist appears empty',
    find: 'probe',
    how: 'calibrate --live prints a missing attribute and a null in a preview',
    touches: ['print'],
  }),
  field('default', {
    what: 'what the one-argument default filter replaces',
    status: 'unknown',
    default: 'undefined',
    values: [
      ['undefined', 'an undefined value only, as in Jinja'],
      ['none', 'an undefined value or None'],
      ['falsy', "whatever is false, '' among it, as default(…, true) in Jinja"],
    ],
    unknown: "no page of MoEngage says whether default('x') replaces '' or None as well",
    source: 'not documented; in Jinja default replaces an undefined value only',
    find: 'probe',
    how: "calibrate prints ''|default and none|default",
    touches: ['filter:default', 'filter:d'],
  }),
  field('hash', {
    what: 'how convertToSHA256 puts value and secret together',
    status: 'unknown',
    default: 'hmac-sha256-hex',
    values: [
      ['hmac-sha256-hex', 'HMAC-SHA256 of the value, keyed with the secret'],
      ['sha256-value-secret', 'SHA-256 of value and secret, one after the other'],
      ['sha256-secret-value', 'SHA-256 of secret and value, one after the other'],
    ],
    unknown:
      'only the guide of PassKit says that convertToSHA256 is an HMAC; MoEngage calls it salted',
    source: 'PassKit\'s integration guide: "let\'s create a SHA256 HMAC of the sample link"',
    find: 'probe',
    how: 'calibrate hashes a known text under a secret that is none',
    touches: ['filter:convertToSHA256'],
  }),
  field('hashCase', {
    what: 'the letters of a hash',
    status: 'unknown',
    default: 'lower',
    values: [
      ['lower', 'lower-case hex'],
      ['upper', 'upper-case hex'],
    ],
    unknown: 'no page of MoEngage says whether hashes are written in lower or upper case',
    source: 'not documented',
    find: 'probe',
    how: 'calibrate hashes a known text',
    touches: ['filter:convertToSHA256', 'filter:convertToSHA256NoSalt'],
  }),
  field('base64Alphabet', {
    what: 'the characters that base64encode writes',
    status: 'documented',
    default: 'standard',
    values: [
      ['standard', 'with + and /'],
      ['url', 'with - and _'],
    ],
    unknown: 'base64encode writes the standard alphabet, as documented',
    source: 'MoEngage, custom filters: standard alphabet with padding',
    find: 'probe',
    how: 'calibrate encodes a text whose base64 holds + and /',
    touches: ['filter:base64encode', 'filter:base64decode'],
  }),
  field('base64Lines', {
    what: 'whether base64encode breaks its lines',
    status: 'unknown',
    default: 'none',
    values: [
      ['none', 'one line'],
      ['76', 'a line break after each 76 characters and at the end'],
    ],
    unknown: 'no page of MoEngage says whether base64encode breaks long lines',
    source: 'not documented',
    find: 'probe',
    how: 'calibrate encodes a text that is long enough to be broken',
    touches: ['filter:base64encode'],
  }),
  field('urldecode', {
    what: 'what urldecode makes of a plus sign',
    status: 'unknown',
    default: 'plus',
    values: [
      ['plus', "a space, as urllib's unquote_plus"],
      ['percent', "a plus sign, as urllib's unquote"],
    ],
    unknown: 'no page of MoEngage says whether urldecode turns a plus sign into a space',
    source: 'not documented',
    find: 'probe',
    how: "calibrate prints 'a+b'|urldecode",
    touches: ['filter:urldecode'],
  }),
  field('tzOffset', {
    what: 'which way the tzOffset of dateTimeFormatter counts',
    status: 'documented',
    default: 'east',
    values: [
      [
        'east',
        'minutes that are added to UTC: 330 is India, as MoEngage stores the offset of a user',
      ],
      ['west', 'minutes that are taken from UTC, as in a browser: -330 is India'],
    ],
    unknown: 'a tzOffset is added to the time, as documented',
    source:
      '"adds the defined number of minutes to the time": -330 makes 17:21 into 11:51; User Time Zone Offset (Mins) is the difference from GMT',
    find: 'probe',
    how: 'calibrate formats a known time with an offset',
    touches: ['filter:dateTimeFormatter'],
  }),
  field('dateZone', {
    what: 'whether dateTimeFormatter reads the zone in the text of a time',
    status: 'unknown',
    default: 'ignored',
    values: [
      ['ignored', 'no: what the text says counts as UTC'],
      ['offset', 'an offset (+05:30) or Z, but no abbreviation (CST)'],
      ['read', 'yes: CST is six hours west of UTC'],
    ],
    unknown:
      'two examples of MoEngage ignore the zone CST of a time; no page says whether an offset such as +05:30 counts',
    source:
      '17:21:00 CST is printed as 22:51:00 in Asia/Kolkata, and as 11:51:00 with an offset of -330',
    find: 'probe',
    how: 'calibrate formats a known time with a zone, and one with an offset',
    touches: ['filter:dateTimeFormatter'],
  }),
  field('dateFormat', {
    what: 'the format of dateTimeFormatter where none is given',
    status: 'documented',
    default: 'am-pm',
    values: [
      ['am-pm', '%Y-%m-%d %H:%M:%S %p'],
      ['plain', '%Y-%m-%d %H:%M:%S'],
    ],
    unknown: 'without a format dateTimeFormatter ends in AM or PM, as documented',
    source: 'the printed answers of two examples without a format: 11:51:00 AM and 22:51:00 PM',
    find: 'probe',
    how: 'calibrate formats a known time without a format',
    touches: ['filter:dateTimeFormatter'],
  }),
  field('trailingNewline', {
    what: 'what becomes of a line break at the end of a template',
    status: 'unknown',
    default: 'removed',
    values: [
      ['removed', "one is removed: Jinja's own default"],
      ['kept', 'it is kept: keep_trailing_newline'],
    ],
    unknown: 'no page of MoEngage says whether the line break at the end of a template is kept',
    source: "not documented; Jinja's own default removes one",
    find: 'test-send',
    how: 'calibrate asks for a message that ends in a line break, and what came after it',
    touches: ['end'],
  }),
  construct('raw', '{% raw %}', 'tag:raw'),
  construct('whitespaceControl', 'white-space control ({%- -%})', 'mark'),
  construct('macros', '{% macro %}', 'tag:macro'),
  construct('blockSet', '{% set %}…{% endset %}', 'tag:set'),
  field('do', {
    what: 'whether {% do %} works',
    status: 'unknown',
    default: 'works',
    values: [
      ['works', "as Jinja's extension of that name"],
      ['refused', 'a template that uses it does not parse'],
    ],
    unknown: 'no page of MoEngage says whether {% do %} works',
    source:
      "not documented; MoEngage's own examples print list.append() and take the 'None' out, which hints that it does not",
    find: 'probe',
    how: 'calibrate tries it in a template of its own',
    touches: ['tag:do'],
  }),
  field('editorEntities', {
    what: 'what the rich-text editor does to <, > and & inside Jinja',
    status: 'unknown',
    default: 'kept',
    values: [
      ['kept', 'nothing'],
      ['escaped', 'saves them as &lt; &gt; &amp;: a comparison no longer parses'],
    ],
    unknown:
      'no page of MoEngage says whether the rich-text editor turns < > & inside Jinja into entities',
    source: 'not documented; the source view and the Ace editor leave them alone',
    find: 'probe',
    how: "calibrate's last part, pasted into the rich-text editor, prints how long three signs are",
    touches: ['operator'],
  }),
  field('autoescape', {
    what: 'whether printed values are HTML-escaped',
    status: 'documented',
    default: 'off',
    values: [
      ['off', 'they are not: use |e'],
      ['on', 'they are'],
    ],
    unknown: 'autoescape is off, as documented',
    source: '"It\'s your responsibility to escape variables if needed"',
    find: 'probe',
    how: 'calibrate prints a character that would be escaped',
    touches: ['print'],
  }),
]);
