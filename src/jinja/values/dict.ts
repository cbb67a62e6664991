import { raise, type PyError } from '../errors.ts';
import { ENTRY_WEIGHT, hashKey, stringKey, unhashable } from './hash.ts';
import { PyIterator } from './iterator.ts';
import { Meter } from './meter.ts';
import type { Python2 } from './python-rules.ts';
import { Container, repr, type Printer } from './print.ts';
import { same } from './protocol.ts';
import { Tuple } from './tuple.ts';
import type { Value } from './types.ts';

/** Which part of a dict a view shows. */
export type DictViewKind = 'keys' | 'values' | 'items';

/** A Python dict: keeps the order of insertion, takes any hashable key, and finds `1`, `1.0` and `True` under one key. */
export class Dict extends Container {
  get typeName(): string {
    return 'dict';
  }

  /** Values by `hashKey` of their key. */
  private map: Map<unknown, Value>;
  /** The map is that of another dict, too: what changes one takes a copy first. */
  private isShared = false;
  /** The keys that differ from their hashKey, by it: the first one set is the one that is printed. */
  private originals: Map<unknown, Value> | undefined;
  /** The hashKeys in order, once the last one was asked for, and as long as keys come and go at the end only. */
  private order: unknown[] | undefined;
  /** How often it was changed so far: what was read before holds as long as this stays the same. */
  changes = 0;

  constructor(map: Map<unknown, Value> = new Map()) {
    super();
    this.map = map;
  }

  /** A dict of those pairs; a later pair overwrites the value of an earlier one. */
  static of(entries: Iterable<readonly [Value, Value]>, meter?: Meter): Dict {
    const dict = new Dict();
    for (const [key, value] of entries) dict.set(key, value, meter);
    const python2 = meter?.python2;
    return python2 === undefined ? dict : dict.inOrder(python2);
  }

  /** The same for keys and values in turns, for which generated code makes one array and not one for each pair. */
  static flat(items: readonly Value[], meter: Meter): Dict {
    const dict = new Dict();
    dict.put(items, meter);
    const { python2 } = meter;
    return python2 === undefined ? dict : dict.inOrder(python2);
  }

  /** Sets keys to values, which come in turns. */
  put(items: readonly Value[], meter: Meter): void {
    for (let at = 0; at + 1 < items.length; at += 2)
      this.set(items[at] as Value, items[at + 1] as Value, meter);
  }

  /** The same in the order in which Python 2 walks over it. */
  private inOrder(python2: Python2): Dict {
    const entries = [...this.entries()];
    const order = python2.keyOrder(entries.map(([key]) => key));
    return order === undefined ? this : Dict.of(order.flatMap((at) => entries.slice(at, at + 1)));
  }

  /** A new dict that is equal to this one, and costs nothing until it is changed. This one may not be changed any more. */
  share(): Dict {
    const dict = new Dict(this.map);
    dict.originals = this.originals;
    dict.isShared = true;
    return dict;
  }

  /** Takes a copy of what is shared. */
  private own(): void {
    this.map = new Map(this.map);
    this.originals &&= new Map(this.originals);
    this.isShared = false;
  }

  /** How many keys there are. */
  get size(): number {
    return this.map.size;
  }

  /** The value under a key, or undefined; raises TypeError for an unhashable key. */
  get(key: Value, meter?: Meter): Value | undefined {
    if (typeof key === 'number') return this.map.get(key);
    return this.map.get(typeof key === 'string' ? stringKey(key) : hashKey(key, meter));
  }

  /** The value under a string key, or undefined: the fastest way in. */
  getString(key: string): Value | undefined {
    const value = this.map.get(key);
    return value === undefined || key.charCodeAt(0) === 0 ? this.map.get(stringKey(key)) : value;
  }

  /** `dict[key] = value`; raises TypeError for an unhashable key. */
  set(key: Value, value: Value, meter?: Meter): this {
    if (this.isShared) this.own();
    this.changes += 1;
    const hash = hashKey(key, meter);
    if (hash !== key && !this.map.has(hash)) {
      this.originals ??= new Map();
      this.originals.set(hash, key);
    }
    if (this.order !== undefined && !this.map.has(hash)) this.order.push(hash);
    this.map.set(hash, value);
    return this;
  }

  /** `key in dict`; raises TypeError for an unhashable key. */
  has(key: Value, meter?: Meter): boolean {
    return this.map.has(hashKey(key, meter));
  }

  /** Takes a key out; false where it is not there. */
  delete(key: Value, meter?: Meter): boolean {
    if (this.isShared) this.own();
    this.changes += 1;
    const hash = hashKey(key, meter);
    this.originals?.delete(hash);
    if (this.order !== undefined && this.order.at(-1) === hash) this.order.pop();
    else if (this.map.has(hash)) this.order = undefined;
    return this.map.delete(hash);
  }

  /** Takes all keys out. */
  clear(): void {
    if (this.isShared) this.own();
    this.changes += 1;
    this.map.clear();
    this.originals = undefined;
    this.order = undefined;
  }

  /** The keys in order, as they are now; for a loop of a template use `iterate`. */
  keys(): IterableIterator<Value> {
    if (this.originals === undefined) return this.map.keys() as IterableIterator<Value>;
    return Array.from(this.map.keys(), (hash) => this.original(hash)).values();
  }

  /** The values in order. */
  values(): IterableIterator<Value> {
    return this.map.values();
  }

  /** Keys with their values in order. */
  entries(): IterableIterator<[Value, Value]> {
    if (this.originals === undefined) {
      return this.map.entries() as IterableIterator<[Value, Value]>;
    }
    const pair = ([hash, value]: [unknown, Value]): [Value, Value] => [this.original(hash), value];
    return Array.from(this.map, pair).values();
  }

  /** Keys, values or entries from the last to the first: raises RuntimeError when the dict has grown or shrunk meanwhile. */
  *backwards(part: DictViewKind, meter?: Meter): Generator<Value, void, undefined> {
    const { size } = this.map;
    if (this.order === undefined) meter?.read(this.weight());
    const order = (this.order ??= [...this.map.keys()]);
    for (let at = size - 1; at >= 0; at -= 1) {
      if (this.map.size !== size) throw changedSize();
      const hash = order[at];
      const value = this.map.get(hash) ?? null;
      if (part === 'values') yield value;
      else yield part === 'keys' ? this.original(hash) : new Tuple([this.original(hash), value]);
    }
  }

  private original(hash: unknown): Value {
    const original = this.originals?.get(hash);
    return original === undefined ? (hash as Value) : original;
  }

  /** Iterates for a template: raises RuntimeError when the dict has grown or shrunk since the walk began. */
  walk(part: DictViewKind): Iterator<Value> {
    // A walk sees what is changed meanwhile.
    if (this.isShared) this.own();
    return new DictWalk(this.map, this.originals, part);
  }

  override print(printer: Printer): Printer {
    const entry = ([key, value]: [Value, Value]): void => {
      printer.value(key).write(': ').value(value);
    };
    return printer.members(this, '{', this.entries(), entry, '}', '{...}');
  }

  override weight(): number {
    return this.map.size * ENTRY_WEIGHT;
  }

  override truthy(): boolean {
    return this.map.size > 0;
  }

  override item(key: Value, meter?: Meter): Value {
    const value = this.get(key, meter);
    if (value === undefined) throw raise('KeyError', repr(key));
    return value;
  }

  override iterate(): Iterator<Value> {
    return this.walk('keys');
  }

  override reversed(meter: Meter): PyIterator {
    return new PyIterator('dict_reversekeyiterator', this.backwards('keys', meter));
  }

  override length(): number {
    return this.map.size;
  }

  override contains(value: Value, meter?: Meter): boolean {
    return this.has(value, meter);
  }

  override equals(other: Value, meter: Meter = new Meter()): boolean {
    if (this === other) return true;
    if (!(other instanceof Dict) || other.map.size !== this.map.size) return false;
    for (const [hash, value] of this.map) {
      meter.step();
      const there = other.map.get(hash);
      if (there === undefined || !same(value, there, meter)) return false;
    }
    return true;
  }

  override hashKey(): unknown {
    throw unhashable('dict');
  }
}

function changedSize(): PyError {
  return raise('RuntimeError', 'dictionary changed size during iteration');
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

class DictWalk implements Iterator<Value> {
  private readonly map: ReadonlyMap<unknown, Value>;
  private readonly originals: ReadonlyMap<unknown, Value> | undefined;
  private readonly part: DictViewKind;
  private readonly size: number;
  private readonly entries: Iterator<[unknown, Value]>;
  /** A walk that came to its end stays there, whatever is put into the dict behind it. */
  private isDone = false;

  constructor(
    map: ReadonlyMap<unknown, Value>,
    originals: ReadonlyMap<unknown, Value> | undefined,
    part: DictViewKind,
  ) {
    this.map = map;
    this.originals = originals;
    this.part = part;
    this.size = map.size;
    this.entries = map.entries();
  }

  next(): IteratorResult<Value, undefined> {
    if (this.isDone) return DONE;
    const step = this.entries.next();
    if (this.map.size !== this.size) throw changedSize();
    this.isDone = step.done === true;
    if (step.done === true) return DONE;
    const [hash, value] = step.value;
    if (this.part === 'values') return { done: false, value };
    const original = this.originals?.get(hash);
    const key = original === undefined ? (hash as Value) : original;
    return { done: false, value: this.part === 'keys' ? key : new Tuple([key, value]) };
  }
}
