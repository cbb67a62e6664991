import { isError } from '../errors.ts';
import { mod } from '../values/arithmetic.ts';
import { Dict } from '../values/dict.ts';
import {
  contains,
  greater,
  greaterEqual,
  iterate,
  length,
  less,
  lessEqual,
} from '../values/ops.ts';
import { equal, str, isInt } from '../values/protocol.ts';
import { Range } from '../values/range.ts';
import { Tuple } from '../values/tuple.ts';
import {
  Markup,
  PyFloat,
  PyObject,
  type Callable,
  type JinjaVersion,
  type Value,
} from '../values/types.ts';
import { PyType } from '../values/introspection/py-type.ts';
import { Undefined } from '../values/undefined.ts';
import { islower, isupper } from '../values/unicode.ts';
import { isNameIn } from './call-named.ts';
import { cFunction, pythonFunction } from './define.ts';
import { isSafe, isText } from './support.ts';
import { tableFor, tables, type Row } from './table.ts';

function test(name: string, holds: (value: Value) => boolean): Callable {
  return pythonFunction(`test_${name}`, ['value'], (_state, value: Value) => holds(value));
}

function operator(name: string, holds: (a: Value, b: Value) => boolean): Callable {
  return cFunction(`_operator.${name}`, ['a', 'b'], (_state, a: Value, b: Value) => holds(a, b));
}

function isSequence(value: Value): boolean {
  const hasItems =
    isText(value) ||
    Array.isArray(value) ||
    value instanceof Tuple ||
    value instanceof Range ||
    (value instanceof PyObject && value.item !== undefined);
  if (!hasItems) return false;
  try {
    length(value);
    return true;
  } catch {
    return false;
  }
}

function isIterable(value: Value): boolean {
  try {
    iterate(value);
    return true;
  } catch (error) {
    if (isError(error, 'TypeError')) return false;
    throw error;
  }
}

function remainderIs(value: Value, divisor: Value, remainder: number): boolean {
  return equal(mod(value, divisor), remainder);
}

const EQ = operator('eq', equal);
const NE = operator('ne', (a, b) => !equal(a, b));
const GT = operator('gt', greater);
const GE = operator('ge', greaterEqual);
const LT = operator('lt', less);
const LE = operator('le', lessEqual);

const EQUALTO_28 = pythonFunction(
  'test_equalto',
  ['value', 'other'],
  (_state, value: Value, other: Value) => equal(value, other),
);

const NOT_IN_28 = { '2.8': null } as const;

/** Jinja's `DEFAULT_TESTS`. */
const TESTS: readonly Row<Callable>[] = [
  ['!=', NE, NOT_IN_28],
  ['<', LT, NOT_IN_28],
  ['<=', LE, NOT_IN_28],
  ['==', EQ, NOT_IN_28],
  ['>', GT, NOT_IN_28],
  ['>=', GE, NOT_IN_28],
  ['boolean', test('boolean', (value) => typeof value === 'boolean'), NOT_IN_28],
  [
    'callable',
    cFunction(
      'callable',
      ['obj'],
      (_state, obj: Value) => obj instanceof PyObject && obj.call !== undefined,
    ),
  ],
  ['defined', test('defined', (value) => !(value instanceof Undefined))],
  [
    'divisibleby',
    pythonFunction('test_divisibleby', ['value', 'num'], (_state, value: Value, num: Value) =>
      remainderIs(value, num, 0),
    ),
  ],
  ['eq', EQ, NOT_IN_28],
  ['equalto', EQ, { '2.8': EQUALTO_28 }],
  ['escaped', test('escaped', isSafe)],
  ['even', test('even', (value) => remainderIs(value, 2, 0))],
  ['false', test('false', (value) => value === false), NOT_IN_28],
  [
    'filter',
    pythonFunction(
      'test_filter',
      ['value'],
      (state, value: Value) => isNameIn(state.environment.filters, value),
      'env',
    ),
    NOT_IN_28,
  ],
  ['float', test('float', (value) => value instanceof PyFloat), NOT_IN_28],
  ['ge', GE, NOT_IN_28],
  ['greaterthan', GT, NOT_IN_28],
  ['gt', GT, NOT_IN_28],
  [
    'in',
    pythonFunction('test_in', ['value', 'seq'], (_state, value: Value, seq: Value) =>
      contains(seq, value),
    ),
    NOT_IN_28,
  ],
  ['integer', test('integer', (value) => isInt(value) && typeof value !== 'boolean'), NOT_IN_28],
  ['iterable', test('iterable', isIterable)],
  ['le', LE, NOT_IN_28],
  ['lessthan', LT, NOT_IN_28],
  ['lower', test('lower', (value) => islower(str(value)))],
  ['lt', LT, NOT_IN_28],
  ['mapping', test('mapping', (value) => value instanceof Dict)],
  ['ne', NE, NOT_IN_28],
  ['none', test('none', (value) => value === null)],
  ['number', test('number', (value) => isInt(value) || value instanceof PyFloat)],
  ['odd', test('odd', (value) => remainderIs(value, 2, 1))],
  [
    'sameas',
    pythonFunction(
      'test_sameas',
      ['value', 'other'],
      (_state, value: Value, other: Value) =>
        value === other || (value instanceof PyType && value.equals(other)),
    ),
  ],
  ['sequence', test('sequence', isSequence)],
  ['string', test('string', (value) => typeof value === 'string' || value instanceof Markup)],
  [
    'test',
    pythonFunction(
      'test_test',
      ['value'],
      (state, value: Value) => isNameIn(state.environment.tests, value),
      'env',
    ),
    NOT_IN_28,
  ],
  ['true', test('true', (value) => value === true), NOT_IN_28],
  ['undefined', test('undefined', (value) => value instanceof Undefined)],
  ['upper', test('upper', (value) => isupper(str(value)))],
];

const TABLES = tables((version) => tableFor(TESTS, version));

/** Jinja's built-in tests of that release, by every name they have. */
export function testsFor(version: JinjaVersion): ReadonlyMap<string, Callable> {
  return TABLES.get(version) ?? tableFor(TESTS, version);
}
