import { raise, type PyError } from '../errors.ts';
import { bitLength, ratioToFloat } from './divide.ts';
import { Complex } from './complex.ts';
import { decompose, powerOfPositive } from './exact-power.ts';
import type { Meter } from './meter.ts';
import { floatOfInt } from './protocol.ts';
import { int, PyFloat, type Value } from './types.ts';

/** How many times as long as `*` it takes to raise an int to a power. */
const POWER = 4;

/** What an exact power of floats costs. */
const EXACT = 64;

/** The largest whole exponent for which a power is worked out exactly and rounded once. */
const MOST_EXACT = 2000;

/** `a ** b` of ints: a float for a negative exponent. Raises LimitError `output` for results of over two million bits. */
export function powInts(
  a: number | bigint | boolean,
  b: number | bigint | boolean,
  meter: Meter,
): Value {
  if (Number(b) < 0) return powFloats(floatOfInt(a), floatOfInt(b), meter);
  const base = BigInt(a);
  if (base === 0n || base === 1n) return b === 0 || b === false ? 1 : Number(base);
  if (base === -1n) return BigInt(b) % 2n === 0n ? 1 : -1;
  meter.bits(bitLength(base < 0n ? -base : base) * Number(b), POWER);
  return int(base ** BigInt(b));
}

/** `a ** b` of floats, by CPython's float_pow: a complex number for a broken power of a negative number. */
export function powFloats(a: number, b: number, meter: Meter): Value {
  meter.step(EXACT);
  if (b === 0 || a === 1) return new PyFloat(1);
  if (a === 0 && b < 0) {
    throw raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  }
  if (a === -1 && !Number.isFinite(b) && !Number.isNaN(b)) return new PyFloat(1);
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b)) {
    return complexPower(a, b);
  }
  const result = nearestPower(a, b);
  if (!Number.isFinite(result) && Number.isFinite(a) && Number.isFinite(b)) {
    throw outOfRange();
  }
  return new PyFloat(result);
}

/** JavaScript leaves the last digits of a power to the engine; C's are nearly always the nearest ones. */
function nearestPower(a: number, b: number): number {
  const rough = a ** b;
  if (b === 0.5) return a === -Infinity ? Infinity : Math.sqrt(a + 0);
  if (!Number.isFinite(rough) || !Number.isFinite(a) || !Number.isFinite(b) || rough === 0) {
    return rough;
  }
  if (!Number.isInteger(b) || Math.abs(b) > MOST_EXACT) {
    const magnitude = powerOfPositive(Math.abs(a), b);
    return rough < 0 ? -magnitude : magnitude;
  }
  const [digits, scale] = decompose(a);
  const count = Math.abs(b);
  const power = digits ** BigInt(count);
  const divisor = 2n ** BigInt(-scale * count);
  return b > 0 ? ratioToFloat(power, divisor) : ratioToFloat(divisor, power);
}

function outOfRange(): PyError {
  return raise('OverflowError', "(34, 'Numerical result out of range')");
}

function complexPower(base: number, exponent: number): Complex {
  const length = nearestPower(Math.abs(base), exponent);
  if (!Number.isFinite(length)) throw outOfRange();
  const phase = Math.PI * exponent;
  return new Complex(length * Math.cos(phase), length * Math.sin(phase));
}
