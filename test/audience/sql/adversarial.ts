import type { AttributeKind } from '../../../src/analysis/index.ts';
import {
  CHARACTER_SETS,
  type Attribute,
  type CharacterSet,
  type Feature,
  type Features,
} from '../../../src/audience/index.ts';
import { Dict, parseJson, PyFloat, type Value } from '../../../src/jinja/index.ts';

/** Texts on which databases, Python and JavaScript are known to differ, and their neighbours. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  '\u00a0',
  '\u2003\u3000',
  '\u200b',
  '\ufeff',
  '\u180e',
  '\u0085',
  '\u001c\u001f',
  '\t\r\n\u000b\u000c',
  'Ada',
  ' Ada ',
  '\u00a0gold\u3000',
  'gold',
  'GOLD',
  'Gold',
  'GoLd\n',
  'g\u00f6ld',
  'gol\u0434',
  '\u212aelvin',
  'kelvin',
  '\u0130stanbul',
  'istanbul',
  'stra\u00dfe',
  'STRASSE',
  'strasse',
  'O"Brien',
  "O'Brien",
  "''",
  'a\\b',
  'a\\\\',
  '%_like%',
  'a<b>&c',
  '#?+=',
  'null',
  'NULL',
  'None',
  'true',
  'false',
  'nan',
  'NaN',
  'inf',
  '-Infinity',
  '1e5',
  '1E5',
  '1_000',
  ' 12 ',
  '\u00a012\u00a0',
  '12',
  '12.0',
  '+12',
  '-12.50',
  '.5',
  '5.',
  '0',
  '-0',
  '0x10',
  '\u0661\u0662',
  '\uff11\uff12',
  '\u00bd',
  '99999999999999999999',
  '12345678901234567890',
  '0.1',
  '9'.repeat(299),
  '9'.repeat(400),
  '\u0001',
  '\u0007bell',
  'a\u007fb',
  'a\u0080b',
  'e\u0301',
  '\u00e9',
  '\u{1f44d}',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  '\u{1f44d}'.repeat(4),
  'abcd',
  'abcde',
  '\u6f22\u5b57',
  '\u05e9\u05dc\u05d5\u05dd',
  '2027-01-31',
  '2027-01-31T08:30:00+02:00',
  '31/01/2027',
  'ada@example.com',
  'MOE_NOT_SEND',
  'xMOE_NOT_SENDx',
  'moe_not_send',
  '{{ x }}',
  '[1, 2]',
  '{"a": 1}',
  'x'.repeat(60),
  'a1!'.repeat(20),
  '\ud83d\ude00a'.repeat(30),
];

const EQUALS = ['gold', 'kelvin', 'strasse', 'istanbul', "O'Brien", 'a\\b', '12', '', 12, 1, true];

function equals(...folds: ('trim' | 'lower' | 'upper' | 'title')[]): Feature {
  return { kind: 'equals', values: EQUALS, folds };
}

/** Every kind of feature, with whatever it may have. */
export const FEATURES: readonly Feature[] = [
  { kind: 'presence' },
  { kind: 'half-pair' },
  equals(),
  equals('trim'),
  equals('lower'),
  equals('trim', 'lower'),
  { kind: 'equals', values: ['GOLD', 'KELVIN', 'STRASSE'], folds: ['upper'] },
  equals('title'),
  { kind: 'between', bounds: [0, 12, 12.5, 1000], parses: false },
  { kind: 'between', bounds: [-5, 0, 0.1, 12, 1e20], parses: true },
  { kind: 'length', bounds: [1, 4, 5, 41] },
  ...(Object.keys(CHARACTER_SETS) as CharacterSet[]).map((set): Feature => ({ kind: 'has', set })),
  { kind: 'contains', text: 'MOE_NOT_SEND' },
  { kind: 'contains', text: "'" },
  { kind: 'contains', text: '\u00e9' },
  { kind: 'date' },
  { kind: 'shape' },
  { kind: 'converts', by: { transforms: [], conversion: { to: 'email' } } },
  {
    kind: 'converts',
    by: {
      transforms: ['lower'],
      conversion: { to: 'text' },
      lookup: [
        ['gold', 'T1'],
        ['kelvin', 'T2'],
        ['abcd', ' '],
      ],
    },
  },
  {
    kind: 'converts',
    by: {
      transforms: [],
      conversion: { to: 'text' },
      lookup: [
        ['12', 'T1'],
        ['g\u00f6ld', 'T2'],
      ],
    },
  },
];

/** The columns of the table, with their types in both databases; `Absent` is not in it. */
export const COLUMNS = ['Text', 'Whole', 'Float', 'Decimal', 'Flag', 'Json', 'List'] as const;

/** The attributes whose classes are compared: those of the columns, and one without a column. */
export const ATTRIBUTES: readonly Attribute[] = [...COLUMNS, 'Absent'].map((name) => ({
  kind: 'UserAttribute' satisfies AttributeKind,
  name,
}));

export const ALL: Features = {
  isComplete: true,
  attributes: ATTRIBUTES.map((attribute) => ({ attribute, features: FEATURES })),
};

/** A cell: the value that a render has for it, and how the databases are told of it. */
export type Cell = { readonly value: Value | undefined; readonly written: string | undefined };

const WHOLE = ['0', '1', '12', '-12', '1000', '9007199254740993', '12345678901234567890'];
const FLOATS = ['0.0', '-0.0', '0.1', '12.0', '12.5', '1e16', '1e300', '-1.5', 'NaN', 'Infinity'];
const DECIMALS = ['0.00', '12.00', '12.50', '-0.10'];
const JSONS = [
  'null',
  '"gold"',
  '"\u00a0"',
  '"O\'Brien"',
  '"e\\u0301"',
  '""',
  '12',
  '12.0',
  '-1',
  'true',
  'false',
  '[]',
  '[1, "x"]',
  '[null]',
  '{}',
  '{"a": [1]}',
];
const LISTS: readonly (readonly string[])[] = [[], ['a'], ['a', 'b', 'c', 'd'], ['']];

/** The cells of a row; each column goes through its values at a pace of its own, with a missing one among them. */
export function rowOf(at: number): readonly Cell[] {
  const pick = <T>(list: readonly T[], step: number): T | undefined =>
    at % (list.length + step) < list.length ? list[at % (list.length + step)] : undefined;
  const cell = <T extends string>(written: T | undefined, value: (text: T) => Value): Cell => ({
    written,
    value: written === undefined ? undefined : value(written),
  });
  const list = pick(LISTS, 1);
  return [
    cell(pick(TEXTS, 1), (text) => text),
    cell(pick(WHOLE, 2), (text) => parseJson(text)),
    cell(pick(FLOATS, 1), (text) => new PyFloat(Number(text))),
    cell(pick(DECIMALS, 2), (text) => new PyFloat(Number(text))),
    cell(pick(['true', 'false'], 1), (text) => text === 'true'),
    cell(pick(JSONS, 1), (text) => parseJson(text)),
    { written: list && JSON.stringify(list), value: list === undefined ? undefined : [...list] },
  ];
}

/** A user with the values of some cells. */
export function userOf(cells: readonly Cell[]): Dict {
  return Dict.of(
    cells.flatMap(({ value }, at): [Value, Value][] =>
      value === undefined ? [] : [[COLUMNS[at] ?? '', value]],
    ),
  );
}
