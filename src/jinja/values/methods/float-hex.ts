import { raise } from '../../errors.ts';
import { PyFloat, textOf, type Value } from '../types.ts';

/** `float.hex()`. */
export function floatHex(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const raw = view.getBigUint64(0);
  const exponent = Number((raw >> 52n) & 0x7ffn);
  const fraction = (raw & 0xf_ffff_ffff_ffffn).toString(16).padStart(13, '0');
  if (value === 0) return `${sign}0x0.0p+0`;
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? '' : '+'}${power}`;
}

const HEX = /^[\t-\r ]*([+-]?)(?:0x)?([\da-f]*)(?:\.([\da-f]*))?(?:p([+-]?\d+))?[\t-\r ]*$/i;
const NO_NUMBER = /^[\t-\r ]*([+-]?)(?:(inf(?:inity)?)|nan)[\t-\r ]*$/i;
/** Exponents beyond this give no float but 0, whatever is in front. */
const FAR = 1_000_000_000;

/** `float.fromhex(string)`; raises ValueError for what is not a number, OverflowError for one that is too large. */
export function floatFromHex(string: Value): PyFloat {
  const text = textOf(string);
  if (text === undefined) throw raise('TypeError', 'bad argument type for built-in operation');
  const special = NO_NUMBER.exec(text);
  if (special !== null) {
    const size = special[2] === undefined ? Number.NaN : Infinity;
    return new PyFloat(special[1] === '-' ? -size : size);
  }
  const [, sign, whole = '', fraction = '', power = '0'] = HEX.exec(text) ?? [];
  if (whole + fraction === '') {
    throw raise('ValueError', 'invalid hexadecimal floating-point string');
  }
  const exponent = Math.max(-FAR, Math.min(FAR, Number(power))) - 4 * fraction.length;
  const size = scaled(BigInt(`0x${whole}${fraction}`), exponent);
  if (size === Infinity) {
    throw raise('OverflowError', 'hexadecimal value too large to represent as a float');
  }
  return new PyFloat(sign === '-' ? -size : size);
}

/** `mantissa * 2 ** exponent`, rounded half to even once. */
function scaled(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const top = exponent + mantissa.toString(16).length * 4;
  if (top < -1100) return 0;
  if (top > 1100) return Infinity;
  const bits = mantissa.toString(2).length;
  const last = Math.max(exponent + bits - 53, -1074);
  const shift = last - exponent;
  if (shift <= 0) return Number(mantissa << BigInt(-shift)) * 2 ** last;
  const rest = BigInt.asUintN(shift, mantissa) * 2n;
  const half = 1n << BigInt(shift);
  let kept = mantissa >> BigInt(shift);
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  return Number(kept) * 2 ** last;
}
