/**
 * A change of an emitted snippet that must not go unnoticed: `to` replaces every `from`. A `strict` one shows only in an account
 * whose missing values may not be looked at.
 */
export type Mutation = {
  readonly name: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly strict?: boolean;
};

const ESCAPES: readonly (readonly [what: string, entry: string])[] = [
  ['backspace', "8: '\\\\b', "],
  ['tab', "9: '\\\\t', "],
  ['line feed', "10: '\\\\n', "],
  ['form feed', "12: '\\\\f', "],
  ['carriage return', "13: '\\\\r', "],
  ['quote', "34: '\\\\\\x22', "],
  ['backslash', ", 92: '\\\\\\\\'"],
];

/** Each step of a snippet, taken out, changed for another, or swapped with its neighbour. */
export const MUTATIONS: readonly Mutation[] = [
  ...ESCAPES.map(([what, entry]) => ({ name: `no escape for ${what}`, from: entry, to: '' })),
  { name: 'quote escaped as backslash', from: "34: '\\\\\\x22'", to: "34: '\\\\\\\\'" },
  { name: 'line feed escaped as carriage return', from: "10: '\\\\n'", to: "10: '\\\\r'" },
  { name: 'quote and backslash swapped', from: "34: '\\\\\\x22', 92", to: "92: '\\\\\\x22', 34" },
  { name: 'no escape for the other controls', from: 'range(32)', to: 'range(0)' },
  { name: 'one control too few', from: 'range(32)', to: 'range(31)' },
  { name: 'one control too many', from: 'range(32)', to: 'range(33)' },
  { name: 'controls in decimal', from: '%04x', to: '%04d' },
  { name: 'controls with two digits', from: '%04x', to: '%02x' },
  { name: 'no escaping at all', from: '.translate(sp_esc)', to: '' },
  { name: 'no quote before the first field', from: "('{\\x22' ~ ", to: "('{' ~ " },
  { name: 'no quote after the last value', from: "~ '\\x22}'", to: "~ '}'" },
  { name: 'no quotes between fields', from: "join('\\x22,\\x22')", to: "join(',')" },
  { name: 'a blank after the comma', from: "join('\\x22,\\x22')", to: "join('\\x22, \\x22')" },
  { name: 'a trailing comma', from: "~ '\\x22}'", to: "~ '\\x22,}'" },
  { name: 'a stray quote', from: "~ '\\x22}'", to: "~ '\\x22}\\x22'" },
  { name: 'a blank after the colon', from: "'\\x22:\\x22'", to: "'\\x22: \\x22'" },
  { name: 'standard base64: +', from: "|replace('+', '-')", to: '' },
  { name: 'standard base64: /', from: "|replace('/', '_')", to: '' },
  { name: 'padding stays', from: "|replace('=', '')", to: '' },
  {
    name: 'the two signs swapped',
    from: "|replace('+', '-')|replace('/', '_')",
    to: "|replace('+', '_')|replace('/', '-')",
  },
  { name: 'line breaks in base64 stay', from: "|replace('\\n', '')", to: '' },
  { name: 'no base64', from: '|base64encode', to: '' },
  { name: 'base64 twice', from: '|base64encode', to: '|base64encode|base64encode' },
  { name: 'capitals in the signature stay', from: "')|lower", to: "')" },
  { name: 'capitals in the signature', from: "')|lower", to: "')|upper" },
  {
    name: 'a signature of the data alone',
    from: 'sp_url|convertToSHA256',
    to: 'sp_url[40:]|convertToSHA256',
  },
  {
    name: 'a signature with the ampersand',
    from: 'sp_url|convertToSHA256',
    to: "(sp_url ~ '\\x26')|convertToSHA256",
  },
  { name: 'another secret', from: '{YOUR-PROJECT-SECRET}', to: 'YOUR-PROJECT-SECRET' },
  { name: 'another hash', from: /\|convertToSHA256\('[^']*'\)/g, to: '|convertToSHA256NoSalt' },
  { name: 'an ampersand as HTML', from: "'\\x26sig='", to: "'\\x26amp;sig='" },
  { name: 'no ampersand', from: "'\\x26sig='", to: "'sig='" },
  { name: 'the signature by another name', from: "'\\x26sig='", to: "'\\x26signature='" },
  { name: 'the data by another name', from: '?data=', to: '?d=' },
  {
    name: 'query before the signature',
    from: /~ '\\x26sig=' ~ (sp_url\|\S+) ~ ('[^']*')/g,
    to: "~ $2 ~ '\\x26sig=' ~ $1",
  },
  {
    name: 'a guard less',
    from: /\{% if not [^%]*%\}\{% MOE_NOT_SEND\('[^']*'\) %\}\{% endif %\}/,
    to: '',
  },
  { name: 'all guards away', from: /\{% MOE_NOT_SEND\('[^']*'\) %\}/g, to: '' },
  { name: 'guards turned round', from: /\{% if not ([^%]*%\}\{% MOE_NOT_SEND)/g, to: '{% if $1' },
  { name: 'another reason', from: /MOE_NOT_SEND\('No /g, to: "MOE_NOT_SEND('no " },
  { name: 'Undefined counts as present', from: 'sp_x is defined and ', to: '', strict: true },
  { name: 'None counts as present', from: 'sp_x is not none and ', to: '' },
  { name: 'blanks count as present', from: 'sp_x|string|trim', to: 'sp_x|string' },
  { name: 'nothing counts as present', from: ' and sp_x|string|trim and ', to: ' and ' },
  { name: 'false counts as missing', from: 'sp_x|string|trim', to: 'sp_x' },
  {
    name: 'numbers stay numbers',
    from: 'sp_v.update({sp_k: sp_x|string})',
    to: 'sp_v.update({sp_k: sp_x})',
  },
  {
    name: 'values are trimmed',
    from: 'sp_v.update({sp_k: sp_x|string})',
    to: 'sp_v.update({sp_k: sp_x|string|trim})',
  },
  { name: 'no presence test of a field', from: 'sp_t is defined and ', to: '' },
  { name: 'defaults away', from: /\|default\('[^']+'\)/g, to: '' },
  { name: 'a condition of a text less', from: / if '\w+' in sp_v and '\w+' in sp_v/g, to: '' },
  { name: 'and becomes or', from: /('\w+' in sp_v) and ('\w+' in sp_v)/g, to: '$1 or $2' },
  { name: 'no strip', from: /\.strip\(\)/g, to: '' },
  { name: 'no lower in conversions', from: /\.strip\(\)\.lower\(\)/g, to: '.strip()' },
  {
    name: 'letters in telephone numbers',
    from: " in '0123456789' and ",
    to: " in '0123456789abc-' and ",
  },
  {
    name: 'the plus of a telephone number away',
    from: /'\+' if sp_\w+\[:1\] == '\+'/g,
    to: "'' if true",
  },
  { name: 'telephone numbers of any length', from: 'range(5, 16)', to: 'range(0, 99)' },
  {
    name: 'the .0 of a number stays in a telephone number',
    from: "[-2:] == '.0'",
    to: "[-2:] == '..'",
  },
  { name: 'leading zeros stay', from: /\.lstrip\('0'\)/g, to: '' },
  { name: 'trailing zeros stay', from: /\.rstrip\('0'\)/g, to: '' },
  { name: 'signs away', from: /'-' if sp_\w+\[:1\] == '-' and/g, to: "'' if" },
  { name: 'leap years away', from: '29 if ', to: '28 if ' },
  { name: 'every fourth year', from: '% 100 != 0', to: '% 100 != 101' },
  { name: 'thirteen months', from: 'range(1, 13)', to: 'range(1, 14)' },
  { name: 'day 0', from: 'range(1, [31', to: 'range(0, [31' },
  { name: 'hour 24', from: 'range(24)', to: 'range(25)' },
  {
    name: 'offsets turned round',
    from: /'-' if (sp_\w+_zone)\[:1\] == '-' else '\+'/g,
    to: "'+' if $1[:1] == '-' else '-'",
  },
  { name: 'no Z', from: ".replace('Z', '+00:00')", to: '' },
  { name: 'yes is no', from: "'true' if ", to: "'false' if " },
  { name: 'male is female', from: "'1' if sp_", to: "'2' if sp_" },
  { name: 'colours of any length', from: '|length in [3, 6]', to: '|length in [2, 3, 4, 5, 6]' },
  {
    name: 'any scheme',
    from: /\(sp_\w+\[:8\]\.lower\(\) == 'https:\/\/' or sp_\w+\[:8\]\.lower\(\)\[:7\] == 'http:\/\/'\)/g,
    to: '(true)',
  },
  { name: 'None of a product printed', from: "|reject('none')", to: '' },
  { name: 'a group half given', from: / if sp_\w+_number and sp_\w+_number/g, to: '' },
];
