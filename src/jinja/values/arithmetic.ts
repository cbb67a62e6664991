import { raise, type PyError } from '../errors.ts';
import { escape } from './concat.ts';
import { Complex, complexArithmetic } from './complex.ts';
import {
  divideFloats,
  divideInts,
  floorDivideFloats,
  floorDivideInts,
  moduloFloats,
  moduloInts,
} from './divide.ts';
import { percentFormat } from './percent-format.ts';
import { powFloats, powInts } from './power.ts';
import { failOnUndefined, isInt, realNumber, typeName } from './protocol.ts';
import { valuesReleaseOf } from './release.ts';
import { joinItems, joinText, onlyConcatenate, repeat } from './repeat.ts';
import { difference, isSetLike } from './set.ts';
import { meterOf } from './meter.ts';
import { bitsOf } from './size.ts';
import { int, Markup, PyFloat, PyObject, type CallState, type Value } from './types.ts';
import { Undefined } from './undefined.ts';

/** `a + b`. Raises TypeError for types without it, LimitError for a text that is too long. */
export function add(a: Value, b: Value, state?: CallState): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    return Number.isSafeInteger(sum) ? sum : int(BigInt(a) + BigInt(b));
  }
  if (typeof a === 'string' && typeof b === 'string') return joinText(a, b, state);
  if (Array.isArray(a) && Array.isArray(b)) return joinItems(a, b, state);
  if (a instanceof Markup && hasHtml(b)) return new Markup(joinText(a.text, escape(b).text, state));
  failOnUndefined(a, b);
  if (isInt(a) && isInt(b)) return addInts(BigInt(a), BigInt(b), state);
  const floats = floatPair(a, b);
  return floats === undefined ? addSequences(a, b, state) : new PyFloat(floats[0] + floats[1]);
}

function addSequences(a: Value, b: Value, state: CallState | undefined): Value {
  if (b instanceof Markup && hasHtml(a)) return new Markup(joinText(escape(a).text, b.text, state));
  if (Array.isArray(a)) throw onlyConcatenate('list', b);
  if (typeof a === 'string') throw onlyConcatenate('str', b);
  if (a instanceof PyObject && a.plus !== undefined) return a.plus(b, state);
  return complexArithmetic('+', a, b) ?? refuse('+', a, b);
}

/** Whether a Markup takes it beside itself: text, and what has `__html__`. */
function hasHtml(value: Value): boolean {
  return typeof value === 'string' || (value instanceof PyObject && value.html !== undefined);
}

/** `a - b`; the views of a dict subtract as sets. */
export function sub(a: Value, b: Value, state?: CallState): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    return Number.isSafeInteger(difference) ? difference : int(BigInt(a) - BigInt(b));
  }
  if (isSetView(a)) return difference(a, b, state);
  if (!isWithoutMinus(a) && !isWithoutMinus(b)) failOnUndefined(a, b);
  if (isInt(a) && isInt(b)) return addInts(BigInt(a), -BigInt(b), state);
  const floats = floatPair(a, b);
  if (floats !== undefined) return new PyFloat(floats[0] - floats[1]);
  if (isSetLike(b) && (isSetView(b) || isSetLike(a))) return difference(a, b, state);
  return complexArithmetic('-', a, b) ?? refuse('-', a, b);
}

function addInts(a: bigint, b: bigint, state: CallState | undefined): Value {
  if (state !== undefined) state.meter.read((bitsOf(a) + bitsOf(b)) / 64);
  return int(a + b);
}

/** Whether it is an Undefined that has no minus: subtracting is a plain TypeError then. */
function isWithoutMinus(value: Value): boolean {
  return value instanceof Undefined && !valuesReleaseOf(value.version).undefinedHasMinus;
}

function isSetView(value: Value): boolean {
  return value instanceof PyObject && value.type === 'set view';
}

/** `a * b`; text, lists and tuples repeat, up to a size that raises LimitError. */
export function mul(a: Value, b: Value, state?: CallState): Value {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    // The sum turns -0, which no int is, into 0.
    return Number.isSafeInteger(product) ? product + 0 : int(BigInt(a) * BigInt(b));
  }
  failOnUndefined(a, b);
  if (isInt(a)) return isInt(b) ? mulInts(a, b, state) : (repeat(b, a, state) ?? mulOthers(a, b));
  if (isInt(b)) return repeat(a, b, state) ?? mulOthers(a, b);
  return mulOthers(a, b);
}

function mulInts(
  a: number | bigint | boolean,
  b: number | bigint | boolean,
  state: CallState | undefined,
): Value {
  const [x, y] = [BigInt(a), BigInt(b)];
  meterOf(state).bits(bitsOf(x) + bitsOf(y));
  return int(x * y);
}

function mulOthers(a: Value, b: Value): Value {
  const floats = floatPair(a, b);
  if (floats !== undefined) return new PyFloat(floats[0] * floats[1]);
  const other = isSequence(a) ? b : isSequence(b) ? a : undefined;
  if (other === undefined) return complexArithmetic('*', a, b) ?? refuse('*', a, b);
  throw raise('TypeError', `can't multiply sequence by non-int of type '${typeName(other)}'`);
}

function isSequence(value: Value): boolean {
  if (value instanceof PyObject) return value.repeat !== undefined;
  return typeof value === 'string' || Array.isArray(value);
}

/** `a / b`: a float, also of ints. Raises ZeroDivisionError and OverflowError. */
export function div(a: Value, b: Value, state?: CallState): Value {
  if (typeof a === 'number' && typeof b === 'number') return new PyFloat(divideInts(a, b));
  failOnUndefined(a, b);
  if (isInt(a) && isInt(b)) chargeDivision(a, b, state);
  if (isInt(a) && isInt(b)) return new PyFloat(divideInts(a, b));
  const floats = floatPair(a, b);
  if (floats !== undefined) return new PyFloat(divideFloats(...floats));
  return complexArithmetic('/', a, b) ?? refuse('/', a, b);
}

/** `a // b`: rounded down, an int of ints. Raises ZeroDivisionError. */
export function floordiv(a: Value, b: Value, state?: CallState): Value {
  if (typeof a === 'number' && typeof b === 'number') return floorDivideInts(a, b);
  failOnUndefined(a, b);
  if (isInt(a) && isInt(b)) {
    chargeDivision(a, b, state);
    return floorDivideInts(a, b);
  }
  const floats = floatPair(a, b);
  if (floats !== undefined) return new PyFloat(floorDivideFloats(...floats));
  return refuse('//', a, b);
}

/** How many times as long as `*` it takes to divide. */
const DIVISION = 8;

function chargeDivision(a: Value, b: Value, state: CallState | undefined): void {
  if (typeof a !== 'bigint' || typeof b !== 'bigint') return;
  meterOf(state).bits(bitsOf(a), DIVISION);
}

/** `a % b`: has the sign of `b`; text is formatted. Raises ZeroDivisionError. */
export function mod(a: Value, b: Value, state?: CallState): Value {
  if (typeof a === 'number' && typeof b === 'number') return moduloInts(a, b);
  if (typeof a === 'string' || a instanceof Markup) {
    return percentFormat(a, b, state);
  }
  if (a instanceof PyObject && a.percent !== undefined) return a.percent(b, state?.meter);
  failOnUndefined(a, b);
  if (isInt(a) && isInt(b)) {
    chargeDivision(a, b, state);
    return moduloInts(a, b);
  }
  const floats = floatPair(a, b);
  if (floats !== undefined) return new PyFloat(moduloFloats(...floats));
  return refuse('%', a, b);
}

/** `a ** b`: an int of ints unless `b` is negative. Raises ZeroDivisionError, OverflowError, and LimitError for huge ints. */
export function pow(a: Value, b: Value, state?: CallState): Value {
  failOnUndefined(a, b);
  if (isInt(a) && isInt(b)) {
    return powInts(a, b, meterOf(state));
  }
  const floats = floatPair(a, b);
  if (floats !== undefined) return powFloats(...floats, meterOf(state));
  return complexArithmetic('**', a, b) ?? refuse('** or pow()', a, b);
}

/** `-a`. */
export function neg(a: Value): Value {
  if (typeof a === 'number') return 0 - a;
  if (isInt(a)) return int(-BigInt(a));
  if (a instanceof PyFloat) return new PyFloat(-a.value);
  if (a instanceof Complex) return new Complex(-a.real, -a.imaginary);
  throw badOperand('-', a);
}

/** `+a`. */
export function pos(a: Value): Value {
  if (typeof a === 'boolean') return Number(a);
  if (isInt(a) || a instanceof PyFloat || a instanceof Complex) return a;
  throw badOperand('+', a);
}

function badOperand(operator: string, value: Value): PyError {
  failOnUndefined(value);
  return raise('TypeError', `bad operand type for unary ${operator}: '${typeName(value)}'`);
}

function refuse(operator: string, a: Value, b: Value): never {
  const types = `'${typeName(a)}' and '${typeName(b)}'`;
  throw raise('TypeError', `unsupported operand type(s) for ${operator}: ${types}`);
}

/** Both as floats where both are numbers, at least one of them a float; undefined otherwise. */
function floatPair(a: Value, b: Value): readonly [number, number] | undefined {
  if (!(a instanceof PyFloat) && !isInt(a)) return undefined;
  if (!(b instanceof PyFloat) && !isInt(b)) return undefined;
  return [realNumber(a) ?? 0, realNumber(b) ?? 0];
}
