import type { Dict, DictViewKind } from './dict.ts';
import { compared, equal, Container, reprOfItems, same, type Comparison } from './protocol.ts';
import { unhashable } from './hash.ts';
import { Tuple } from './tuple.ts';
import type { Value } from './types.ts';

/** `dict_keys`, `dict_values` or `dict_items`: shows the dict as it is at each moment. */
export class DictView extends Container {
  readonly dict: Dict;
  readonly kind: DictViewKind;

  get typeName(): string {
    return `dict_${this.kind}`;
  }

  constructor(dict: Dict, kind: DictViewKind) {
    super();
    this.dict = dict;
    this.kind = kind;
  }

  /** The members as they are now, without a guard against changes. */
  members(): Value[] {
    if (this.kind === 'keys') return [...this.dict.keys()];
    if (this.kind === 'values') return [...this.dict.values()];
    return Array.from(this.dict.entries(), (pair) => new Tuple(pair));
  }

  override reprWithin(seen: readonly object[]): string {
    if (seen.includes(this)) return '...';
    return `${this.typeName}([${reprOfItems(this.members(), [...seen, this])}])`;
  }

  override iterate(): Iterator<Value> {
    return this.dict.walk(this.kind);
  }

  override length(): number {
    return this.dict.size;
  }

  override contains(value: Value): boolean {
    if (this.kind === 'keys') return this.dict.has(value);
    if (this.kind === 'values') return this.members().some((member) => same(member, value));
    if (!(value instanceof Tuple) || value.items.length !== 2) return false;
    const [key, wanted] = value.items as readonly [Value, Value];
    const found = this.dict.get(key);
    return found !== undefined && same(found, wanted);
  }

  override equals(other: Value, comparison: Comparison = { items: 0 }): boolean {
    if (this === other) return true;
    if (!(other instanceof DictView) || this.kind === 'values' || other.kind === 'values') {
      return false;
    }
    const isSame = (a: Value, b: Value): boolean => {
      compared(comparison);
      return equal(a, b, comparison);
    };
    const [mine, theirs] = [this.members(), other.members()];
    return (
      mine.length === theirs.length &&
      mine.every((member) => theirs.some((candidate) => isSame(member, candidate)))
    );
  }

  override hashKey(): unknown {
    if (this.kind === 'values') return this;
    throw unhashable(this.typeName);
  }
}
