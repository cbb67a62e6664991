import { textOfRow, type Row } from './class-table.ts';

/** So many rows are remembered by their values. */
const MOST = 50_000;
/** After so many rows of which fewer than one in ten was known, none is looked up: most exports have a key that no two rows share. */
const TRIAL = 1000;

/** What was found out about rows, by their values. */
export class KnownRows<T> {
  private readonly found: Map<string, T> = new Map();
  private asked = 0;
  private met = 0;

  /** What is known of a row; `make` finds it out where nothing is. */
  recall(row: Row, make: () => T): T {
    if (this.asked >= TRIAL && this.met * 10 < this.asked) return make();
    this.asked += 1;
    const values = textOfRow(row);
    const known = this.found.get(values);
    if (known !== undefined) {
      this.met += 1;
      return known;
    }
    const made = make();
    if (this.found.size < MOST) this.found.set(values, made);
    return made;
  }
}
