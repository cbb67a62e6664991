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

const MEMBER = String.raw`'\x22%s\x22:\x22%s\x22'`;
const BACKSLASH = String.raw`|replace('\\','\\\\')`;
const QUOTE = String.raw`|replace('\x22','\\\x22')`;
const TAKEN = 'x|string if x is number or x is string and x|trim else';

const payload: readonly Mutation[] = [
  { name: 'no escape for backslash', from: BACKSLASH, to: '' },
  { name: 'no escape for quote', from: QUOTE, to: '' },
  { name: 'quotes are escaped before backslashes', from: BACKSLASH + QUOTE, to: QUOTE + BACKSLASH },
  {
    name: 'no escape for controls',
    from: /\.translate\(\(\('[^']*'\*32\)[^)]*\)\)\)\.split\(\)\)/g,
    to: '',
  },
  { name: 'one control too few', from: "'*32)|format(*range(32))", to: "'*31)|format(*range(31))" },
  {
    name: 'one control too many',
    from: "'*32)|format(*range(32))",
    to: "'*33)|format(*range(33))",
  },
  { name: 'controls in decimal', from: '%04x', to: '%04d' },
  { name: 'controls with two digits', from: '%04x', to: '%02x' },
  { name: 'no quote before the names', from: MEMBER, to: MEMBER.replace(String.raw`'\x22`, "'") },
  { name: 'no quote after the values', from: MEMBER, to: MEMBER.replace(String.raw`\x22'`, "'") },
  { name: 'a space after the colon', from: MEMBER, to: MEMBER.replace(':', ': ') },
  { name: 'a space after the comma', from: "join(',')", to: "join(', ')" },
  { name: 'a trailing comma', from: "~'}'", to: "~',}'" },
  { name: 'a stray quote', from: "~'}'", to: String.raw`~'}\x22'` },
  { name: 'names and values swapped', from: '|format(f, t', to: '|format(t, f' },
  { name: 'missing fields are there', from: '{% if t and sp_j', to: '{% if sp_j' },
  { name: 'empty fields are left out', from: 't is not none and', to: 't and' },
  { name: 'missing fields are empty', from: ' or none', to: " or ''" },
];

const link: readonly Mutation[] = [
  { name: 'standard base64: +', from: "|replace('+','-')", to: '' },
  { name: 'standard base64: /', from: "|replace('/','_')", to: '' },
  { name: 'padding stays', from: "|replace('=','')", to: '' },
  {
    name: 'the two signs swapped',
    from: "|replace('+','-')|replace('/','_')",
    to: "|replace('+','_')|replace('/','-')",
  },
  { name: 'line breaks in base64 stay', from: "|replace('\\n','')", to: '' },
  { name: 'no base64', from: '|base64encode', to: '' },
  { name: 'base64 twice', from: '|base64encode', to: '|base64encode|base64encode' },
  { name: 'capitals in the signature stay', from: "')|lower", to: "')" },
  { name: 'capitals in the signature', from: "')|lower", to: "')|upper" },
  {
    name: 'a signature of the data alone',
    from: 'sp_u|convertToSHA256',
    to: 'sp_u[40:]|convertToSHA256',
  },
  {
    name: 'a signature with the ampersand',
    from: 'sp_u|convertToSHA256',
    to: "(sp_u ~ '\\x26')|convertToSHA256",
  },
  { name: 'another secret', from: '{YOUR-PROJECT-SECRET}', to: 'YOUR-PROJECT-SECRET' },
  { name: 'another hash', from: /\|convertToSHA256\('[^']*'\)/g, to: '|convertToSHA256NoSalt' },
  { name: 'an ampersand as HTML', from: "'\\x26sig='", to: "'\\x26amp;sig='" },
  { name: 'no ampersand', from: "'\\x26sig='", to: "'sig='" },
  { name: 'the signature by another name', from: "'\\x26sig='", to: "'\\x26signature='" },
  { name: 'the data by another name', from: '?data=', to: '?d=' },
  {
    name: 'query before the signature',
    from: /~'\\x26sig='~(sp_u\|\S+) ~ ('[^']*')/g,
    to: "~$2~'\\x26sig='~$1",
  },
];

const values: readonly Mutation[] = [
  {
    name: 'a guard less',
    from: /\{% if not [^%]*%\}\{% MOE_NOT_SEND\('[^']*'\) %\}\{% endif %\}/,
    to: '',
  },
  { name: 'all guards away', from: /\{% MOE_NOT_SEND\('[^']*'\) %\}/g, to: '' },
  { name: 'guards turned round', from: /\{% if not ([^%]*%\}\{% MOE_NOT_SEND)/g, to: '{% if $1' },
  { name: 'another reason', from: /MOE_NOT_SEND\('No /g, to: "MOE_NOT_SEND('no " },
  {
    name: 'Undefined is printed',
    from: TAKEN,
    to: 'x|string if x is not iterable or x is string and x|trim else',
    strict: true,
  },
  {
    name: 'None is printed',
    from: TAKEN,
    to: 'x|string if x is not iterable or x is string and x|trim else',
  },
  {
    name: 'lists are printed',
    from: TAKEN,
    to: 'x|string if x is number or x|string|trim else',
  },
  {
    name: 'white space counts as present',
    from: TAKEN,
    to: 'x|string if x is number or x is string else',
  },
  {
    name: 'numbers count as missing',
    from: TAKEN,
    to: 'x|string if x is string and x|trim else',
  },
  {
    name: 'false counts as missing',
    from: TAKEN,
    to: 'x|string if x and x is number or x is string and x|trim else',
  },
  { name: 'numbers stay numbers', from: TAKEN, to: TAKEN.replace('|string', '') },
  { name: 'values are trimmed', from: TAKEN, to: TAKEN.replace('|string', '|string|trim') },
  { name: 'defaults away', from: / or '[^']+'/g, to: '' },
  { name: 'a condition of a text less', from: /(sp\.\w+) and (sp\.\w+)~/g, to: '$2~' },
  { name: 'and becomes or', from: /(sp\.\w+) and (sp\.\w+)/g, to: '$1 or $2' },
  { name: 'the second of several first', from: /(sp\.\w+) or (sp\.\w+)/g, to: '$2 or $1' },
  { name: 'no strip', from: /\.strip\(\)/g, to: '' },
  { name: 'no lower in conversions', from: /\.strip\(\)\.lower\(\)/g, to: '.strip()' },
  { name: 'a key of anything', from: ' is mapping', to: ' is defined' },
  { name: 'a letter of a text', from: / and sp_\w+ is not string/g, to: '' },
  { name: 'a group half given', from: / and (?=sp\.\w+ and '|sp\.\w+\]|\(sp)/g, to: ' or ' },
];

const numbers: readonly Mutation[] = [
  { name: 'leading zeros stay', from: /\.lstrip\('0'\)/g, to: '' },
  { name: 'trailing zeros stay', from: /\.rstrip\('0'\) %/g, to: ' %' },
  { name: 'signs away', from: /'-' if t\[:1\] == '-' and/g, to: "'' if" },
  { name: 'zero keeps its sign', from: "== '-' and (i or f)", to: "== '-'" },
  { name: 'fractions of whole numbers', from: /not '\.' in /g, to: '' },
  { name: 'rounded down from a half', from: "f[:1] in ['5', ", to: 'f[:1] in [' },
  { name: 'groups of any length', from: 'g[-1]|length == 3', to: 'true' },
  { name: 'first groups of any length', from: 'g[0]|length in [1, 2, 3]', to: 'true' },
  { name: 'exponents the other way', from: '+ a %}', to: '- a %}' },
  { name: 'a bound less', from: /\(\[-?\d+, (sp\.\w+\|float), -?\d+\]\|sort\)\[1\]/g, to: '$1' },
  { name: 'the digits of any text', from: "not d.strip('0123456789')", to: 'true' },
];

const phones: readonly Mutation[] = [
  { name: 'the plus of a telephone number away', from: "('+' if i else '')", to: "''" },
  { name: 'telephone numbers of any length', from: 'range(5, 16)', to: 'range(0, 99)' },
  {
    name: 'the .0 stays in a telephone number',
    from: "if f[2] in ['0', '00'] else",
    to: 'if false else',
  },
  { name: 'decimals are telephone numbers', from: ' or f[2]|length in [1, 2]', to: '' },
  { name: 'two telephone numbers are one', from: "'/ ' in x or ' /' in x or ", to: '' },
  { name: 'dates are telephone numbers', from: 'or not u[8:] and', to: 'or false and' },
  { name: 'long numbers in three groups are dates', from: 'not u[8:] and', to: '' },
  { name: 'the optional zero is dialled', from: "'' if i else '0'", to: "'0'" },
  { name: 'the optional zero is never dialled', from: "'' if i else '0'", to: "''" },
  { name: 'the 00 of a telephone number stays', from: "else 2 if u[:2] == '00'", to: '' },
  { name: 'invisible marks are no marks', from: ' + range(8203, 8298)|list', to: '' },
  { name: 'letters are digits', from: 'd.isdecimal() and ', to: '' },
  { name: 'the trunk prefix stays', from: "g[1:] if g[:1] == '0' else g", to: 'g' },
  { name: 'the country twice', from: /\bh\[\d:\] if h\[:\d\] == '\d+' and/g, to: 'h if' },
];

const dates: readonly Mutation[] = [
  { name: 'leap years away', from: '29 if y%', to: '30 if y%' },
  { name: 'no leap years', from: 'else 30)', to: 'else 29)' },
  { name: 'every fourth year', from: '(4 if y%100 else 400)', to: '4' },
  { name: 'thirteen months', from: 'range(1, 13)', to: 'range(1, 14)' },
  { name: 'day 0', from: 'range(1, (29', to: 'range(0, (29' },
  { name: 'months of any length', from: '31+(m', to: '32+(m' },
  { name: 'hour 24', from: "[c, o, '24']|sort)[2] == '24'", to: "[c, o, '25']|sort)[2] == '25'" },
  { name: 'offsets of any hours', from: "[c, o, '24']", to: "[c, '', '24']" },
  { name: 'minute 60', from: "strip('012345')", to: "strip('0123456789')" },
  { name: 'offsets are those of the map', from: 'o[:2], o[2:]', to: "'00', '00'" },
  { name: 'no Z', from: ".replace('Z', '+00:00')", to: '' },
  { name: 'no GMT', from: ".replace('GMT', 'Z')", to: '' },
  { name: 'a second offset', from: 'not r[3:] and ', to: '' },
  { name: 'a fraction without digits', from: ' and r[0][9:].isdecimal()', to: '' },
  { name: 'anything behind the seconds', from: /\(not r\[0\]\[8:\] or [^)]*\)\)?/g, to: 'true' },
  {
    name: 'an offset of any form',
    from: "'00:00:0000:00']",
    to: "'00:00:0000:00', '00:00:000:000']",
  },
  { name: 'any two marks', from: "t[0].strip('0123456789')[:1] or '-'", to: "'-'" },
  { name: 'any marks', from: "e in '-/.' and ", to: '' },
  { name: 'seconds are milliseconds', from: '(1000 if l[2:] else 1)', to: '1000' },
  { name: 'milliseconds are seconds', from: '(1000 if l[2:] else 1)', to: '1' },
  { name: 'numbers are no dates', from: '{% if l and', to: '{% if false and' },
  { name: 'numbers of any length are dates', from: 'not l[5:] ~ t[1]', to: 'not t[1]' },
  { name: 'the epoch a day early', from: '+2440588', to: '+2440587' },
  { name: 'a day less', from: '+366', to: '+365' },
  { name: 'the time of a date alone', from: "'23:59:59'", to: "'00:00:00'" },
];

const others: readonly Mutation[] = [
  { name: 'yes is no', from: "'yes': 'true'", to: "'yes': 'false'" },
  { name: 'male is female', from: "'male': '1'", to: "'male': '2'" },
  { name: 'colours of any length', from: 'h|length == 6', to: 'h|length in [5, 6]' },
  { name: 'words are colours', from: " or h.strip('abcdef'))", to: ' or true)' },
  { name: 'colours of any number', from: '[-1] in range(256)', to: '[-1] in range(999)' },
  { name: 'no names of colours', from: "sp_2.get(t, '')", to: "''" },
  { name: 'any scheme', from: / in \['http', 'https'\]/g, to: '' },
  { name: 'no host', from: " not in '/?#:@.'", to: " != 'none'" },
  { name: 'two addresses', from: ".count('@') == 1", to: ".count('@')" },
  { name: 'a domain without a point', from: /sp_\w+\[:-2\]\.rfind\('\.'\)-1/g, to: '99' },
  { name: 'an address that ends in anything', from: / and sp_\w+\[-2:\]\.isalnum\(\)/g, to: '' },
  { name: 'commas in addresses', from: '[40,41,44,', to: '[40,41,' },
  { name: 'base64 of any length', from: 'd|length in [b|length, b|length+(-n)%4]', to: 'true' },
  { name: 'base64 with bits left', from: "b[-1:] in 'AQgw'", to: 'true' },
  { name: 'a UUID of any length', from: 'h|length == 32', to: 'true' },
  { name: 'hyphens anywhere in a UUID', from: 't in [u, h]', to: 'true' },
  { name: 'ids of any length', from: '|length == 22', to: '|length' },
];

/** Each step of a snippet, taken out, changed for another, or swapped with its neighbour. */
export const MUTATIONS: readonly Mutation[] = [
  ...payload,
  ...link,
  ...values,
  ...numbers,
  ...phones,
  ...dates,
  ...others,
];
