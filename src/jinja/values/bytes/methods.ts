import { raise } from '../../errors.ts';
import { methodTable, type MethodRow, type MethodTable } from '../define.ts';
import { namedTextArgument, textMethods } from '../methods/text-methods.ts';
import { isInt, typeName } from '../protocol.ts';
import type { CallState, Value } from '../types.ts';
import { isascii } from '../unicode.ts';
import { again, byteChar, Bytes, bytesText } from './bytes.ts';
import * as ascii from './bytes-ascii.ts';
import { fromHex, hex, makeTable, translate } from './bytes-hex.ts';
import { decode } from './decode.ts';
import { encode } from './encode.ts';
import { fromBytes, toBytes } from './int-bytes.ts';

const SHARED = textMethods({
  name: 'bytes',
  textOf: (value) => (value instanceof Bytes ? value.text : undefined),
  made: (text, self) => (self instanceof Bytes ? again(self, text) : new Bytes(text)),
  part,
  member: bytesText,
  fill,
  chars: (value) => (value === null ? ' \t\n\r\v\f' : bytesText(value)),
  separator: bytesText,
  named: bytesText,
  isSpace: ascii.isSpace,
  lineBreaks: /\r\n|[\n\r]/g,
  item: 'a bytes-like object',
  missing: 'subsection not found',
});

function fill(value: Value, method: string): string {
  if (value instanceof Bytes && value.text.length === 1) return value.text;
  const type = value === null ? 'None' : typeName(value);
  throw raise('TypeError', `${method}() argument 2 must be a byte string of length 1, not ${type}`);
}

/** What is searched for: bytes, or an int for one of them. */
function part(value: Value): string {
  if (value instanceof Bytes) return value.text;
  if (isInt(value)) return byteChar(value);
  const type = typeName(value);
  throw raise('TypeError', `argument should be integer or bytes-like object, not '${type}'`);
}

const { capitalize, lower, swapcase, title, upper } = ascii;
const { isalnum, isalpha, isdigit, islower, isspace, istitle, isupper } = ascii;

const OWN: readonly MethodRow[] = [
  ...Object.entries({ capitalize, lower, swapcase, title, upper }).map(
    ([name, change]): MethodRow => [name, '', (_state, { text }: Bytes) => new Bytes(change(text))],
  ),
  ...Object.entries({
    isalnum,
    isalpha,
    isascii,
    isdigit,
    islower,
    isspace,
    istitle,
    isupper,
  }).map(([name, holds]): MethodRow => [name, '', (_state, { text }: Bytes) => holds(text)]),
  [
    'decode',
    'encoding? errors?',
    (_state, { text }: Bytes, codec?: Value, errors?: Value) =>
      decode(text, ...codecArguments('decode', codec, errors)),
    'keywords',
  ],
  // Called on any bytes, as the static methods that they are.
  ['fromhex', 'string', (_state, _self, string: Value) => fromHex(string)],
  ['maketrans', 'frm to', (_state, _self, from: Value, to: Value) => makeTable(from, to)],
  ['hex', 'sep? bytes_per_sep?', hex, 'keywords'],
  // A parameter without a name takes no keyword.
  [
    'translate',
    ' delete?',
    (_state, self: Bytes, table: Value, out?: Value) => translate(self, table, out),
    'keywords',
  ],
];

/** The methods of bytes, as Python 3.11 has them. */
export const BYTES_METHODS: MethodTable = new Map([...SHARED, ...methodTable('bytes', OWN)]);

/** What str has because there are bytes. */
export const STR_CODECS: MethodTable = methodTable('str', [
  [
    'encode',
    'encoding? errors?',
    (_state: CallState, self: string, codec?: Value, errors?: Value) =>
      encode(self, ...codecArguments('encode', codec, errors)),
    'keywords',
  ],
]);

/** What int has because there are bytes. */
export const INT_CODECS: MethodTable = methodTable('int', [
  ['from_bytes', '*args **kwargs', fromBytes],
  ['to_bytes', '*args **kwargs', toBytes],
]);

/** What `encode` and `decode` are told: the names of an encoding and of an error handler. */
function codecArguments(
  name: 'encode' | 'decode',
  encoding: Value | undefined,
  errors: Value | undefined,
): readonly [encoding: string | undefined, errors: string | undefined] {
  const nameOf = (value: Value, argument: string): string => {
    const text = namedTextArgument(value, `${name}() argument '${argument}'`);
    if (text.includes('\0')) throw raise('ValueError', 'embedded null character');
    return text;
  };
  return [
    encoding === undefined ? undefined : nameOf(encoding, 'encoding'),
    errors === undefined ? undefined : nameOf(errors, 'errors'),
  ];
}
