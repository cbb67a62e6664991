import { isError, raise } from '../../errors.ts';
import { Bytes } from './bytes.ts';
import { toIndex, toSize } from '../numbers.ts';
import { iterate } from '../ops.ts';
import { truthy, typeName } from '../protocol.ts';
import { int, isText, type CallState, type Kwargs, type Value } from '../types.ts';
import { namedTextArgument } from '../methods/text-methods.ts';

/** How many arguments the two methods take by position; `signed` has to be named. */
const POSITIONS = 2;

/** The arguments in the order of `names`, given by position or by name; raises CPython's TypeErrors. */
function bound(
  name: string,
  names: readonly string[],
  args: readonly Value[],
  kwargs: Kwargs,
): readonly (Value | undefined)[] {
  const total = args.length + kwargs.size;
  const most = (count: number, kind: string, given: number): Error =>
    raise('TypeError', `${name}() takes at most ${count} ${kind}arguments (${given} given)`);
  if (total > names.length) {
    throw most(names.length, args.length === 0 ? 'keyword ' : '', total);
  }
  if (args.length > POSITIONS) throw most(POSITIONS, 'positional ', args.length);
  const values: (Value | undefined)[] = names.map((_, index) => args[index]);
  for (const [key, value] of kwargs) {
    const index = names.indexOf(key);
    if (index === -1) {
      throw raise('TypeError', `'${key}' is an invalid keyword argument for ${name}()`);
    }
    if (index < args.length) {
      const both = `given by name ('${key}') and position (${index + 1})`;
      throw raise('TypeError', `argument for ${name}() ${both}`);
    }
    values[index] = value;
  }
  return values;
}

function isLittle(name: string, byteorder: Value | undefined): boolean {
  const order =
    byteorder === undefined
      ? 'big'
      : namedTextArgument(byteorder, `${name}() argument 'byteorder'`);
  if (order === 'little' || order === 'big') return order === 'little';
  throw raise('ValueError', "byteorder must be either 'little' or 'big'");
}

function backwards(text: string): string {
  return Array.from(text).reverse().join('');
}

/** `int.to_bytes(length=1, byteorder='big', *, signed=False)`; raises OverflowError for an int that does not fit. */
export function toBytes(
  state: CallState,
  self: number | bigint | boolean,
  args: readonly Value[],
  kwargs: Kwargs,
): Bytes {
  const names = ['length', 'byteorder', 'signed'];
  const [length = 1, byteorder, signed = false] = bound('to_bytes', names, args, kwargs);
  const size = toSize(length);
  const [isSigned, little] = [truthy(signed), isLittle('to_bytes', byteorder)];
  if (size < 0) throw raise('ValueError', 'length argument must be non-negative');
  state.meter.text(size);
  const value = BigInt(self);
  if (value < 0n && !isSigned) {
    throw raise('OverflowError', "can't convert negative int to unsigned");
  }
  const bits = size * 8;
  const magnitude = value < 0n ? -value - 1n : value;
  const needed = magnitude === 0n ? 0 : magnitude.toString(2).length;
  if (needed > bits - (isSigned && size > 0 ? 1 : 0)) {
    throw raise('OverflowError', 'int too big to convert');
  }
  const digits = BigInt.asUintN(bits, value)
    .toString(16)
    .padStart(size * 2, '0');
  const pairs = size === 0 ? [] : (digits.match(/../g) ?? []);
  const text = pairs.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('');
  return new Bytes(little ? backwards(text) : text);
}

/** `int.from_bytes(bytes, byteorder='big', *, signed=False)`, of bytes or of any iterable of ints. */
export function fromBytes(
  state: CallState,
  self: number | bigint | boolean,
  args: readonly Value[],
  kwargs: Kwargs,
): Value {
  const names = ['bytes', 'byteorder', 'signed'];
  const [source, byteorder, signed = false] = bound('from_bytes', names, args, kwargs);
  if (source === undefined) {
    throw raise('TypeError', "from_bytes() missing required argument 'bytes' (pos 1)");
  }
  const [isSigned, little] = [truthy(signed), isLittle('from_bytes', byteorder)];
  const given = bytesOf(state, source);
  const text = little ? backwards(given) : given;
  const digits = Array.from(text, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'));
  const value = text === '' ? 0n : BigInt(`0x${digits.join('')}`);
  const number = isSigned && text !== '' ? BigInt.asIntN(text.length * 8, value) : value;
  return typeof self === 'boolean' ? number !== 0n : int(number);
}

/** `bytes(x)` of what is not an int. */
function bytesOf(state: CallState, source: Value): string {
  if (source instanceof Bytes) return source.text;
  let text = '';
  const items = itemsOf(source);
  for (let next = items.next(); next.done !== true; next = items.next()) {
    state.meter.step();
    const code = Number(toIndex(next.value));
    if (code < 0 || code > 255) throw raise('ValueError', 'bytes must be in range(0, 256)');
    text += String.fromCharCode(code);
  }
  return text;
}

function itemsOf(source: Value): Iterator<Value> {
  const wrong = raise('TypeError', `cannot convert '${typeName(source)}' object to bytes`);
  if (isText(source)) throw wrong;
  try {
    return iterate(source);
  } catch (error) {
    throw isError(error, 'TypeError') ? wrong : error;
  }
}
