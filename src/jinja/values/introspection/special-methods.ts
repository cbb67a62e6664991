import { raise } from '../../errors.ts';
import { add, div, floordiv, mod, mul, neg, pos, pow, sub } from '../arithmetic.ts';
import { BoundMethod } from '../call.ts';
import { pythonFunction, type PropertyTable } from '../define.ts';
import { charged } from '../size.ts';
import { Dict } from '../dict.ts';
import { formatSpec } from '../format-spec.ts';
import { PyIterator } from '../iterator.ts';
import { takeOut } from '../methods/list.ts';
import { toFloat, toInt, toSize } from '../numbers.ts';
import { COMPARISONS, iterate, lengthIn } from '../ops.ts';
import { less } from '../order.ts';
import { repr, str } from '../print.ts';
import { isInt, isUndefined, truthy, typeName } from '../protocol.ts';
import { position } from '../positions.ts';
import { Range } from '../range.ts';
import { NotImplementedValue, SpecialMethod, type Special } from './special-method.ts';
import { onlyConcatenate } from '../repeat.ts';
import { itemOf } from '../subscript.ts';
import { isText, Markup, plain, PyFloat, PyObject, type CallState, type Value } from '../types.ts';
import { isascii } from '../unicode.ts';

type Row = readonly [name: string, special: Special];

/** A method without arguments. */
function unary(name: string, run: (self: Value, state: CallState) => Value): Row {
  return [`__${name}__`, { count: 0, run: (state, self) => run(self, state) }];
}

/** A method with one argument. */
function binary(
  name: string,
  run: (self: Value, other: Value, state: CallState) => Value,
  gap?: string,
): Row {
  const special = {
    count: 1,
    run: (state: CallState, self: Value, other: Value) => run(self, other, state),
  };
  return [`__${name}__`, gap === undefined ? special : { ...special, gap }];
}

/** A method that gives NotImplemented for operands of a type it does not know. */
function known(
  name: string,
  run: (self: Value, other: Value, state: CallState) => Value,
  knowsToo: (self: Value) => boolean = () => true,
): Row {
  return binary(name, (self, other, state) =>
    knows(self, other) && knowsToo(self) ? run(self, other, state) : new NotImplementedValue(),
  );
}

/** Whether a type compares itself with the other value. */
function knows(self: Value, other: Value): boolean {
  if (isText(self)) return isText(other);
  if (isInt(self)) return isInt(other);
  if (self instanceof PyFloat) return isInt(other) || other instanceof PyFloat;
  if (self instanceof PyObject) return other instanceof PyObject && self.type === other.type;
  return typeName(self) === typeName(other);
}

/** Whether a type has an order. */
function isOrdered(self: Value): boolean {
  return !(self === null || self instanceof Dict || self instanceof Range);
}

const { equal, within } = COMPARISONS;

const OF_ALL: readonly Row[] = [
  known('eq', equal),
  known('ne', (self, other, state) => !equal(self, other, state)),
  known('lt', COMPARISONS.less, isOrdered),
  known('le', COMPARISONS.lessEqual, isOrdered),
  known('gt', COMPARISONS.greater, isOrdered),
  known('ge', COMPARISONS.greaterEqual, isOrdered),
  unary('repr', (self, state) => charged(state, repr(self, state.meter))),
  unary('str', (self, { meter }) => (self instanceof Markup ? self : str(self, meter))),
];

const FORMAT = binary('format', (self, spec, state) => {
  if (isText(spec)) return charged(state, formatSpec(self, plain(spec), state.meter));
  const type = spec === null ? 'None' : typeName(spec);
  throw raise('TypeError', `__format__() argument must be str, not ${type}`);
});

const BOOL = unary('bool', truthy);

const OF_CONTAINERS: readonly Row[] = [
  unary('len', (self, state) => lengthIn(state, self)),
  binary('contains', (self, other, state) => within(other, self, state)),
  binary('getitem', (self, key, { meter }) => itemOf(self, key, meter)),
  unary('iter', (self) => new PyIterator(iteratorName(self), iterate(self))),
];

function iteratorName(self: Value): string {
  if (self instanceof Dict) return 'dict_keyiterator';
  if (typeof self === 'string' && isascii(self)) return 'str_ascii_iterator';
  return `${isText(self) ? 'str' : typeName(self)}_iterator`;
}

function times(self: Value, count: Value, state: CallState): Value {
  toSize(count);
  return mul(self, count, state);
}

function concatenated(self: Value, other: Value, state: CallState): Value {
  if (isUndefined(other)) throw onlyConcatenate(typeName(self), other);
  return add(self, other, state);
}

const OF_SEQUENCES: readonly Row[] = [
  binary('add', concatenated),
  binary('mul', times, ' '),
  binary('rmul', times, ' '),
];

const OPERATORS = { add, sub, mul, truediv: div, floordiv, mod } as const;

const OF_NUMBERS: readonly Row[] = [
  ...Object.entries(OPERATORS).flatMap(([name, run]) => [
    known(name, run),
    known(`r${name}`, (self, other, state) => run(other, self, state)),
  ]),
  known('pow', pow),
  unary('neg', neg),
  unary('pos', pos),
  unary('abs', (self) => (less(self, 0) ? neg(self) : pos(self))),
  unary('int', toInt),
  unary('float', toFloat),
  BOOL,
];

const STR_MOD = binary('mod', mod);

/** Lists and dicts change by these: templates know `{% do d.__setitem__(key, value) %}`. */
const CHANGES: readonly Row[] = [
  ['__setitem__', { count: 2, run: setItem, gap: ' ' }],
  ['__delitem__', { count: 1, run: deleteItem }],
];

function setItem({ meter }: CallState, self: Value, key: Value, value: Value): Value {
  if (self instanceof Dict) self.set(key, value, meter);
  else if (Array.isArray(self)) self[placeOf(self, key)] = value;
  return null;
}

function deleteItem({ meter }: CallState, self: Value, key: Value): Value {
  if (Array.isArray(self)) takeOut(self, placeOf(self, key), meter);
  else if (self instanceof Dict && !self.delete(key, meter)) throw raise('KeyError', repr(key));
  return null;
}

function placeOf(items: readonly Value[], key: Value): number {
  const index = position(key, items.length, 'list');
  if (index >= 0 && index < items.length) return index;
  throw raise('IndexError', 'list assignment index out of range');
}

/** Of the special methods that Markup writes in Python, those that know every operand. */
const MARKUP_OWN: PropertyTable = new Map([
  markupMethod('__mod__', 'arg', mod),
  markupMethod('__repr__', '', (self) => repr(self)),
  markupMethod('__html__', '', (self) => self),
]);

function markupMethod(
  name: string,
  params: string,
  run: (self: Value, other: Value, state: CallState) => Value,
): readonly [string, (self: Value) => Value] {
  const callable = pythonFunction(
    `Markup.${name}`,
    `self ${params}`.trimEnd(),
    (state, self: Value, other: Value) => run(self, other, state),
  );
  return [name, (self) => new BoundMethod(callable, self)];
}

const NUMBER = specials(OF_ALL, [FORMAT], OF_NUMBERS);

/**
 * The special methods of the built-in types: what their operators do, by name (Python reference, "Special method names").
 * Nothing that leads on to Python's internals is there (`__init__`, `__dict__`, `__reduce__` …).
 */
export const SPECIAL_METHODS: ReadonlyMap<string, PropertyTable> = new Map([
  ['NoneType', specials(OF_ALL, [BOOL])],
  ['str', specials(OF_ALL, [FORMAT], OF_CONTAINERS, OF_SEQUENCES, [STR_MOD])],
  // Markup's `__getitem__` is neither the one nor the other kind of method, and is not there.
  [
    'Markup',
    new Map([
      ...specials(
        OF_ALL,
        OF_CONTAINERS.filter(([name]) => name !== '__getitem__'),
      ),
      ...MARKUP_OWN,
    ]),
  ],
  ['int', NUMBER],
  ['float', NUMBER],
  ['list', specials(OF_ALL, OF_CONTAINERS, OF_SEQUENCES, CHANGES)],
  ['tuple', specials(OF_ALL, OF_CONTAINERS, OF_SEQUENCES)],
  ['dict', specials(OF_ALL, OF_CONTAINERS, CHANGES)],
  ['range', specials(OF_ALL, OF_CONTAINERS, [BOOL])],
]);

function specials(...rows: readonly (readonly Row[])[]): PropertyTable {
  return new Map(
    rows
      .flat()
      .map(([name, special]) => [name, (self: Value) => new SpecialMethod(name, self, special)]),
  );
}
