import { bitLength, ratioToFloat } from './divide.ts';

/** Bits behind the point in the logarithms and exponentials below: far more than any rounding of a float can tell apart. */
const BITS = 200;
const SHIFT = BigInt(BITS);
const ONE = 1n << SHIFT;
const LN2 = 2n * inverseTanh(ONE / 3n);

/** How often the argument of the exponential is halved before its series, and the result squared after it. */
const HALVINGS = 8n;

/** `base ** exponent` for finite floats, `base` above 0 and neither result nor exponent 0: the float next to the true value. */
export function powerOfPositive(base: number, exponent: number): number {
  const [baseDigits, baseScale] = decompose(base);
  const [digits, scale] = decompose(exponent);
  const product = digits * logarithm(baseDigits, baseScale);
  const exponential = scale >= 0 ? product << BigInt(scale) : product >> BigInt(-scale);
  const twos = (exponential + LN2 / 2n) / LN2 - (exponential + LN2 / 2n < 0n ? 1n : 0n);
  const mantissa = exponentOf(exponential - twos * LN2);
  return twos >= SHIFT
    ? ratioToFloat(mantissa << (twos - SHIFT), 1n)
    : ratioToFloat(mantissa, 1n << (SHIFT - twos));
}

/** A float as `[digits, scale]`: its value is `digits * 2 ** scale`. */
export function decompose(value: number): [bigint, number] {
  let digits = value;
  let scale = 0;
  while (!Number.isInteger(digits)) {
    digits *= 2 ** 64;
    scale -= 64;
  }
  return [BigInt(digits), scale];
}

/** The natural logarithm of `digits * 2 ** scale`, with BITS bits behind the point. */
function logarithm(digits: bigint, scale: number): bigint {
  // The fraction lies between 1/2 and 1; doubled when small, it lies next to 1.
  const length = bitLength(digits);
  const half = (digits << SHIFT) >> BigInt(length);
  const small = half * half < (ONE * ONE) / 2n;
  const near = small ? half * 2n : half;
  const twos = BigInt(length + scale - (small ? 1 : 0));
  return twos * LN2 + 2n * inverseTanh(((near - ONE) << SHIFT) / (near + ONE));
}

function inverseTanh(z: bigint): bigint {
  const square = (z * z) >> SHIFT;
  let sum = z;
  let term = z;
  for (let odd = 3n; term !== 0n && term !== -1n; odd += 2n) {
    term = (term * square) >> SHIFT;
    sum += term / odd;
  }
  return sum;
}

/** e to the power of a number of at most ln 2 in size. */
function exponentOf(value: bigint): bigint {
  const reduced = value >> HALVINGS;
  let sum = ONE;
  let term = ONE;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = ((term * reduced) >> SHIFT) / n;
    sum += term;
  }
  for (let left = HALVINGS; left > 0n; left--) sum = (sum * sum) >> SHIFT;
  return sum;
}
