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
import { itemOf } from '../subscript.ts';
import { Tuple } from '../tuple.ts';
import { isText, Markup, PyFloat, type CallState, type Value } from '../types.ts';

/** Whether a type compares itself with the other value. */
function knows(self: Value, other: Value): boolean {
  if (isText(self)) return isText(other);
  if (isInt(self)) return isInt(other);
  if (self instanceof PyFloat) return isInt(other) || other instanceof PyFloat;
  if (Array.isArray(self)) return Array.isArray(other);
  if (self instanceof Tuple) return other instanceof Tuple;
  if (self instanceof Dict) return other instanceof Dict;
  return self instanceof Range ? other instanceof Range : other === null;
}

/** Whether a type has an order. */
function isOrdered(self: Value): boolean {
  return !(self === null || self instanceof Dict || self instanceof Range);
}

function known(run: Special['run'], needsOrder = false): Special {
  return {
    count: 1,
    run: (state, self, other, third) =>
      knows(self, other) && (!needsOrder || isOrdered(self))
        ? run(state, self, other, third)
        : new NotImplementedValue(),
  };
}

/** The same with the operands in the other order: `__radd__`. */
function reflected(special: Special['run']): Special {
  return known((state, self, other, third) => special(state, other, self, third));
}

type Row = readonly [name: string, special: Special];

const OF_ALL: readonly Row[] = [
  ['__eq__', known((state, self, other) => COMPARISONS.equal(self, other, state))],
  ['__ne__', known((state, self, other) => !COMPARISONS.equal(self, other, state))],
  ['__lt__', known((state, self, other) => COMPARISONS.less(self, other, state), true)],
  ['__le__', known((state, self, other) => COMPARISONS.lessEqual(self, other, state), true)],
  ['__gt__', known((state, self, other) => COMPARISONS.greater(self, other, state), true)],
  ['__ge__', known((state, self, other) => COMPARISONS.greaterEqual(self, other, state), true)],
  ['__repr__', { count: 0, run: (state, self) => charged(state, repr(self, state.meter)) }],
  [
    '__str__',
    { count: 0, run: (state, self) => (self instanceof Markup ? self : str(self, state.meter)) },
  ],
];

const FORMAT: Row = ['__format__', { count: 1, run: formatted }];

function formatted(state: CallState, self: Value, spec: Value): Value {
  if (isText(spec)) return charged(state, formatSpec(self, str(spec), state.meter));
  throw raise(
    'TypeError',
    `__format__() argument must be str, not ${spec === null ? 'None' : typeName(spec)}`,
  );
}

const BOOL: Row = ['__bool__', { count: 0, run: (_state, self) => truthy(self) }];

const OF_CONTAINERS: readonly Row[] = [
  ['__len__', { count: 0, run: (state, self) => lengthIn(state, self) }],
  [
    '__contains__',
    { count: 1, run: (state, self, other) => COMPARISONS.within(other, self, state) },
  ],
  ['__getitem__', { count: 1, run: (state, self, key) => itemOf(self, key, state.meter) }],
  [
    '__iter__',
    { count: 0, run: (_state, self) => new PyIterator(iteratorName(self), iterate(self)) },
  ],
];

function iteratorName(self: Value): string {
  if (self instanceof Dict) return 'dict_keyiterator';
  // oxlint-disable-next-line no-control-regex -- exactly the ASCII characters
  if (typeof self === 'string' && /^[\0-\x7f]*$/.test(self)) return 'str_ascii_iterator';
  return `${isText(self) ? 'str' : typeName(self)}_iterator`;
}

function times(state: CallState, self: Value, count: Value): Value {
  toSize(count);
  return mul(self, count, state);
}

function concatenated(state: CallState, self: Value, other: Value): Value {
  if (!isUndefined(other)) return add(self, other, state);
  const type = typeName(self);
  throw raise('TypeError', `can only concatenate ${type} (not "${typeName(other)}") to ${type}`);
}

const OF_SEQUENCES: readonly Row[] = [
  ['__add__', { count: 1, run: concatenated }],
  ['__mul__', { count: 1, run: times, gap: ' ' }],
  ['__rmul__', { count: 1, run: times, gap: ' ' }],
];

const OPERATORS: readonly (readonly [name: string, run: Special['run']])[] = [
  ['add', (state, self, other) => add(self, other, state)],
  ['sub', (state, self, other) => sub(self, other, state)],
  ['mul', (state, self, other) => mul(self, other, state)],
  ['truediv', (state, self, other) => div(self, other, state)],
  ['floordiv', (state, self, other) => floordiv(self, other, state)],
  ['mod', (state, self, other) => mod(self, other, state)],
];

const OF_NUMBERS: readonly Row[] = [
  ...OPERATORS.map(([name, run]): Row => [`__${name}__`, known(run)]),
  ...OPERATORS.map(([name, run]): Row => [`__r${name}__`, reflected(run)]),
  ['__pow__', known((state, self, other) => pow(self, other, state))],
  ['__neg__', { count: 0, run: (_state, self) => neg(self) }],
  ['__pos__', { count: 0, run: (_state, self) => pos(self) }],
  ['__abs__', { count: 0, run: (_state, self) => (less(self, 0) ? neg(self) : pos(self)) }],
  ['__int__', { count: 0, run: (_state, self) => toInt(self) }],
  ['__float__', { count: 0, run: (_state, self) => toFloat(self) }],
  BOOL,
];

const STR_MOD: Row = [
  '__mod__',
  { count: 1, run: (state, self, other) => mod(self, other, state) },
];

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
