import { tupleKey } from './hash.ts';
import { Container, equalItems, reprWithin, same } from './protocol.ts';
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
    const inner = [...seen, this];
    const parts = this.items.map((item) => reprWithin(item, inner));
    return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`;
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

  override equals(other: Value): boolean {
    return this === other || (other instanceof Tuple && equalItems(this.items, other.items));
  }

  override hashKey(): unknown {
    return tupleKey(this.items) ?? this;
  }
}
