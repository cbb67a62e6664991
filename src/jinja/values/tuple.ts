import { tupleKey } from './hash.ts';
import type { Meter } from './meter.ts';
import { Container, type Printer } from './print.ts';
import { equalItems, hasItem } from './protocol.ts';
import type { Value } from './types.ts';

/** A Python tuple. */
export class Tuple extends Container {
  get typeName(): string {
    return 'tuple';
  }

  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }

  override print(printer: Printer): Printer {
    const end = this.items.length === 1 ? ',)' : ')';
    return printer.items(this, '(', this.items, end, '(...)');
  }

  override truthy(): boolean {
    return this.items.length > 0;
  }

  override iterate(): Iterator<Value> {
    return this.items[Symbol.iterator]();
  }

  override length(): number {
    return this.items.length;
  }

  override weight(): number {
    return this.items.length;
  }

  override contains(value: Value, meter?: Meter): boolean {
    return hasItem(this.items, value, meter);
  }

  override equals(other: Value, meter?: Meter): boolean {
    if (this === other) return true;
    return other instanceof Tuple && equalItems(this.items, other.items, meter);
  }

  override hashKey(meter?: Meter): unknown {
    return tupleKey(this.items, meter) ?? this;
  }
}
