import type { Place } from '../syntax/nodes.ts';

/** 64 M characters, more than a template has: two offsets below it fit into one exact number. */
const LONGEST = 2 ** 26;

/** The places of a template that its code names by number: for each the line that Python counts it to, start and end. */
export class Places {
  /** Three numbers a place. */
  readonly table: number[] = [];
  /** By line, then by the offsets as one number. */
  private readonly numbers: Map<number, Map<number, number>> = new Map();

  /** The number of a place. */
  number({ start, end }: Place, lineno: number): number {
    let onLine = this.numbers.get(lineno);
    if (onLine === undefined) {
      onLine = new Map();
      this.numbers.set(lineno, onLine);
    }
    const key = start * LONGEST + end;
    let number = onLine.get(key);
    if (number === undefined) {
      number = this.table.length / 3;
      onLine.set(key, number);
      this.table.push(lineno, start, end);
    }
    return number;
  }
}
