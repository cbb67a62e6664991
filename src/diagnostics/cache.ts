/**
 * Values that take long to make, by key. At most `most` are kept: where there is one more, the one that was not asked for
 * the longest goes.
 */
export class Cache<V extends object> {
  readonly #values: Map<string, V> = new Map<string, V>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** The value of a key, or undefined. */
  get(key: string): V | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /** Keeps a value as the one that was asked for last. */
  set(key: string, value: V): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#most) return;
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      break;
    }
  }

  /** The value of a key, made where there is none. What cannot be made is not kept. */
  recall(key: string, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }

  /** How many values are kept. */
  get size(): number {
    return this.#values.size;
  }
}
