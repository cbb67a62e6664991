import { raise, type PyError } from '../errors.ts';
import { int } from './types.ts';

type Integer = number | bigint | boolean;

/** `a / b` of ints: correctly rounded also beyond the floats' 53 bits. */
export function divideInts(a: Integer, b: Integer): number {
  if (Number(b) === 0) throw zeroDivision('division by zero');
  if (typeof a !== 'bigint' && typeof b !== 'bigint') return Number(a) / Number(b);
  const quotient = ratioToFloat(BigInt(a), BigInt(b));
  if (Number.isFinite(quotient)) return quotient;
  throw raise('OverflowError', 'integer division result too large for a float');
}

/** `a / b` of floats. */
export function divideFloats(a: number, b: number): number {
  if (b === 0) throw zeroDivision('float division by zero');
  return a / b;
}

/** `a // b` of ints. */
export function floorDivideInts(a: Integer, b: Integer): number | bigint {
  if (Number(b) === 0) throw zeroDivision('integer division or modulo by zero');
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    const [dividend, divisor] = [BigInt(a), BigInt(b)];
    const quotient = dividend / divisor;
    const exact = quotient * divisor === dividend;
    return int(exact || dividend < 0n === divisor < 0n ? quotient : quotient - 1n);
  }
  const [dividend, divisor] = [Number(a), Number(b)];
  return (dividend - floorRest(dividend, divisor)) / divisor + 0;
}

/** `a % b` of ints. */
export function moduloInts(a: Integer, b: Integer): number | bigint {
  if (Number(b) === 0) throw zeroDivision('integer modulo by zero');
  if (typeof a === 'bigint' || typeof b === 'bigint') {
    const divisor = BigInt(b);
    const rest = BigInt(a) % divisor;
    return int(rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest);
  }
  return floorRest(Number(a), Number(b));
}

/** The rest of the division rounded down: it has the sign of the divisor. Exact for safe integers, whose sum here cannot overflow. */
function floorRest(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
}

/** `a // b` of floats, by CPython's float_floor_div. */
export function floorDivideFloats(a: number, b: number): number {
  if (b === 0) throw zeroDivision('float floor division by zero');
  const rest = a % b;
  const adjust = rest !== 0 && b < 0 !== rest < 0;
  const quotient = (a - rest) / b - (adjust ? 1 : 0);
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** `a % b` of floats, by CPython's float_rem. */
export function moduloFloats(a: number, b: number): number {
  if (b === 0) throw zeroDivision('float modulo');
  const rest = a % b;
  if (rest === 0) return b < 0 ? -0 : 0;
  return b < 0 === rest < 0 ? rest : rest + b;
}

function zeroDivision(message: string): PyError {
  return raise('ZeroDivisionError', message);
}

/** How many bits a positive number has. */
export function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex[0] ?? '0', 16)));
}

/** The float next to `numerator / denominator`, half to even; infinite beyond the range. */
export function ratioToFloat(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return denominator < 0n ? -0 : 0;
  const negative = numerator < 0n !== denominator < 0n;
  const above = numerator < 0n ? -numerator : numerator;
  const below = denominator < 0n ? -denominator : denominator;
  // As many bits as a float holds, or for tiny results as many as its lowest exponent leaves.
  const width = bitLength(above) - bitLength(below);
  let shift = Math.min(53 - width, 1074);
  let [quotient, rest] = divideShifted(above, below, shift);
  if (quotient >= 2n ** 53n) {
    shift--;
    [quotient, rest] = divideShifted(above, below, shift);
  }
  if (rest > 0 || (rest === 0 && quotient % 2n === 1n)) quotient++;
  if (shift < -971) return negative ? -Infinity : Infinity;
  const magnitude = Number(quotient) * 2 ** -shift;
  return negative ? -magnitude : magnitude;
}

/** `above * 2 ** shift / below` rounded down, and whether the rest is under (-1), at (0) or over (1) one half. */
function divideShifted(above: bigint, below: bigint, shift: number): [bigint, number] {
  const dividend = shift > 0 ? above << BigInt(shift) : above;
  const divisor = shift < 0 ? below << BigInt(-shift) : below;
  const twice = (dividend % divisor) * 2n;
  return [dividend / divisor, twice > divisor ? 1 : twice === divisor ? 0 : -1];
}
