import { DictView } from './dict-view.ts';
import { COUNTING, methodTable, type MethodTable } from './define.ts';
import type { Dict, DictViewKind } from './dict.ts';
import { toArray } from './ops.ts';
import { lengthOf } from './strings.ts';
import type { CallState, Value } from './types.ts';
import { capitalize, upper } from './unicode.ts';

/** Attributes of types that came with Python 3. */
const NEWER: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'str',
    new Set([
      'casefold',
      'format_map',
      'isascii',
      'isidentifier',
      'isprintable',
      'maketrans',
      'removeprefix',
      'removesuffix',
    ]),
  ],
  ['int', new Set(['as_integer_ratio', 'bit_count', 'from_bytes', 'is_integer', 'to_bytes'])],
  ['list', new Set(['clear', 'copy'])],
]);

/** Methods that are others on Python 2.7. */
const METHODS: ReadonlyMap<string, MethodTable> = new Map([
  [
    'dict',
    methodTable(
      'dict',
      [
        ['items', '', listOf('items')],
        ['keys', '', listOf('keys')],
        ['values', '', listOf('values')],
        ['iteritems', '', viewOf('items')],
        ['iterkeys', '', viewOf('keys')],
        ['itervalues', '', viewOf('values')],
        ['has_key', 'key', ({ meter }, self: Dict, key: Value) => self.has(key, meter)],
      ],
      COUNTING,
    ),
  ],
  [
    'str',
    methodTable('str', [
      ['upper', '', (_state, self: string) => upperByOne(self)],
      ['capitalize', '', (_state, self: string) => capitalizeByOne(self)],
    ]),
  ],
]);

/** Whether a type of Python 3 has an attribute that it does not have on 2.7. */
export function isNewer(type: string, name: string): boolean {
  return NEWER.get(type)?.has(name) ?? false;
}

/** A method as it is on Python 2.7, where it is another one. */
export function python2Method(type: string, name: string): ReturnType<MethodTable['get']> {
  return METHODS.get(type)?.get(name);
}

function listOf(kind: DictViewKind) {
  return ({ meter }: CallState, self: Dict): Value => toArray(new DictView(self, kind), meter);
}

function viewOf(kind: DictViewKind) {
  return (_state: CallState, self: Dict): Value => new DictView(self, kind);
}

/** `upper` of Python 2: what has no capital of one character, such as ß, stays. */
export function upperByOne(text: string): string {
  return Array.from(text, (char) => (lengthOf(upper(char)) === 1 ? upper(char) : char)).join('');
}

/** `capitalize` of Python 2, by the same rule. */
export function capitalizeByOne(text: string): string {
  const [first = ''] = text;
  return upperByOne(first) + capitalize(`x${text.slice(first.length)}`).slice(1);
}
