import { iterate } from '../values/ops.ts';
import type { Value } from '../values/types.ts';

/** Items one by one; undefined at the end (no value of a template is undefined). */
export type Cursor = { next(): Value | undefined };

/** Reads a list while it may still change, as Python's list iterator does. */
class ListCursor implements Cursor {
  private readonly items: readonly Value[];
  private at = 0;

  constructor(items: readonly Value[]) {
    this.items = items;
  }

  next(): Value | undefined {
    if (this.at >= this.items.length) return undefined;
    this.at += 1;
    return this.items[this.at - 1];
  }
}

class IteratorCursor implements Cursor {
  private readonly iterator: Iterator<Value>;

  constructor(iterator: Iterator<Value>) {
    this.iterator = iterator;
  }

  next(): Value | undefined {
    const result = this.iterator.next();
    return result.done === true ? undefined : result.value;
  }
}

/** The items of a value; raises TypeError where it cannot be iterated. */
export function cursor(value: Value): Cursor {
  return Array.isArray(value) ? new ListCursor(value) : new IteratorCursor(iterate(value));
}
