type Waiting<Item, Result> = {
  readonly item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
};

/** So many items are worked on at once. */
const MOST = 500;

/**
 * Gathers items while the ones before them are worked on, so that a store has one transaction for many. Items are worked on in the
 * order in which they were added; an error is that of every item of its batch.
 */
export class Batches<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private isWorking = false;
  private readonly work: (items: readonly Item[]) => Promise<readonly Result[]>;

  constructor(work: (items: readonly Item[]) => Promise<readonly Result[]>) {
    this.work = work;
  }

  /** What became of an item. */
  async add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.isWorking) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.isWorking = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MOST);
      try {
        // oxlint-disable-next-line no-await-in-loop -- one batch after the other
        const results = await this.work(batch.map(({ item }) => item));
        for (const [index, one] of batch.entries()) one.resolve(results[index] as Result);
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    this.isWorking = false;
  }
}
