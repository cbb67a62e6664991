import { ADDRESS, PyObject, type Value } from './types.ts';

/** An iterator or generator: gives each item once (`generator`, `list_reverseiterator`, `map` …). */
export class PyIterator extends PyObject {
  readonly typeName: string;
  /** The items still to come. */
  readonly iterator: Iterator<Value>;
  private readonly reprName: string | undefined;

  /** `reprName` is the function that a generator comes from: `<generator object sync_do_map at 0x…>`. */
  constructor(typeName: string, iterator: Iterator<Value>, reprName?: string) {
    super();
    this.typeName = typeName;
    this.iterator = iterator;
    this.reprName = reprName;
  }

  override repr(): string {
    const what = this.reprName === undefined ? '' : ` ${this.reprName}`;
    return `<${this.typeName} object${what} at ${ADDRESS}>`;
  }

  override iterate(): Iterator<Value> {
    return this.iterator;
  }
}

/** `reversed(x)` of what holds its items in an array. */
export function backwards(type: string, items: readonly Value[]): PyIterator {
  return new PyIterator(type, fromEnd(items));
}

function* fromEnd(items: readonly Value[]): Generator<Value, void, undefined> {
  for (let index = items.length - 1; index >= 0; index--) yield items[index] as Value;
}
