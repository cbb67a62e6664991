import { isError } from '../errors.ts';
import type { Meter } from '../values/meter.ts';
import { mod } from '../values/arithmetic.ts';
import { Complex } from '../values/complex.ts';
import { Dict } from '../values/dict.ts';
import { contains, iterate, length } from '../values/ops.ts';
import { str } from '../values/print.ts';
import { equal, isInt, isUndefined } from '../values/protocol.ts';
import type { Callable, CallState, JinjaVersion, Value } from '../values/py-object.ts';
import { isText, PyFloat, PyObject } from '../values/types.ts';
import { islower, isupper } from '../values/unicode.ts';
import { isNameIn } from './call-named.ts';
import { cFunction, COUNTING, pythonFunction } from '../values/define.ts';
import { tables, type Row } from './table.ts';
import { isSafe } from './safe-text.ts';
import { greater, greaterEqual, less, lessEqual } from '../values/order.ts';

function isNumber(value: Value): boolean {
  return isInt(value) || value instanceof PyFloat || value instanceof Complex;
}

/** Tests of 3.1 alone, and those of every release. */
const NOT_IN_28 = { '2.8': null } as const;

/** A test that costs the same for every value. */
function test(name: string, holds: (value: Value) => boolean): Row<Callable> {
  return [name, python(name, 'value', (_state, value: Value) => holds(value), COUNTING)];
}

/** The same, which 2.8 does not have. */
function test31(name: string, holds: (value: Value) => boolean): Row<Callable> {
  const [, callable] = test(name, holds);
  return [name, callable, NOT_IN_28];
}

function python(
  name: string,
  params: string,
  run: Callable['run'],
  more: Parameters<typeof pythonFunction>[4] = {},
): Callable {
  return pythonFunction(`test_${name}`, params, run, undefined, more);
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

function remainderIs(
  remainder: number,
): (state: CallState, value: Value, divisor?: Value) => boolean {
  return (state, value, divisor = 2) => equal(mod(value, divisor, state), remainder);
}

/** A comparison under all its names; 2.8 has none of them. */
function comparison(
  names: string,
  holds: (a: Value, b: Value, meter: Meter) => boolean,
): Row<Callable>[] {
  const run = ({ meter }: CallState, a: Value, b: Value): boolean => holds(a, b, meter);
  const [inPython = ''] = names.split(' ');
  const callable = cFunction(`_operator.${inPython}`, 'a b', run, COUNTING);
  return names.split(' ').map((name) => [name, callable, NOT_IN_28]);
}

/** Whether a filter or test of that name exists. */
function existence(kind: 'filter' | 'test'): Row<Callable> {
  const run = ({ environment }: CallState, value: Value): boolean =>
    isNameIn(environment[`${kind}s`], value);
  return [kind, pythonFunction(`test_${kind}`, 'value', run, 'env'), NOT_IN_28];
}

function isSame(_state: CallState, value: Value, other: Value): boolean {
  return value === other || (value instanceof PyObject && value.is?.(other) === true);
}

const EQUAL = comparison('eq ==', equal);
const EQUALTO_28 = python(
  'equalto',
  'value other',
  ({ meter }, value: Value, other: Value) => equal(value, other, meter),
  COUNTING,
);

/** Jinja's `DEFAULT_TESTS`. */
const TESTS: readonly Row<Callable>[] = [
  ...EQUAL,
  ['equalto', (EQUAL[0] as Row<Callable>)[1], { '2.8': EQUALTO_28 }],
  ...comparison('ne !=', (a, b, meter) => !equal(a, b, meter)),
  ...comparison('gt > greaterthan', greater),
  ...comparison('ge >=', greaterEqual),
  ...comparison('lt < lessthan', less),
  ...comparison('le <=', lessEqual),
  test31('boolean', (value) => typeof value === 'boolean'),
  [
    'callable',
    cFunction(
      'callable',
      'obj',
      (_state, obj: Value) => obj instanceof PyObject && obj.call !== undefined,
      COUNTING,
    ),
  ],
  test('defined', (value) => !isUndefined(value)),
  ['divisibleby', python('divisibleby', 'value num', remainderIs(0))],
  test('escaped', isSafe),
  ['even', python('even', 'value', remainderIs(0))],
  test31('false', (value) => value === false),
  existence('filter'),
  test31('float', (value) => value instanceof PyFloat),
  [
    'in',
    python(
      'in',
      'value seq',
      ({ meter }, value: Value, seq: Value) => contains(seq, value, meter),
      COUNTING,
    ),
    NOT_IN_28,
  ],
  test31('integer', (value) => isInt(value) && typeof value !== 'boolean'),
  test('iterable', isIterable),
  ['lower', python('lower', 'value', ({ meter }, value: Value) => islower(str(value, meter)))],
  test('mapping', (value) => value instanceof Dict),
  test('none', (value) => value === null),
  test('number', isNumber),
  ['odd', python('odd', 'value', remainderIs(1))],
  ['sameas', python('sameas', 'value other', isSame, COUNTING)],
  test('sequence', isSequence),
  test('string', isText),
  existence('test'),
  test31('true', (value) => value === true),
  test('undefined', isUndefined),
  ['upper', python('upper', 'value', ({ meter }, value: Value) => isupper(str(value, meter)))],
];

const tableOf = tables(TESTS);

/** Jinja's built-in tests of that release, by every name they have. */
export function testsFor(version: JinjaVersion): ReadonlyMap<string, Callable> {
  return tableOf(version);
}
