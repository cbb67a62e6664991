import { ENTRY_WEIGHT, hashKey, unhashable } from './hash.ts';
import { meterOf, type Meter } from './meter.ts';
import { toArray } from './ops.ts';
import { Container, type Printer } from './print.ts';
import { PyObject, type CallState, type Order, type Value } from './types.ts';

/** A Python set. Its items keep the order of insertion here, where Python's order is arbitrary. */
export class PySet extends Container {
  private readonly members: Map<unknown, Value> = new Map();

  get typeName(): string {
    return 'set';
  }

  constructor(items: Iterable<Value> = [], meter?: Meter) {
    super();
    for (const item of items) this.add(item, meter);
  }

  /** Adds an item and tells whether it was new; raises TypeError for an unhashable one. */
  add(item: Value, meter?: Meter): boolean {
    const key = hashKey(item, meter);
    if (this.members.has(key)) return false;
    this.members.set(key, item);
    return true;
  }

  override print(printer: Printer): Printer {
    if (this.members.size === 0) return printer.write('set()');
    return printer.items(this, '{', this.members.values(), '}');
  }

  override weight(): number {
    return this.members.size * ENTRY_WEIGHT;
  }

  override iterate(): Iterator<Value> {
    return this.members.values();
  }

  override length(): number {
    return this.members.size;
  }

  override contains(value: Value, meter?: Meter): boolean {
    return this.members.has(hashKey(value, meter));
  }

  override equals(other: Value): boolean {
    if (!(other instanceof PySet) || other.members.size !== this.members.size) return false;
    return [...this.members.keys()].every((key) => other.members.has(key));
  }

  override ordered(other: Value, order: Order, meter?: Meter): boolean | undefined {
    return setsHold(this, other, order, meter);
  }

  override hashKey(): unknown {
    throw unhashable('set');
  }
}

/** What behaves as a set in `<` and `-`: sets, and the views of a dict's keys and items. */
type SetLike = PyObject & Required<Pick<PyObject, 'iterate' | 'length' | 'contains'>>;

/** Whether a value behaves as a set. */
export function isSetLike(value: Value): value is SetLike {
  return value instanceof PyObject && (value.type === 'set' || value.type === 'set view');
}

/** Sets are ordered by what they contain; undefined where the other is not a set. */
export function setsHold(
  a: SetLike,
  b: Value,
  order: Order,
  meter: Meter | undefined,
): boolean | undefined {
  if (!isSetLike(b)) return undefined;
  if (order === '>' || order === '>=') return setsHold(b, a, order === '>' ? '<' : '<=', meter);
  if (a.length() > b.length() || (order === '<' && a.length() === b.length())) return false;
  meter?.read(a.weight());
  return toArray(a).every((item) => b.contains(item, meter));
}

/** The items of one iterable that are not in the other. */
export function difference(a: Value, b: Value, state: CallState | undefined): PySet {
  const meter = meterOf(state);
  const left = new PySet(toArray(a, meter), meter);
  const taken = new PySet(toArray(b, meter), meter);
  return new PySet(toArray(left, meter).filter((item) => !taken.contains(item, meter)));
}
