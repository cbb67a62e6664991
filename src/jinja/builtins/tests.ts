import { isError } from '../errors.ts';
import type { Meter } from '../values/meter.ts';
import { mod } from '../values/arithmetic.ts';
import { Complex } from '../values/complex.ts';
import { Dict } from '../values/dict.ts';
import { contains, iterate, length } from '../values/ops.ts';
import { str } from '../values/print.ts';
import { equal, isInt, isUndefined } from '../values/protocol.ts';
import {
  isText,
  Markup,
  PyFloat,
  PyObject,
  type Callable,
  type CallState,
  type JinjaVersion,
  type Value,
} from '../values/types.ts';
import { islower, isupper } from '../values/unicode.ts';
import { isNameIn } from './call-named.ts';
import { cFunction, counting, pythonFunction } from '../values/define.ts';
import { tableFor, tables, type Row } from './table.ts';
import { isSafe } from './safe-text.ts';
import { greater, greaterEqual, less, lessEqual } from '../values/order.ts';

function isNumber(value: Value): boolean {
  return isInt(value) || value instanceof PyFloat || value instanceof Complex;
}

/** A test that costs the same for every value. */
function test(name: string, holds: (value: Value) => boolean): Callable {
  return counting(reading(name, holds));
}

/** A test that reads the value. */
function reading(name: string, holds: (value: Value, meter: Meter) => boolean): Callable {
  return pythonFunction(`test_${name}`, ['value'], ({ meter }, value: Value) =>
    holds(value, meter),
  );
}

function operator(name: string, holds: (a: Value, b: Value, meter: Meter) => boolean): Callable {
  const run = ({ meter }: CallState, a: Value, b: Value): boolean => holds(a, b, meter);
  return counting(cFunction(`_operator.${name}`, ['a', 'b'], run));
}

function isSequence(value: Value): boolean {
  if (isText(value)) return true;
  if (!Array.isArray(value) && !(value instanceof PyObject && value.item !== undefined))
    return false;
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

function remainderIs(state: CallState, value: Value, divisor: Value, remainder: number): boolean {
  return equal(mod(value, divisor, state), remainder);
}

/** `even` and `odd`. */
function parity(name: string, remainder: number): Callable {
  return pythonFunction(`test_${name}`, ['value'], (state, value: Value) =>
    remainderIs(state, value, 2, remainder),
  );
}

const EQ = operator('eq', equal);
const NE = operator('ne', (a, b, meter) => !equal(a, b, meter));
const GT = operator('gt', greater);
const GE = operator('ge', greaterEqual);
const LT = operator('lt', less);
const LE = operator('le', lessEqual);

const EQUALTO_28 = counting(
  pythonFunction('test_equalto', ['value', 'other'], (state, value: Value, other: Value) =>
    equal(value, other, state.meter),
  ),
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
    counting(
      cFunction(
        'callable',
        ['obj'],
        (_state, obj: Value) => obj instanceof PyObject && obj.call !== undefined,
      ),
    ),
  ],
  ['defined', test('defined', (value) => !isUndefined(value))],
  [
    'divisibleby',
    pythonFunction('test_divisibleby', ['value', 'num'], (state, value: Value, num: Value) =>
      remainderIs(state, value, num, 0),
    ),
  ],
  ['eq', EQ, NOT_IN_28],
  ['equalto', EQ, { '2.8': EQUALTO_28 }],
  ['escaped', test('escaped', isSafe)],
  ['even', parity('even', 0)],
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
    counting(
      pythonFunction('test_in', ['value', 'seq'], (state, value: Value, seq: Value) =>
        contains(seq, value, state.meter),
      ),
    ),
    NOT_IN_28,
  ],
  ['integer', test('integer', (value) => isInt(value) && typeof value !== 'boolean'), NOT_IN_28],
  ['iterable', test('iterable', isIterable)],
  ['le', LE, NOT_IN_28],
  ['lessthan', LT, NOT_IN_28],
  ['lower', reading('lower', (value, meter) => islower(str(value, meter)))],
  ['lt', LT, NOT_IN_28],
  ['mapping', test('mapping', (value) => value instanceof Dict)],
  ['ne', NE, NOT_IN_28],
  ['none', test('none', (value) => value === null)],
  ['number', test('number', isNumber)],
  ['odd', parity('odd', 1)],
  [
    'sameas',
    counting(
      pythonFunction(
        'test_sameas',
        ['value', 'other'],
        (_state, value: Value, other: Value) =>
          value === other || (value instanceof PyObject && value.is?.(other) === true),
      ),
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
  ['undefined', test('undefined', isUndefined)],
  ['upper', reading('upper', (value, meter) => isupper(str(value, meter)))],
];

const TABLES = tables((version) => tableFor(TESTS, version));

/** Jinja's built-in tests of that release, by every name they have. */
export function testsFor(version: JinjaVersion): ReadonlyMap<string, Callable> {
  return TABLES.get(version) ?? tableFor(TESTS, version);
}
