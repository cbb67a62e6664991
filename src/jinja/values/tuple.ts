import { tupleKey } from './hash.ts';
import { Container, equalItems, reprOfItems, same, type Comparison } from './protocol.ts';
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

  override reprWithin(seen: readonly object[]): string {
    if (seen.includes(this)) return '(...)';
    const items = reprOfItems(this.items, [...seen, this]);
    return this.items.length === 1 ? `(${items},)` : `(${items})`;
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

  override contains(value: Value): boolean {
    return this.items.some((item) => same(item, value));
  }

  override equals(other: Value, comparison?: Comparison): boolean {
    if (this === other) return true;
    return other instanceof Tuple && equalItems(this.items, other.items, comparison);
  }

  override hashKey(): unknown {
    return tupleKey(this.items) ?? this;
  }
}
