import { ENTRY_WEIGHT, hashKey, unhashable } from './hash.ts';
import type { Meter } from './meter.ts';
import { Container, type Printer } from './print.ts';
import type { Value } from './types.ts';

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

  override hashKey(): unknown {
    throw unhashable('set');
  }
}
