import type { Dict, DictViewKind } from './dict.ts';
import { PyIterator } from './iterator.ts';
import { Meter } from './meter.ts';
import { Container, type Printer } from './print.ts';
import { hasItem, same } from './protocol.ts';
import { unhashable } from './hash.ts';
import { setsHold } from './set.ts';
import { Tuple } from './tuple.ts';
import type { Order, Value } from './types.ts';

/** `dict_keys`, `dict_values` or `dict_items`: shows the dict as it is at each moment. */
export class DictView extends Container {
  readonly dict: Dict;
  readonly kind: DictViewKind;

  get typeName(): string {
    return `dict_${this.kind}`;
  }

  override get type(): string {
    return this.kind === 'values' ? 'values view' : 'set view';
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

  override print(printer: Printer): Printer {
    return printer.items(this, `${this.typeName}([`, this.members(), '])', '...');
  }

  override weight(): number {
    return this.dict.weight();
  }

  override iterate(): Iterator<Value> {
    return this.dict.walk(this.kind);
  }

  override reversed(meter: Meter): PyIterator {
    const kind = { keys: 'key', values: 'value', items: 'item' }[this.kind];
    return new PyIterator(`dict_reverse${kind}iterator`, this.dict.backwards(this.kind, meter));
  }

  override length(): number {
    return this.dict.size;
  }

  override contains(value: Value, meter?: Meter): boolean {
    if (this.kind === 'keys') return this.dict.has(value, meter);
    if (this.kind === 'values') return hasItem(this.dict.values(), value, meter);
    if (!(value instanceof Tuple) || value.items.length !== 2) return false;
    const [key, wanted] = value.items as readonly [Value, Value];
    const found = this.dict.get(key, meter);
    return found !== undefined && same(found, wanted, meter);
  }

  override equals(other: Value, meter: Meter = new Meter()): boolean {
    if (this === other) return true;
    if (!(other instanceof DictView) || this.kind === 'values' || other.kind === 'values') {
      return false;
    }
    if (this.dict.size !== other.dict.size) return false;
    meter.read(this.weight());
    return this.members().every((member) => other.contains(member, meter));
  }

  override ordered(other: Value, order: Order, meter?: Meter): boolean | undefined {
    return this.kind === 'values' ? undefined : setsHold(this, other, order, meter);
  }

  override hashKey(): unknown {
    if (this.kind === 'values') return this;
    throw unhashable(this.typeName);
  }
}
