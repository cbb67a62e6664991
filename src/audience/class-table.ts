import { repr, type Value } from '../jinja/index.ts';
import { codeOf, type Coder } from './classify.ts';
import type { AttributeFeatures } from './features.ts';
import { ColumnCodes } from './column-codes.ts';
import type { Batch } from './read/batch.ts';
import { valueAt, type ColumnValues } from './read/columns.ts';

/** The values of a user, in the order of the columns that are read. */
export type Row = readonly (Value | undefined)[];

/** So many users of a class are rendered. */
const REPRESENTATIVES = 3;

/** Classes of users: how many each has, its first ones, and the place of the first of all in the export. */
type UserClass = { users: number; first: number; readonly examples: Row[] };

/** What one step of the tree of classes looks at: some attributes whose codes make one number below `STEP`. */
type Step = readonly { readonly at: number; readonly codes: ColumnCodes }[];

const STEP = 2 ** 26;

/**
 * Users grouped by the features of their attributes. The codes of the attributes are the way through a tree whose leaves are classes; they
 * are numbered in the order in which they come up.
 */
export class ClassTable {
  readonly classes: UserClass[] = [];
  private readonly coders: readonly Coder[];
  private readonly steps: readonly Step[];
  private readonly trees: readonly Map<number, number>[];

  /** The attributes are the first columns, in their order. */
  constructor(attributes: readonly AttributeFeatures[]) {
    this.coders = attributes.map(codeOf);
    this.steps = stepsOf(this.coders);
    this.trees = this.steps.map(() => new Map<number, number>());
  }

  /** Counts the users of a batch and gives the number of each one's class; `placeOf` is the place of a row in the export. */
  add(batch: Batch, placeOf: (row: number) => number): Int32Array {
    const found = this.numbersOf(batch);
    for (let row = 0; row < batch.size; row += 1) {
      const known = this.classes[found[row] ?? 0];
      if (known === undefined) continue;
      if (known.users === 0) known.first = placeOf(row);
      known.users += 1;
      if (known.examples.length < REPRESENTATIVES) known.examples.push(keptRow(batch, row));
    }
    return found;
  }

  /** The number of the class of each user of a batch; new classes have no users yet. */
  numbersOf({ size, columns }: Batch): Int32Array {
    const numbers = new Int32Array(size);
    for (const [at, step] of this.steps.entries()) {
      const codes = codesOf(step, columns, size);
      const tree = this.trees[at];
      if (tree === undefined) continue;
      const isLast = at === this.steps.length - 1;
      let [lastKey, last] = [-1, 0];
      for (let row = 0; row < size; row += 1) {
        const key = (numbers[row] ?? 0) * STEP + (codes[row] ?? 0);
        // Users of one class often follow each other.
        let next = key === lastKey ? last : tree.get(key);
        if (next === undefined) {
          next = tree.size;
          tree.set(key, next);
          if (isLast) this.classes.push({ users: 0, first: 0, examples: [] });
        }
        numbers[row] = next;
        lastKey = key;
        last = next;
      }
    }
    return numbers;
  }

  /** What tells the class of a user from all others, in every table of the same attributes. May hold values of the user. */
  keyOf(row: Row): string {
    return JSON.stringify(this.coders.map((coder, at) => coder.key(row[at])));
  }
}

/** The values of one user of a batch. */
export function rowOf({ columns }: Batch, row: number): Row {
  return columns.map((column) => valueAt(column, row));
}

/** The values of a user as a text that no user with other values has, of other types either. */
export function textOfRow(row: Row): string {
  return row
    .map((value) => {
      if (value === undefined) return '';
      return typeof value === 'string' ? JSON.stringify(value) : repr(value);
    })
    .join('\n');
}

/** The values of one user of a batch, to be kept: V8 makes texts that are cut out of a block hold all of it. */
export function keptRow(batch: Batch, row: number): Row {
  return rowOf(batch, row).map((value) =>
    typeof value === 'string' ? ` ${value}`.slice(1) : value,
  );
}

/** What a step looks at, as a number of each row. */
function codesOf(step: Step, columns: readonly ColumnValues[], size: number): Int32Array {
  const numbers = new Int32Array(size);
  for (const { at, codes } of step) {
    const column = columns[at];
    if (column !== undefined) codes.appendTo(numbers, column, size);
  }
  return numbers;
}

function stepsOf(coders: readonly Coder[]): readonly Step[] {
  const steps: { at: number; codes: ColumnCodes }[][] = [[]];
  let product = 1;
  for (const [at, coder] of coders.entries()) {
    const size = coder.size ?? STEP;
    if (product * size > STEP) {
      steps.push([]);
      product = 1;
    }
    product *= size;
    steps.at(-1)?.push({ at, codes: new ColumnCodes(coder, size) });
  }
  return steps;
}
