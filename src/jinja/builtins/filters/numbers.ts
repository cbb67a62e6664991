import { isError, raise } from '../../errors.ts';
import { div, mul, pow } from '../../values/arithmetic.ts';
import { Complex } from '../../values/complex.ts';
import { cFunction, pythonFunction } from '../../values/define.ts';
import { floatText } from '../../values/float-text.ts';
import { hashKey } from '../../values/hash.ts';
import { pyInt, toFloat, toIndex, toInt, truncate } from '../../values/numbers.ts';
import { failOnUndefined, isInt, truthy, typeName } from '../../values/protocol.ts';
import { pyRound, roundAway } from '../../values/round.ts';
import type { Callable, CallState, Value } from '../../values/py-object.ts';
import { int, isText, plain, PyFloat, textOf } from '../../values/types.ts';
import type { Row } from '../table.ts';

/** The filters of numbers. */
export const NUMBER_FILTERS: readonly Row<Callable>[] = [
  ['abs', cFunction('abs', 'x', absolute)],
  ['filesizeformat', pythonFunction('do_filesizeformat', 'value binary?', filesize)],
  ['float', pythonFunction('do_float', 'value default?', floatOr)],
  [
    'int',
    intFilter(readInt, ['TypeError', 'ValueError']),
    {
      // What is not text goes through float and loses digits.
      '2.8': intFilter(
        (value, base) => (isText(value) ? readInt(value, base) : truncate(toFloat(value).value)),
        ['TypeError', 'ValueError'],
      ),
      // Infinities give the default too.
      '3.1.6': intFilter(readInt, ['TypeError', 'ValueError', 'OverflowError']),
    },
  ],
  ['round', roundFilter(pyRound), { '2.8-python2': roundFilter(roundAway) }],
];

/** Python's own `abs`. */
function absolute(_state: CallState, x: Value): Value {
  if (typeof x === 'bigint') return int(x < 0n ? -x : x);
  if (isInt(x)) return Math.abs(Number(x));
  if (x instanceof PyFloat) return new PyFloat(Math.abs(x.value));
  if (x instanceof Complex) return new PyFloat(Math.hypot(x.real, x.imaginary));
  throw raise('TypeError', `bad operand type for abs(): '${typeName(x)}'`);
}

function floatOr(_state: CallState, value: Value, otherwise: Value = new PyFloat(0)): Value {
  try {
    return toFloat(value);
  } catch (error) {
    if (isError(error, 'TypeError', 'ValueError')) return otherwise;
    throw error;
  }
}

/** `read` gives the number; where it fails, a float is read, whose errors `caught` give the default. */
function intFilter(
  read: (value: Value, base: Value) => Value,
  caught: readonly ('TypeError' | 'ValueError' | 'OverflowError')[],
): Callable {
  return pythonFunction(
    'do_int',
    'value default? base?',
    (_state, value: Value, otherwise: Value = 0, base: Value = 10) => {
      try {
        return read(value, base);
      } catch (error) {
        if (!isError(error, 'TypeError', 'ValueError')) throw error;
      }
      try {
        return truncate(toFloat(value).value);
      } catch (error) {
        if (isError(error, ...caught)) return otherwise;
        throw error;
      }
    },
  );
}

function readInt(value: Value, base: Value): Value {
  if (!isText(value)) return toInt(value);
  const index = toIndex(base);
  return pyInt(plain(value), typeof index === 'number' ? index : 1);
}

/** `common` rounds as the given function does, `ceil` and `floor` up and down; the result of a float is a float. */
function roundFilter(common: (value: Value, precision: Value) => Value): Callable {
  const round = (
    state: CallState,
    value: Value,
    precision: Value = 0,
    method: Value = 'common',
  ): Value => {
    const name = textOf(method);
    if (name === 'common') return common(value, precision);
    if (name === 'ceil') return roundTo(state, value, precision, Math.ceil);
    if (name === 'floor') return roundTo(state, value, precision, Math.floor);
    hashKey(method);
    throw raise('FilterArgumentError', 'method must be common, ceil or floor');
  };
  return pythonFunction('do_round', 'value precision? method?', round);
}

function roundTo(
  state: CallState,
  value: Value,
  precision: Value,
  direction: (value: number) => number,
): Value {
  const scale = pow(10, precision, state);
  return div(wholeNumber(mul(value, scale, state), direction), scale, state);
}

/** `math.ceil` and `math.floor`. */
function wholeNumber(value: Value, direction: (value: number) => number): Value {
  if (value instanceof PyFloat) {
    return truncate(Number.isFinite(value.value) ? direction(value.value) : value.value);
  }
  if (isInt(value)) return typeof value === 'boolean' ? Number(value) : value;
  failOnUndefined(value);
  throw raise('TypeError', `must be real number, not ${typeName(value)}`);
}

const DECIMAL_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const;
const BINARY_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'] as const;

/** `13.0 kB`, `4.1 MB`; with `binary` in powers of 1024. */
function filesize(_state: CallState, value: Value, binary: Value = false): string {
  const bytes = toFloat(value).value;
  const isBinary = truthy(binary);
  const base = isBinary ? 1024n : 1000n;
  if (bytes === 1) return '1 Byte';
  if (bytes < base) return `${truncate(bytes)} Bytes`;
  const units = isBinary ? BINARY_UNITS : DECIMAL_UNITS;
  const found = units.findIndex((_, index) => bytes < base ** BigInt(index + 2));
  const index = found === -1 ? units.length - 1 : found;
  const size = (Number(base) * bytes) / Number(base ** BigInt(index + 2));
  return `${floatText(size, 'f', 1)} ${units[index]}`;
}
