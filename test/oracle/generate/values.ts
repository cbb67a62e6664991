import type { Chance } from './chance.ts';
import { CONCRETE, FIELDS, type Type } from './types.ts';

/** A value of a context: JSON text for what has no parts, so that `1.0` and `1` stay two things. */
export type Data =
  | { readonly json: string }
  | { readonly list: readonly Data[] }
  | { readonly dict: readonly (readonly [key: string, value: Data])[] };

/** The JSON text of a value. */
export function dataJson(data: Data): string {
  if ('json' in data) return data.json;
  if ('list' in data) return `[${data.list.map(dataJson).join(', ')}]`;
  const entries = data.dict.map(([key, value]) => `${JSON.stringify(key)}: ${dataJson(value)}`);
  return `{${entries.join(', ')}}`;
}

const WORDS: readonly string[] = [
  'a',
  'b',
  'Ada',
  'foo bar',
  'Hello, World',
  'x-y_z',
  '<b>bold</b>',
  '&amp; & "q" \'s\'',
  '42',
  '-7',
  '3.25',
  '1e3',
  '0x1F',
  'a,b,,c',
  '  padded\t',
  'line one\nline two\r\nthree',
  'O"Brien',
  "it's",
  'MiXeD cAsE',
  'www.example.com and https://example.org/x?a=1&b=2 (me@example.com)',
  'path/to/file.txt',
  '%s and %d',
  '{} and {0}',
  '50%',
  'the quick brown fox jumps over the lazy dog',
];

const STRANGE: readonly string[] = [
  '',
  ' ',
  'é',
  'e\u0301',
  'ß',
  'İstanbul',
  'ǆ',
  'ΑΣ',
  '👍',
  '👩‍👩‍👧 family',
  '𝒳²',
  '日本語',
  'עברית',
  '٣',
  '½',
  '\u00a0nbsp\u00a0',
  '\u2028',
  '\u200b',
  '\ufeffbom',
  '\u0000nul',
  '\u001b[0m',
  '\x85',
  '__proto__',
  'constructor',
  '{{ 1 }}',
  '{% if %}',
  '</script>',
  'javascript:alert(1)',
  'None',
  'True',
  '\\n \\x41',
  'ﬁne',
  'ŉ',
  '\ud800',
];

/** A text out of the pool, sometimes an odd one. */
export function someText(chance: Chance): string {
  const text = chance.of(chance.hit(0.3) ? STRANGE : WORDS);
  if (chance.hit(0.06)) return text + chance.of(WORDS);
  return chance.hit(0.03) ? `${text} `.repeat(chance.between(5, 30)) : text;
}

const FLOATS = [
  '0.0', '-0.0', '0.5', '1.0', '2.5', '-3.75', '1e100', '1e16', '123456.789', '0.1', '1e-7', '100.0',
  '3.0000000000000004', '2.675', '1e22', '-1.5', '5e-324', '12.345', 'NaN', 'Infinity', '-Infinity',
]; // prettier-ignore

const INTS = [
  '0',
  '1',
  '2',
  '3',
  '-1',
  '-2',
  '5',
  '7',
  '10',
  '12',
  '42',
  '100',
  '255',
  '1000',
  '-17',
];

const BIGS = [
  '9007199254740993', '12345678901234567890', '-98765432109876543210', '1000000000000', '4294967296', '9007199254740992',
]; // prettier-ignore

/** The digits of a float; odd ones (NaN, infinities) only sometimes. */
export function someFloat(chance: Chance): string {
  return FLOATS[chance.int(chance.hit(0.1) ? FLOATS.length : FLOATS.length - 3)] as string;
}

/** The digits of an int. */
export function someInt(chance: Chance): string {
  return chance.of(INTS);
}

/** The digits of an int that has more than 32 bits. */
export function someBig(chance: Chance): string {
  return chance.of(BIGS);
}

/** Keys of dicts, names that templates and JavaScript make much of among them. */
export const KEYS: readonly string[] = [
  'a', 'b', 'key', 'name', 'n', 'items', 'keys', 'values', 'get', 'x y', 'First Name', '', '1', 'é', 'update',
  '__proto__', 'constructor', 'toString', 'length', 'class', '__class__', 'hasOwnProperty',
]; // prettier-ignore

/** A value of a type for a context, which JSON can hold. */
export function someData(chance: Chance, type: Type, depth = 2): Data {
  switch (type) {
    case 'str':
      return { json: JSON.stringify(someText(chance)) };
    case 'int':
      return { json: someInt(chance) };
    case 'big':
      return { json: someBig(chance) };
    case 'float':
      return { json: someFloat(chance) };
    case 'bool':
      return { json: chance.of(['true', 'false']) };
    case 'none':
    case 'undefined':
      return { json: 'null' };
    case 'row':
      return {
        dict: [...FIELDS]
          .filter(() => chance.hit(0.99))
          .map(([name, field]) => [name, someData(chance, chance.hit(0.04) ? 'any' : field, 1)]),
      };
    case 'dict':
      return {
        dict: [...new Set(chance.many(0, 4, () => chance.of(KEYS)))].map((key) => [
          key,
          someData(chance, 'any', depth - 1),
        ]),
      };
    case 'any':
      return someData(
        chance,
        depth <= 0 ? chance.of(['str', 'int', 'float', 'bool', 'none']) : chance.weighted(CONCRETE),
        depth - 1,
      );
    case 'strs':
    case 'ints':
    case 'floats':
    case 'anys':
    case 'lists':
    case 'rows':
      return someList(chance, type, depth);
    default:
      throw new Error(String(type satisfies never));
  }
}

const MEMBERS = {
  strs: 'str',
  ints: 'int',
  floats: 'float',
  anys: 'any',
  lists: 'ints',
  rows: 'row',
} as const;

function someList(chance: Chance, type: keyof typeof MEMBERS, depth: number): Data {
  const make = (): Data => someData(chance, chance.hit(0.02) ? 'any' : MEMBERS[type], depth - 1);
  return { list: chance.many(0, 5, make) };
}
