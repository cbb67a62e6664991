import { raise } from '../errors.ts';
import { typeName } from './protocol.ts';
import { int, PyFloat, type Value } from './types.ts';

/** Beyond these many decimals a float has no digits left, or nothing but zeros. */
const MOST_DECIMALS = 323;
const LEAST_DECIMALS = -308;

/** `round(value)` and `round(value, ndigits)`: half to even, an int for an int and where no digits are named. */
export function pyRound(value: Value, ndigits: Value = null): Value {
  const digits = ndigits === null ? undefined : digitCount(value, ndigits);
  if (value instanceof PyFloat) {
    if (digits === undefined) return roundToInt(value.value);
    return new PyFloat(roundHalfEven(value.value, digits));
  }
  if (typeof value === 'boolean') return pyRound(Number(value), ndigits);
  if (typeof value !== 'number' && typeof value !== 'bigint') throw noRound(value);
  if (digits === undefined || digits >= 0) return value;
  return roundInt(BigInt(value), -digits);
}

/** `round(value, ndigits)` of Python 2: a float, and what is half way goes away from zero. */
export function roundAway(value: Value, ndigits: Value = 0): PyFloat {
  const isNumber =
    value instanceof PyFloat || ['number', 'bigint', 'boolean'].includes(typeof value);
  if (!isNumber) throw raise('TypeError', 'a float is required');
  const float = value instanceof PyFloat ? value.value : Number(value);
  const digits = digitCount(0, ndigits);
  if (digits >= 0 && isTie(float, digits)) return new PyFloat(Number(float.toFixed(digits)));
  if (digits < 0 && Number.isInteger(float)) {
    const unit = 10 ** -digits;
    return new PyFloat(Math.sign(float) * Math.floor(Math.abs(float) / unit + 0.5) * unit);
  }
  return new PyFloat(roundHalfEven(float, digits));
}

function noRound(value: Value): Error {
  return raise('TypeError', `type ${typeName(value)} doesn't define __round__ method`);
}

function digitCount(value: Value, ndigits: Value): number {
  const known = value instanceof PyFloat || typeof value === 'bigint';
  if (!known && typeof value !== 'number' && typeof value !== 'boolean') throw noRound(value);
  if (typeof ndigits === 'number' || typeof ndigits === 'boolean') return Number(ndigits);
  if (typeof ndigits === 'bigint') return ndigits > 0n ? 1e9 : -1e9;
  throw raise('TypeError', `'${typeName(ndigits)}' object cannot be interpreted as an integer`);
}

function roundToInt(value: number): number | bigint {
  if (Number.isNaN(value)) throw raise('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value)) {
    throw raise('OverflowError', 'cannot convert float infinity to integer');
  }
  return int(BigInt(roundHalfEven(value, 0)));
}

/** An int rounded to a multiple of `10 ** zeros`, half to even. */
function roundInt(value: bigint, zeros: number): number | bigint {
  if (zeros > 10_000) return 0;
  const unit = 10n ** BigInt(zeros);
  return int(nearestMultiple(value, unit));
}

/** The multiple of `unit` next to `value`; of two as near the even one. `tail` is what a float has behind the point. */
function nearestMultiple(value: bigint, unit: bigint, tail: number = 0): bigint {
  const negative = value < 0n;
  const magnitude = negative ? -value : value;
  let quotient = magnitude / unit;
  const twice = (magnitude % unit) * 2n;
  if (twice > unit || (twice === unit && (tail > 0 || quotient % 2n === 1n))) quotient++;
  return (negative ? -quotient : quotient) * unit;
}

/** `round(float, ndigits)` as a float: correctly rounded from the exact value, half to even. Raises OverflowError past the range. */
export function roundHalfEven(value: number, ndigits: number): number {
  if (!Number.isFinite(value) || value === 0 || ndigits > MOST_DECIMALS) return value;
  if (ndigits < 0) return roundBeforePoint(value, ndigits);
  if (Math.abs(value) >= 1e21) return value;
  if (ndigits > 100) return roundTiny(value, ndigits);
  // Dividing two whole numbers gives the float next to the decimal, which is what reading its digits would give.
  const units = nearestUnits(value, ndigits);
  if (units !== undefined && units !== 0) return units / (POWERS[ndigits] as number);
  const text = value.toFixed(ndigits);
  return isTie(value, ndigits) ? Number(evenNeighbour(text)) : Number(text);
}

/** Powers of ten that a float holds exactly, as far as the short way needs them. */
const POWERS: readonly number[] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/** How many units of the last of so many decimals a value is, half to even, where that is plain: few decimals, no tie near. */
export function nearestUnits(value: number, ndigits: number): number | undefined {
  const power = POWERS[ndigits];
  if (power === undefined) return undefined;
  const scaled = value * power;
  // A product that a float holds to the unit.
  if (Math.abs(scaled) > 1e12) return undefined;
  const nearest = Math.round(scaled);
  if (Math.abs(scaled - nearest) <= 0.499) return nearest;
  // The product of a tie is exact, and rounded up: prices such as 1.625 take a third of what their digits take.
  return isTie(value, ndigits) ? nearest - Math.abs(nearest % 2) : undefined;
}

/** Whether a float lies exactly between two numbers of that many decimals: only an odd multiple of 2 ** -(ndigits + 1) can. */
function isTie(value: number, ndigits: number): boolean {
  const scaled = value * 2 ** (ndigits + 1);
  return Number.isInteger(scaled) && scaled % 2 !== 0;
}

/** `toFixed` rounds a tie away from zero: an odd last digit is one too far. */
function evenNeighbour(text: string): string {
  const last = text.charCodeAt(text.length - 1) - 48;
  return last % 2 === 0 ? text : text.slice(0, -1) + String(last - 1);
}

function roundTiny(value: number, ndigits: number): number {
  const exponent = Number(value.toExponential().split('e')[1]);
  const digits = ndigits + exponent;
  if (digits >= 17) return value;
  if (digits < -1) return zeroLike(value);
  if (digits >= 0) return Number(value.toExponential(digits));
  const leading = Number(value.toExponential(20).split('e')[0]);
  return Math.abs(leading) > 5 ? Math.sign(value) * Number(`1e-${ndigits}`) : zeroLike(value);
}

function roundBeforePoint(value: number, ndigits: number): number {
  if (ndigits < LEAST_DECIMALS) return zeroLike(value);
  const whole = Math.trunc(value);
  const rounded = nearestMultiple(BigInt(whole), 10n ** BigInt(-ndigits), Math.abs(value - whole));
  const result = Number(rounded);
  if (!Number.isFinite(result)) {
    throw raise('OverflowError', 'rounded value too large to represent');
  }
  return result === 0 ? zeroLike(value) : result;
}

/** 0 with the sign of the value. */
function zeroLike(value: number): number {
  return value < 0 ? -0 : 0;
}
