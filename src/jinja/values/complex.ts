import { raise } from '../errors.ts';
import { floatOfInt, isInt } from './protocol.ts';
import { floatRepr, PyFloat, PyObject, type Value } from './types.ts';

/** A Python complex number: what `(-8) ** 0.5` gives, and what comes of it. */
export class Complex extends PyObject {
  readonly real: number;
  readonly imaginary: number;

  get typeName(): string {
    return 'complex';
  }

  constructor(real: number, imaginary: number) {
    super();
    this.real = real;
    this.imaginary = imaginary;
  }

  override repr(): string {
    const [real, imaginary] = [part(this.real), part(this.imaginary)];
    if (Object.is(this.real, 0)) return `${imaginary}j`;
    const sign = imaginary.startsWith('-') ? '' : '+';
    return `(${real}${sign}${imaginary}j)`;
  }

  override truthy(): boolean {
    return this.real !== 0 || this.imaginary !== 0;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'real') return new PyFloat(this.real);
    return name === 'imag' ? new PyFloat(this.imaginary) : undefined;
  }

  override equals(other: Value): boolean {
    const number = complexOf(other);
    return number?.real === this.real && number.imaginary === this.imaginary;
  }
}

function part(value: number): string {
  return floatRepr(value).replace(/\.0$/, '');
}

/** A number as a complex one; undefined for what is not a number. Raises OverflowError for an int that no float holds. */
function complexOf(value: Value): Complex | undefined {
  if (value instanceof Complex) return value;
  if (value instanceof PyFloat) return new Complex(value.value, 0);
  return isInt(value) ? new Complex(floatOfInt(value), 0) : undefined;
}

type Operation = (a: Complex, b: Complex) => Complex;

const OPERATIONS: Readonly<Record<'+' | '-' | '*' | '/' | '**', Operation>> = {
  '+': (a, b) => new Complex(a.real + b.real, a.imaginary + b.imaginary),
  '-': (a, b) => new Complex(a.real - b.real, a.imaginary - b.imaginary),
  '*': product,
  '/': quotient,
  '**': power,
};

/** `a operator b` where one of them is complex and the other a number; undefined otherwise. */
export function complexArithmetic(
  operator: keyof typeof OPERATIONS,
  a: Value,
  b: Value,
): Complex | undefined {
  if (!(a instanceof Complex) && !(b instanceof Complex)) return undefined;
  const [left, right] = [complexOf(a), complexOf(b)];
  if (left === undefined || right === undefined) return undefined;
  return OPERATIONS[operator](left, right);
}

function product(a: Complex, b: Complex): Complex {
  return new Complex(
    a.real * b.real - a.imaginary * b.imaginary,
    a.real * b.imaginary + a.imaginary * b.real,
  );
}

/** CPython's `_Py_c_quot`: the larger part of the divisor is divided by. */
function quotient(a: Complex, b: Complex): Complex {
  if (b.real === 0 && b.imaginary === 0)
    throw raise('ZeroDivisionError', 'complex division by zero');
  if (Math.abs(b.real) >= Math.abs(b.imaginary)) {
    const ratio = b.imaginary / b.real;
    const divisor = b.real + b.imaginary * ratio;
    return new Complex(
      (a.real + a.imaginary * ratio) / divisor,
      (a.imaginary - a.real * ratio) / divisor,
    );
  }
  const ratio = b.real / b.imaginary;
  const divisor = b.real * ratio + b.imaginary;
  return new Complex(
    (a.real * ratio + a.imaginary) / divisor,
    (a.imaginary * ratio - a.real) / divisor,
  );
}

/** Exponents that are whole and no larger are multiplied out. */
const MOST_FACTORS = 100;

function power(a: Complex, b: Complex): Complex {
  const isZero = a.real === 0 && a.imaginary === 0;
  if (isZero && (b.imaginary !== 0 || b.real < 0))
    throw raise('ZeroDivisionError', '0.0 to a negative or complex power');
  if (b.imaginary === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= MOST_FACTORS) {
    const positive = wholePower(a, Math.abs(b.real));
    return b.real < 0 ? quotient(new Complex(1, 0), positive) : positive;
  }
  if (isZero) return new Complex(0, 0);
  const size = Math.hypot(a.real, a.imaginary);
  const angle = Math.atan2(a.imaginary, a.real);
  const length = size ** b.real * Math.exp(-angle * b.imaginary);
  const phase = angle * b.real + b.imaginary * Math.log(size);
  const result = new Complex(length * Math.cos(phase), length * Math.sin(phase));
  if (!Number.isFinite(result.real) || !Number.isFinite(result.imaginary))
    throw raise('OverflowError', 'complex exponentiation');
  return result;
}

function wholePower(base: Complex, exponent: number): Complex {
  let result = new Complex(1, 0);
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = product(result, square);
    square = product(square, square);
  }
  return result;
}
