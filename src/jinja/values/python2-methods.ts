import { DictView } from './dict-view.ts';
import { COUNTING, methodTable, type MethodTable } from './define.ts';
import type { Dict, DictViewKind } from './dict.ts';
import { toArray } from './ops.ts';
import { lengthOf } from './strings.ts';
import type { CallState, Value } from './types.ts';
import { islower, istitle, isupper, lower, title, upper } from './unicode.ts';

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
      ['lower', '', (_state, self: string) => lowerByOne(self)],
      ['capitalize', '', (_state, self: string) => capitalizeByOne(self)],
      ['title', '', (_state, self: string) => titleByOne(self)],
      ['swapcase', '', (_state, self: string) => swapcaseByOne(self)],
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
  return Array.from(text, (char) => only(upper(char)) ?? only(title(char)) ?? char).join('');
}

/** `lower` of Python 2: each character alone, so that no sigma is a final one; of two characters (`İ`) the first. */
export function lowerByOne(text: string): string {
  return Array.from(text, (char) => Array.from(lower(char))[0]).join('');
}

/** `capitalize` of Python 2, by the same rules. */
export function capitalizeByOne(text: string): string {
  const [first = ''] = text;
  return upperByOne(first) + lowerByOne(text.slice(first.length));
}

/** `title` of Python 2, by the same rules. */
function titleByOne(text: string): string {
  let isInWord = false;
  return Array.from(text, (char) => {
    const changed = isInWord ? lowerByOne(char) : (only(title(char)) ?? char);
    isInWord = islower(char) || isupper(char) || istitle(char);
    return changed;
  }).join('');
}

/** `swapcase` of Python 2, by the same rules. */
function swapcaseByOne(text: string): string {
  return Array.from(text, (char) => {
    if (isupper(char)) return lowerByOne(char);
    return islower(char) ? upperByOne(char) : char;
  }).join('');
}

/** A text of one character; undefined for any other. */
function only(text: string): string | undefined {
  return lengthOf(text) === 1 ? text : undefined;
}
