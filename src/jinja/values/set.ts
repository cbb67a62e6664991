import { hashKey, unhashable } from './hash.ts';
import { Container, reprOfItems } from './protocol.ts';
import type { Value } from './types.ts';

/** A Python set. Its items keep the order of insertion here, where Python's order is arbitrary. */
export class PySet extends Container {
  private readonly members: Map<unknown, Value> = new Map();

  get typeName(): string {
    return 'set';
  }

  constructor(items: Iterable<Value> = []) {
    super();
    for (const item of items) this.add(item);
  }

  /** Adds an item and tells whether it was new; raises TypeError for an unhashable one. */
  add(item: Value): boolean {
    const key = hashKey(item);
    if (this.members.has(key)) return false;
    this.members.set(key, item);
    return true;
  }

  override reprWithin(seen: readonly object[]): string {
    if (this.members.size === 0) return 'set()';
    return `{${reprOfItems(this.members.values(), [...seen, this])}}`;
  }

  override iterate(): Iterator<Value> {
    return this.members.values();
  }

  override length(): number {
    return this.members.size;
  }

  override contains(value: Value): boolean {
    return this.members.has(hashKey(value));
  }

  override equals(other: Value): boolean {
    if (!(other instanceof PySet) || other.members.size !== this.members.size) return false;
    return [...this.members.keys()].every((key) => other.members.has(key));
  }

  override hashKey(): unknown {
    throw unhashable('set');
  }
}
