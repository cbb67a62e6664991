import { Tuple } from '../values/tuple.ts';
import type { CallState, Value } from '../values/types.ts';

/** A group that the filter `groupby` makes: a tuple of the value and its items that also answers to `grouper` and `list`. */
export class GroupTuple extends Tuple {
  override get typeName(): string {
    return '_GroupTuple';
  }

  override moduleName(): string {
    return 'jinja2.filters';
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    if (name === 'grouper') return this.items[0];
    return name === 'list' ? this.items[1] : undefined;
  }
}
