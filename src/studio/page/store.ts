/** State that is replaced in parts, and those who want to know of it. Listeners are called once for all changes of a moment. */
export class Store<State extends object> {
  #state: State;
  readonly #listeners: Set<(state: State, changed: ReadonlySet<keyof State>) => void> = new Set();
  #changed: Set<keyof State> = new Set();
  #isWaiting = false;

  constructor(state: State) {
    this.#state = state;
  }

  /** The state of now. */
  get state(): State {
    return this.#state;
  }

  /** Puts values in the place of those of the same names. */
  set(next: Partial<State>): void {
    for (const key of Object.keys(next) as (keyof State)[])
      if (!Object.is(next[key], this.#state[key])) this.#changed.add(key);
    this.#state = { ...this.#state, ...next };
    if (this.#isWaiting || this.#changed.size === 0) return;
    this.#isWaiting = true;
    queueMicrotask(() => this.#tell());
  }

  /** Calls a listener after changes, with the names of what is another value now. */
  listen(listener: (state: State, changed: ReadonlySet<keyof State>) => void): void {
    this.#listeners.add(listener);
  }

  #tell(): void {
    const changed = this.#changed;
    this.#changed = new Set();
    this.#isWaiting = false;
    for (const listener of this.#listeners) listener(this.#state, changed);
  }
}
