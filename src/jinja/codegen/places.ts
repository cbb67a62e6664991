import type { Place } from '../syntax/nodes.ts';

/** The places of a template that its code names by number: for each the line that Python counts it to, start and end. */
export class Places {
  /** Three numbers a place. */
  readonly table: number[] = [];
  private readonly numbers: Map<string, number> = new Map();

  /** The number of a place. */
  number({ start, end }: Place, lineno: number): number {
    const key = `${lineno} ${start} ${end}`;
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(key, number);
      this.table.push(lineno, start, end);
    }
    return number;
  }
}
