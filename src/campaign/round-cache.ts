/**
 * What was made of files before, for rounds that read the same files again, as `preview --watch` does. Each name has one
 * value and what it was made of. It keeps whatever the last two rounds asked for: a bound as that of `Cache` would lose each
 * user of a larger campaign before the next round asks for it.
 */
export class RoundCache {
  #now: Map<string, Made> = new Map();
  #before: ReadonlyMap<string, Made> = new Map();

  /** The value of a name, made again where anything that it is made of is another thing or text than before. */
  recall<T>(name: string, madeOf: readonly unknown[], make: () => T): T {
    const known = this.#now.get(name) ?? this.#before.get(name);
    const isSame =
      known?.madeOf.length === madeOf.length &&
      known.madeOf.every((one, at) => Object.is(one, madeOf[at]));
    const made = isSame ? known : { madeOf, value: make() };
    this.#now.set(name, made);
    return made.value as T;
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

type Made = { readonly madeOf: readonly unknown[]; readonly value: unknown };
