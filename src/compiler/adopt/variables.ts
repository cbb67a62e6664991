import type { Parts } from './parts.ts';

/** What variables hold. What a part of a template sets can be taken back: nothing is copied for it. */
export class Variables {
  readonly #held: Map<string, Parts> = new Map();
  /** What variables held that were set since something began whose sets are taken back. */
  #before: Map<string, Parts | undefined> | undefined;

  get(name: string): Parts | undefined {
    return this.#held.get(name);
  }

  has(name: string): boolean {
    return this.#held.has(name);
  }

  names(): Iterable<string> {
    return this.#held.keys();
  }

  set(name: string, parts: Parts): void {
    if (this.#before?.has(name) === false) this.#before.set(name, this.#held.get(name));
    this.#held.set(name, parts);
  }

  /** Runs something, takes back what it sets, and gives what it gives with what it has set. */
  inside<T>(run: () => T): { readonly result: T; readonly set: ReadonlyMap<string, Parts> } {
    const outer = this.#before;
    const before: Map<string, Parts | undefined> = new Map();
    this.#before = before;
    const result = run();
    const set = new Map<string, Parts>();
    for (const [name, parts] of before) {
      set.set(name, this.#held.get(name) ?? []);
      if (parts === undefined) this.#held.delete(name);
      else this.#held.set(name, parts);
    }
    this.#before = outer;
    return { result, set };
  }
}
