import { tupleKey } from './hash.ts';
import { backwards, type PyIterator } from './iterator.ts';
import type { Meter } from './meter.ts';
import { itemsHold } from './order.ts';
import { itemAt, picked } from './positions.ts';
import { Container, type Printer } from './print.ts';
import { equalItems, hasItem } from './protocol.ts';
import { joinItems, onlyConcatenate, repeatItems } from './repeat.ts';
import type { CallState, Order, Value } from './types.ts';

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

  override item(key: Value): Value {
    return itemAt(this.items, key, 'tuple');
  }

  override slice(start: Value, stop: Value, step: Value, meter?: Meter): Tuple {
    return new Tuple(picked(this.items, start, stop, step, meter));
  }

  override iterate(): Iterator<Value> {
    return this.items[Symbol.iterator]();
  }

  override reversed(): PyIterator {
    return backwards('reversed', this.items);
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

  override ordered(other: Value, order: Order, meter?: Meter): boolean | undefined {
    return other instanceof Tuple ? itemsHold(this.items, other.items, order, meter) : undefined;
  }

  override plus(other: Value, state?: CallState): Tuple {
    if (other instanceof Tuple) return new Tuple(joinItems(this.items, other.items, state));
    throw onlyConcatenate('tuple', other);
  }

  override repeat(times: number | bigint | boolean, state?: CallState): Tuple {
    return new Tuple(repeatItems(this.items, times, state));
  }

  override hashKey(meter?: Meter): unknown {
    return tupleKey(this.items, meter) ?? this;
  }
}
