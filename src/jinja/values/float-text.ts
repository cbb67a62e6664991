import { nearestUnits } from './round.ts';

/** How `floatText` writes a float: `r` is the shortest text that reads back, the others are C's `printf` letters. */
export type FloatStyle = 'e' | 'f' | 'g' | 'r';

/** `alternate` keeps the point and `g`'s trailing zeros (`#`); `addPoint` writes whole numbers with `.0`. */
export type FloatFlags = { readonly alternate?: boolean; readonly addPoint?: boolean };

/** The significant digits of a float without trailing zeros; the point is after `point` of them. */
type Digits = { readonly digits: string; readonly point: number };

/** Beyond this many places every float's exact expansion has ended. */
const MOST_PLACES = 1100;

/**
 * Python's `PyOS_double_to_string`: a float in one of C's styles, exact at any precision and rounded half to even on the
 * binary value. Infinities and NaN print as `inf`, `-inf` and `nan`. `precision` is ignored for `r`.
 */
export function floatText(
  value: number,
  style: FloatStyle,
  precision: number,
  flags: FloatFlags = {},
): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const negative = value < 0 || Object.is(value, -0);
  const magnitude = Math.abs(value);
  const quick =
    style === 'f' && flags.alternate !== true ? quickFixed(magnitude, precision) : undefined;
  const text = quick ?? layOut(style, precision, digitsFor(magnitude, style, precision), flags);
  return negative ? `-${text}` : text;
}

/** JavaScript's own fixed notation, which is exact but rounds ties up: undefined where it could differ. */
function quickFixed(magnitude: number, precision: number): string | undefined {
  if (precision > 60 || magnitude >= 1e21) return undefined;
  const nearest = nearestUnits(magnitude, precision);
  if (nearest !== undefined) {
    const digits = String(nearest).padStart(precision + 1, '0');
    const point = digits.length - precision;
    return precision === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  }
  // A tie at that place is an odd multiple of half its unit, so that its double by powers of two is a whole odd number.
  const doubled = magnitude * 2 ** (precision + 1);
  if (Number.isInteger(doubled) && doubled % 2 !== 0) return undefined;
  return magnitude.toFixed(precision);
}

function digitsFor(magnitude: number, style: FloatStyle, precision: number): Digits {
  if (magnitude === 0) return { digits: '0', point: 1 };
  switch (style) {
    case 'r':
      return shortest(magnitude);
    case 'f':
      return places(magnitude, Math.min(precision, MOST_PLACES));
    case 'e':
      return significant(magnitude, Math.min(precision + 1, MOST_PLACES));
    case 'g':
      return significant(magnitude, Math.min(Math.max(precision, 1), MOST_PLACES));
    default:
      return unreachable(style);
  }
}

function shortest(magnitude: number): Digits {
  const [mantissa = '', exponent = ''] = magnitude.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

function places(magnitude: number, wanted: number): Digits {
  const digits = scaled(magnitude, wanted);
  if (digits === '0') return { digits: '', point: -wanted };
  return { digits: trimZeros(digits), point: digits.length - wanted };
}

function significant(magnitude: number, wanted: number): Digits {
  // Few digits might round up to the next power of ten, as the shortest ones of 1e+23 do.
  const exponent = Number(magnitude.toExponential(20).split('e')[1]);
  const digits = scaled(magnitude, wanted - 1 - exponent);
  return { digits: trimZeros(digits), point: exponent + 1 + digits.length - wanted };
}

function trimZeros(digits: string): string {
  return digits.replace(/0+$/, '');
}

/** The exact value of a float times a power of ten, rounded half to even, as decimal digits. */
function scaled(magnitude: number, power: number): string {
  const { mantissa, exponent } = decompose(magnitude);
  let numerator = mantissa;
  let denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (power >= 0) numerator *= 10n ** BigInt(power);
  else denominator *= 10n ** BigInt(-power);
  const quotient = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return String(up ? quotient + 1n : quotient);
}

function decompose(magnitude: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, magnitude);
  const bits = view.getBigUint64(0);
  const fraction = bits & 0xf_ff_ff_ff_ff_ff_ffn;
  const exponent = Number(bits >> 52n);
  if (exponent === 0) return { mantissa: fraction, exponent: -1074 };
  return { mantissa: fraction | 0x10_00_00_00_00_00_00n, exponent: exponent - 1075 };
}

/** CPython's `format_float_short`: zeros, point and exponent round the digits. */
function layOut(style: FloatStyle, precision: number, value: Digits, flags: FloatFlags): string {
  const { digits } = value;
  const { end, exponential } = plan(style, precision, value, flags);
  const point = exponential ? 1 : value.point;
  const least = !exponential && flags.addPoint === true ? point + 1 : point;
  const last = Math.max(end, least);
  let text: string;
  if (point <= 0) text = `0.${zeros(-point)}${digits}${zeros(last - digits.length)}`;
  else if (point <= digits.length) {
    text = `${digits.slice(0, point)}.${digits.slice(point)}${zeros(last - digits.length)}`;
  } else text = `${digits}${zeros(point - digits.length)}.${zeros(last - point)}`;
  if (text.endsWith('.') && flags.alternate !== true) text = text.slice(0, -1);
  return exponential ? text + exponentText(value.point - 1) : text;
}

function zeros(count: number): string {
  return '0'.repeat(Math.max(0, count));
}

/** Where the digits end, and whether an exponent is written. */
function plan(
  style: FloatStyle,
  precision: number,
  { digits, point }: Digits,
  flags: FloatFlags,
): { end: number; exponential: boolean } {
  switch (style) {
    case 'e':
      return { end: precision + 1, exponential: true };
    case 'f':
      return { end: point + precision, exponential: false };
    case 'r':
      return { end: digits.length, exponential: point <= -4 || point > 16 };
    case 'g': {
      const wanted = Math.max(precision, 1);
      const most = flags.addPoint === true ? wanted - 1 : wanted;
      const end = flags.alternate === true ? wanted : digits.length;
      return { end, exponential: point <= -4 || point > most };
    }
    default:
      return unreachable(style);
  }
}

function exponentText(exponent: number): string {
  const sign = exponent < 0 ? '-' : '+';
  return `e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function unreachable(style: never): never {
  throw new Error(`unknown style ${String(style)}`);
}
