/** What the page was told: an answer that is the one of before is not sent, nor drawn, again. */
export class Told {
  readonly #last: Map<string, string> = new Map();
  #rows: Map<number, string> = new Map();

  /** The data, or undefined where the page has the same under that name. */
  news<T>(name: string, data: T): T | undefined {
    const text = JSON.stringify(data);
    if (this.#last.get(name) === text) return undefined;
    this.#last.set(name, text);
    return data;
  }

  /** Whether the row at a position is another one than the page has. */
  isNewRow(at: number, { name, status, summary }: Row): boolean {
    const text = [name, status, summary].join('\n');
    if (this.#rows.get(at) === text) return false;
    this.#rows.set(at, text);
    return true;
  }

  /** The page has no rows any more, since the users are others. */
  forgetRows(): void {
    this.#rows = new Map();
  }
}

type Row = { readonly name: string; readonly status: string; readonly summary: string };
