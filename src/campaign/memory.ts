/**
 * What was made of texts before, for whoever makes the same again and again while files change. Each name has one value and
 * what it was made of; `recall` gives that value as long as the same is handed in, and makes it anew otherwise. It cannot
 * grow: `turn` forgets the names that were not recalled since the last one.
 */
export class Memory {
  #now: Map<string, Remembered> = new Map();
  #before: ReadonlyMap<string, Remembered> = new Map();

  /** The value of a name, made anew where anything that it is made of is another thing or text than before. */
  recall<T>(name: string, madeOf: readonly unknown[], make: () => T): T {
    const known = this.#now.get(name) ?? this.#before.get(name);
    const isSame =
      known?.madeOf.length === madeOf.length &&
      known.madeOf.every((one, at) => Object.is(one, madeOf[at]));
    const remembered = isSame ? known : { madeOf, value: make() };
    this.#now.set(name, remembered);
    return remembered.value as T;
  }

  /** Begins another round: what is not recalled in it is forgotten with the next one. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  /** How many values are held. */
  get size(): number {
    return new Set([...this.#now.values(), ...this.#before.values()]).size;
  }
}

type Remembered = { readonly madeOf: readonly unknown[]; readonly value: unknown };
