import { Dict } from './dict.ts';
import type { Value } from './py-object.ts';
import { Tuple } from './tuple.ts';
import { PyFloat, textOf } from './types.ts';

/** Arithmetic of C's `long`, 64 bits. */
const BITS = 64;
const MULTIPLIER = 1_000_003n;
const DIGITS = 2n ** 64n - 1n;

/**
 * The order in which CPython 2.7 walks over a dict that these keys were put into one after the other, as positions among them;
 * undefined where it cannot be told: None and other objects are hashed by their address.
 */
export function keyOrder(keys: readonly unknown[]): readonly number[] | undefined {
  const hashes = keys.map((key) => hashOf(key as Value));
  if (!hashes.every((hash) => hash !== undefined)) return undefined;
  let table = new HashTable(8);
  for (const at of hashes.keys()) {
    table.put(at, hashes);
    const used = at + 1;
    if (used * 3 < table.size * 2) continue;
    const grown = new HashTable(sizeOver(used * (used > 50_000 ? 2 : 4)));
    for (const known of table.order) grown.put(known, hashes);
    table = grown;
  }
  return table.order;
}

/** A copy of data in which every dict is in the order that CPython 2.7 walks over it. */
export function inPython2Order(value: Value): Value {
  if (Array.isArray(value)) return value.map(inPython2Order);
  if (value instanceof Tuple) return new Tuple(value.items.map(inPython2Order));
  if (!(value instanceof Dict)) return value;
  const entries = [...value.entries()].map(([key, one]) => [key, inPython2Order(one)] as const);
  const order = keyOrder(entries.map(([key]) => key));
  if (order === undefined) return Dict.of(entries);
  return Dict.of(order.flatMap((at) => entries.slice(at, at + 1)));
}

/** The open addressing of CPython's dicts: positions of keys in slots. */
class HashTable {
  readonly size: number;
  private readonly slots: (number | undefined)[];

  constructor(size: number) {
    this.size = size;
    this.slots = Array.from({ length: size });
  }

  get order(): readonly number[] {
    return this.slots.filter((slot) => slot !== undefined);
  }

  put(at: number, hashes: readonly bigint[]): void {
    const mask = BigInt(this.size - 1);
    let perturb = BigInt.asUintN(BITS, hashes[at] ?? 0n);
    let index = perturb;
    while (this.slots[Number(index & mask)] !== undefined) {
      index = BigInt.asUintN(BITS, (index << 2n) + index + perturb + 1n);
      perturb >>= 5n;
    }
    this.slots[Number(index & mask)] = at;
  }
}

function sizeOver(used: number): number {
  let size = 8;
  while (size <= used) size *= 2;
  return size;
}

/** `hash(key)` of CPython 2.7; undefined where that is an address. */
function hashOf(key: Value): bigint | undefined {
  const text = textOf(key);
  if (text !== undefined) return settled(hashOfText(text));
  if (typeof key === 'boolean' || typeof key === 'number') return settled(BigInt(Number(key)));
  if (typeof key === 'bigint') return settled(hashOfLong(key));
  if (key instanceof PyFloat) return settled(hashOfFloat(key.value));
  return key instanceof Tuple ? hashOfTuple(key.items) : undefined;
}

/** No hash is -1: that says that there is an error. */
function settled(hash: bigint): bigint {
  const signed = BigInt.asIntN(BITS, hash);
  return signed === -1n ? -2n : signed;
}

function hashOfText(text: string): bigint {
  const codes = Array.from(text, (char) => BigInt(char.codePointAt(0) ?? 0));
  const [first] = codes;
  if (first === undefined) return 0n;
  let hash = first << 7n;
  for (const code of codes) hash = BigInt.asUintN(BITS, MULTIPLIER * hash) ^ code;
  return hash ^ BigInt(codes.length);
}

function hashOfLong(value: bigint): bigint {
  if (BigInt.asIntN(BITS, value) === value) return value;
  return value < 0n ? -(-value % DIGITS) : value % DIGITS;
}

function hashOfFloat(value: number): bigint {
  if (Number.isInteger(value)) return hashOfLong(BigInt(value));
  if (!Number.isFinite(value)) return value > 0 ? 314_159n : value < 0 ? -271_828n : 0n;
  const exponent = Math.floor(Math.log2(Math.abs(value))) + 1;
  const scaled = (value / 2 ** exponent) * 2 ** 31;
  const high = Math.trunc(scaled);
  const low = Math.trunc((scaled - high) * 2 ** 31);
  return BigInt(high) + BigInt(low) + (BigInt(exponent) << 15n);
}

function hashOfTuple(items: readonly Value[]): bigint | undefined {
  let hash = 0x34_56_78n;
  let multiplier = MULTIPLIER;
  for (const [at, item] of items.entries()) {
    const own = hashOf(item);
    if (own === undefined) return undefined;
    const left = BigInt(items.length - at - 1);
    hash = BigInt.asUintN(BITS, (hash ^ BigInt.asUintN(BITS, own)) * multiplier);
    multiplier = BigInt.asUintN(BITS, multiplier + 82_520n + left + left);
  }
  return settled(hash + 97_531n);
}
