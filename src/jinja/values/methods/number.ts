import { raise } from '../../errors.ts';
import { Tuple } from '../tuple.ts';
import { int, PyFloat, type Callable, type CallState, type Value } from '../types.ts';
import { floatFromHex, floatHex } from '../introspection/float-hex.ts';
import { fromBytes, toBytes } from '../bytes/int-bytes.ts';

type Integer = number | bigint | boolean;

/** The methods of int and bool. */
export const INT_METHODS: ReadonlyMap<string, Callable> = new Map([
  method('int.as_integer_ratio', (_state, self: Integer) => new Tuple([plain(self), 1])),
  method('int.bit_count', (_state, self: Integer) => bits(self).replaceAll('0', '').length),
  method('int.bit_length', (_state, self: Integer) => (Number(self) === 0 ? 0 : bits(self).length)),
  method('int.conjugate', (_state, self: Integer) => plain(self)),
  method('int.from_bytes', fromBytes, ['*args', '**kwargs']),
  method('int.to_bytes', toBytes, ['*args', '**kwargs']),
]);

/** The attributes of int and bool that are no methods. */
export const INT_PROPERTIES: ReadonlyMap<string, (self: Value) => Value> = new Map([
  ['denominator', (): Value => 1],
  ['imag', (): Value => 0],
  ['numerator', (self: Value): Value => plain(self as Integer)],
  ['real', (self: Value): Value => plain(self as Integer)],
]);

/** The methods of float. */
export const FLOAT_METHODS: ReadonlyMap<string, Callable> = new Map([
  method('float.as_integer_ratio', integerRatio),
  method('float.conjugate', (_state, self: PyFloat) => self),
  method('float.fromhex', (_state, _self, string: Value) => floatFromHex(string), ['string']),
  method('float.hex', (_state, self: PyFloat) => floatHex(self.value)),
  method('float.is_integer', (_state, self: PyFloat) => Number.isInteger(self.value)),
]);

/** The attributes of float that are no methods. */
export const FLOAT_PROPERTIES: ReadonlyMap<string, (self: Value) => Value> = new Map([
  ['imag', (): Value => new PyFloat(0)],
  ['real', (self: Value): Value => self],
]);

function method(
  name: string,
  run: Callable['run'],
  params: readonly string[] = [],
): readonly [string, Callable] {
  const short = name.slice(name.indexOf('.') + 1);
  return [short, { name, params: ['self', ...params], style: 'c', run }];
}

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
