import { isError, raise } from '../../errors.ts';
import { div, mul, pow } from '../../values/arithmetic.ts';
import { Complex } from '../../values/complex.ts';
import { hashKey } from '../../values/hash.ts';
import { floatText } from '../../values/float-text.ts';
import { pyInt, toFloat, toIndex, toInt, truncate } from '../../values/numbers.ts';
import { pyRound } from '../../values/round.ts';
import { failOnUndefined, isInt, truthy, typeName } from '../../values/protocol.ts';
import {
  int,
  isText,
  plain,
  PyFloat,
  type Callable,
  type CallState,
  type Value,
} from '../../values/types.ts';
import { cFunction, pythonFunction } from '../../values/define.ts';

/** `abs`: Python's own function. */
export const doAbs: Callable = cFunction('abs', ['x'], (_state, x: Value) => {
  if (typeof x === 'bigint') return int(x < 0n ? -x : x);
  if (isInt(x)) return Math.abs(Number(x));
  if (x instanceof PyFloat) return new PyFloat(Math.abs(x.value));
  if (x instanceof Complex) return new PyFloat(Math.hypot(x.real, x.imaginary));
  throw raise('TypeError', `bad operand type for abs(): '${typeName(x)}'`);
});

/** `float`: the number, or `default` where there is none. */
export const doFloat: Callable = pythonFunction(
  'do_float',
  ['value', 'default?'],
  (_state, value: Value, otherwise: Value = new PyFloat(0)) => {
    try {
      return toFloat(value);
    } catch (error) {
      if (isError(error, 'TypeError', 'ValueError')) return otherwise;
      throw error;
    }
  },
);

/** How `int` reads a number, and which errors of reading it as a float give the default. */
type IntReading = {
  readonly read: (value: Value, base: Value) => Value;
  readonly catchesOverflow: boolean;
};

function intFilter({ read, catchesOverflow }: IntReading): Callable {
  return pythonFunction(
    'do_int',
    ['value', 'default?', 'base?'],
    (_state, value: Value, otherwise: Value = 0, base: Value = 10) => {
      try {
        return read(value, base);
      } catch (error) {
        if (!isError(error, 'TypeError', 'ValueError')) throw error;
      }
      try {
        return truncate(toFloat(value).value);
      } catch (error) {
        if (isError(error, 'TypeError', 'ValueError')) return otherwise;
        if (catchesOverflow && isError(error, 'OverflowError')) return otherwise;
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

/** `int`: the whole number, or `default` where there is none; infinities raise OverflowError. */
export const doInt: Callable = intFilter({ read: readInt, catchesOverflow: false });

/** `int` of 3.1.6: infinities give the default too. */
export const doInt316: Callable = intFilter({ read: readInt, catchesOverflow: true });

/** `int` of 2.8: what is no text goes through float and loses digits. */
export const doInt28: Callable = intFilter({
  read: (value, base) => (isText(value) ? readInt(value, base) : truncate(toFloat(value).value)),
  catchesOverflow: false,
});

/** `round`: `common` rounds half to even, `ceil` and `floor` up and down; the result of a float is a float. */
export const doRound: Callable = pythonFunction(
  'do_round',
  ['value', 'precision?', 'method?'],
  (state, value: Value, precision: Value = 0, method: Value = 'common') => {
    const name = isText(method) ? plain(method) : undefined;
    if (name === 'common') return pyRound(value, precision);
    if (name === 'ceil') return roundTo(state, value, precision, Math.ceil);
    if (name === 'floor') return roundTo(state, value, precision, Math.floor);
    hashKey(method);
    throw raise('FilterArgumentError', 'method must be common, ceil or floor');
  },
);

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

/** `filesizeformat`: `13.0 kB`, `4.1 MB`; with `binary` in powers of 1024. */
export const doFilesizeformat: Callable = pythonFunction(
  'do_filesizeformat',
  ['value', 'binary?'],
  (_state, value: Value, binary: Value = false) => {
    const bytes = toFloat(value).value;
    const isBinary = truthy(binary);
    const base = isBinary ? 1024n : 1000n;
    if (bytes === 1) return '1 Byte';
    if (bytes < base) return `${truncate(bytes)} Bytes`;
    const units = isBinary ? BINARY_UNITS : DECIMAL_UNITS;
    const last = units.length - 1;
    const found = units.findIndex((_, index) => bytes < base ** BigInt(index + 2));
    const index = found === -1 ? last : found;
    const size = (Number(base) * bytes) / Number(base ** BigInt(index + 2));
    return `${floatText(size, 'f', 1)} ${units[index]}`;
  },
);
