import { raise } from '../../errors.ts';
import { methodTable, type MethodTable, type PropertyTable } from '../define.ts';
import { Tuple } from '../tuple.ts';
import { int, PyFloat, type CallState, type Value } from '../types.ts';
import { floatFromHex, floatHex } from './float-hex.ts';

type Integer = number | bigint | boolean;

/** The methods of int and bool. */
export const INT_METHODS: MethodTable = methodTable('int', [
  ['as_integer_ratio', '', (_state, self: Integer) => new Tuple([plain(self), 1])],
  ['bit_count', '', (_state, self: Integer) => bits(self).replaceAll('0', '').length],
  ['bit_length', '', (_state, self: Integer) => (Number(self) === 0 ? 0 : bits(self).length)],
  ['conjugate', '', (_state, self: Integer) => plain(self)],
]);

/** The attributes of int and bool that are not methods. */
export const INT_PROPERTIES: PropertyTable = new Map([
  ['denominator', (): Value => 1],
  ['imag', (): Value => 0],
  ['numerator', (self: Value): Value => plain(self as Integer)],
  ['real', (self: Value): Value => plain(self as Integer)],
]);

/** The methods of float. */
export const FLOAT_METHODS: MethodTable = methodTable('float', [
  ['as_integer_ratio', '', integerRatio],
  ['conjugate', '', (_state, self: PyFloat) => self],
  ['fromhex', 'string', (_state, _self, string: Value) => floatFromHex(string)],
  ['hex', '', (_state, self: PyFloat) => floatHex(self.value)],
  ['is_integer', '', (_state, self: PyFloat) => Number.isInteger(self.value)],
]);

/** The attributes of float that are not methods. */
export const FLOAT_PROPERTIES: PropertyTable = new Map([
  ['imag', (): Value => new PyFloat(0)],
  ['real', (self: Value): Value => self],
]);

function plain(value: Integer): number | bigint {
  return typeof value === 'boolean' ? Number(value) : value;
}

function bits(value: Integer): string {
  return BigInt(value).toString(2).replace('-', '');
}

function integerRatio(_state: CallState, self: PyFloat): Tuple {
  const { value } = self;
  if (Number.isNaN(value)) throw raise('ValueError', 'cannot convert NaN to integer ratio');
  if (!Number.isFinite(value)) {
    throw raise('OverflowError', 'cannot convert Infinity to integer ratio');
  }
  let numerator = value;
  let power = 0;
  while (!Number.isInteger(numerator)) {
    numerator *= 2;
    power++;
  }
  return new Tuple([int(BigInt(numerator)), int(2n ** BigInt(power))]);
}
