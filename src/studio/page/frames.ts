/** How long a page that is not in sight, for which the browser draws no frames, waits instead, in milliseconds. */
const HIDDEN = 100;

/** Collects what comes in and hands it over once a frame, so that the page is drawn once for all of it. */
export class Frames<T> {
  readonly #take: (all: readonly T[]) => void;
  #waiting: T[] = [];

  constructor(take: (all: readonly T[]) => void) {
    this.#take = take;
  }

  /** Hands it over with the next frame. */
  add(one: T): void {
    this.#waiting.push(one);
    if (this.#waiting.length > 1) return;
    if (document.hidden) setTimeout(() => this.#hand(), HIDDEN);
    else {
      // The page may be hidden before its next frame.
      const late = setTimeout(() => this.#hand(), HIDDEN);
      requestAnimationFrame(() => {
        clearTimeout(late);
        this.#hand();
      });
    }
  }

  #hand(): void {
    const all = this.#waiting;
    this.#waiting = [];
    if (all.length > 0) this.#take(all);
  }
}
