import { raise } from '../../errors.ts';
import { COUNTING, methodTable, type MethodRow, type MethodTable } from '../define.ts';
import { typeName } from '../protocol.ts';
import { textOf, type CallState, type Value } from '../types.ts';
import * as unicode from '../unicode.ts';
import { makeTable, translate } from './str-translate.ts';
import { namedTextArgument, textMethods } from './text-methods.ts';

function needed(value: Value, error: string): string {
  const text = textOf(value);
  if (text === undefined) throw raise('TypeError', error);
  return text;
}

const SHARED = textMethods(
  {
    name: 'str',
    textOf,
    made: (text) => text,
    part: (value) => needed(value, `must be str, not ${typeName(value)}`),
    member: (value, method) =>
      needed(value, `tuple for ${method} must only contain str, not ${typeName(value)}`),
    fill,
    chars: (value, method) =>
      value === null ? undefined : needed(value, `${method} arg must be None or str`),
    separator: (value, method) =>
      needed(value, `must be str${method === 'split' ? ' or None' : ''}, not ${typeName(value)}`),
    named: namedTextArgument,
    item: 'str instance',
    missing: 'substring not found',
  },
  COUNTING,
);

/** A fill character: exactly one code point. */
function fill(value: Value): string {
  const type = typeName(value);
  const text = needed(value, `The fill character must be a unicode character, not ${type}`);
  const char = text.codePointAt(0);
  if (char !== undefined && String.fromCodePoint(char) === text) return text;
  throw raise('TypeError', 'The fill character must be exactly one character long');
}

/** What is known of a text without any argument. */
const CHANGES = {
  capitalize: unicode.capitalize,
  casefold: unicode.casefold,
  isalnum: unicode.isalnum,
  isalpha: unicode.isalpha,
  isascii: unicode.isascii,
  isdecimal: unicode.isdecimal,
  isdigit: unicode.isdigit,
  isidentifier: unicode.isidentifier,
  islower: unicode.islower,
  isnumeric: unicode.isnumeric,
  isprintable: unicode.isprintable,
  isspace: unicode.isspace,
  istitle: unicode.istitle,
  isupper: unicode.isupper,
  lower: unicode.lower,
  swapcase: unicode.swapcase,
  title: unicode.title,
  upper: unicode.upper,
} as const;

const OWN: readonly MethodRow[] = [
  ...Object.entries(CHANGES).map(([name, change]): MethodRow => [
    name,
    '',
    (_state, self: string) => change(self),
  ]),
  ['maketrans', 'x y? z?', (_state, _self, x: Value, y?: Value, z?: Value) => makeTable(x, y, z)],
  [
    'translate',
    'table',
    (state: CallState, self: string, table: Value) => translate(self, table, state.meter),
  ],
];

/** The methods of str, as Python 3.11 has them, without those that other types give: `encode`, and the two that format. */
export const STR_METHODS: MethodTable = new Map([...SHARED, ...methodTable('str', OWN)]);
