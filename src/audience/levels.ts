import type { AttributeFeatures } from './features.ts';
import { KnownRows } from './known-rows.ts';
import { ClassTable, rowOf, type Row } from './class-table.ts';
import type { Batch } from './read/batch.ts';
import type { Rendered, RowRenderer } from './render-row.ts';
import type { Verdict } from '../campaign/index.ts';

/**
 * Users, how many they are, what becomes of them in which accounts, and the values of the first of them, whose place in the export is `first`. `key` is
 * that of a class by features.
 */
export type JudgedClass = {
  readonly key: string | undefined;
  readonly users: number;
  readonly verdict: Verdict;
  readonly sentIn: string;
  readonly first: number;
  readonly example: Row;
};

/** What is known of users who are rendered in every account. */
type Judged = Pick<JudgedClass, 'verdict' | 'sentIn'>;

/**
 * The classes of the users of some parts, as fine as they have to be: by features; where representatives disagree by values and shapes; and where those
 * disagree every user by itself.
 */
export class Levels {
  readonly features: ClassTable;
  private readonly shapes: ClassTable;
  private readonly renderer: RowRenderer;
  private readonly split: [Set<number>, Set<number>] = [new Set(), new Set()];
  /** What representatives say, by the number of the class; undefined where they disagree. */
  private readonly judged: [(Verdict | undefined)[], (Verdict | undefined)[]] = [[], []];
  private sentIn: ReadonlyMap<string, string> = new Map();
  private readonly single: Map<string, JudgedClass & { users: number }> = new Map();
  private readonly known: KnownRows<Judged> = new KnownRows();
  private last: { readonly verdict: Verdict | undefined; readonly text: string } = {
    verdict: undefined,
    text: '',
  };
  /** In which accounts users who are rendered alone are sent the message, by class and verdict. */
  private readonly elsewhere: Map<string, string> = new Map();

  constructor(attributes: readonly AttributeFeatures[], renderer: RowRenderer) {
    this.renderer = renderer;
    this.features = new ClassTable(attributes);
    const finer = attributes.map(({ attribute, features }) => ({
      attribute,
      features: [...features.filter(({ kind }) => kind !== 'shape'), { kind: 'shape' as const }],
    }));
    this.shapes = new ClassTable(finer);
  }

  /** Renders the representatives of the classes; gives the keys of those whose representatives disagree. */
  judge(level: 0 | 1): readonly string[] {
    const table = this.tableOf(level);
    const disagreeing: string[] = [];
    for (const [number, { examples, users }] of table.classes.entries()) {
      const [first] = examples;
      if (users === 0 || first === undefined || number in this.judged[level]) continue;
      const all = examples.map((row) => this.renderer.render(row).verdict);
      const isSame =
        all.every((one) => sameText(one, all[0])) &&
        (level === 0 || this.oneAnswer(examples, all[0]) !== undefined);
      this.judged[level][number] = isSame ? all[0] : undefined;
      if (isSame) continue;
      this.split[level].add(number);
      disagreeing.push(table.keyOf(first));
    }
    return disagreeing;
  }

  /** What is known of a user by the class. `number` is that of the class by features; undefined where the class is looked into. */
  verdictOf(number: number): Verdict | undefined {
    return this.split[0].has(number) ? undefined : this.judged[0][number];
  }

  /** Looks into a class, since users of it differ; gives its key. */
  lookInto(number: number): string {
    this.split[0].add(number);
    const [example = []] = this.features.classes[number]?.examples ?? [];
    return this.features.keyOf(example);
  }

  /** Looks into every class with one of those keys. */
  lookIntoAll(keys: ReadonlySet<string>): void {
    for (const [number, { examples, users }] of this.features.classes.entries())
      if (users > 0 && keys.has(this.features.keyOf(examples[0] ?? []))) this.split[0].add(number);
  }

  /** The verdicts of the classes by features that are not looked into, by their keys. */
  *verdicts(): Generator<readonly [key: string, verdict: string], void, undefined> {
    for (const [number, { examples, users }] of this.features.classes.entries()) {
      const judged = this.judged[0][number];
      if (users === 0 || judged === undefined || this.split[0].has(number)) continue;
      yield [this.features.keyOf(examples[0] ?? []), JSON.stringify(judged)];
    }
  }

  /** Whether classes of a level are looked into. */
  isSplit(level: 0 | 1): boolean {
    return this.split[level].size > 0;
  }

  /** Takes the users of a batch again, the first of whom has a `place` in the export: those of classes that are looked into are counted by values and shapes, or (`level` 1) rendered one by one. */
  addAgain(batch: Batch, level: 0 | 1, place: number): void {
    const all = this.features.numbersOf(batch);
    const rows: Row[] = [];
    const numbers: number[] = [];
    const places: number[] = [];
    for (let row = 0; row < batch.size; row += 1) {
      const number = all[row] ?? -1;
      if (!this.split[0].has(number)) continue;
      rows.push(rowOf(batch, row));
      numbers.push(number);
      places.push(place + row);
    }
    const some = batchOf(rows);
    if (level === 0) {
      this.shapes.add(some, (at) => places[at] ?? 0);
      return;
    }
    const finer = this.shapes.numbersOf(some);
    for (const [at, row] of rows.entries())
      if (this.split[1].has(finer[at] ?? -1))
        this.addSingle(row, numbers[at] ?? 0, places[at] ?? 0);
  }

  /** In which accounts the users of classes are sent the message; undefined where representatives disagree. */
  accounts(
    keys: ReadonlySet<string>,
  ): readonly (readonly [key: string, sentIn: string | undefined])[] {
    return this.features.classes.flatMap(({ examples, users }, number) => {
      const verdict = this.judged[0][number];
      const key = this.features.keyOf(examples[0] ?? []);
      if (users === 0 || verdict === undefined || !keys.has(key)) return [];
      return [[key, this.oneAnswer(examples, verdict)] as const];
    });
  }

  /** Takes what was found out about classes by their keys. */
  learn(sentIn: ReadonlyMap<string, string>): void {
    this.sentIn = sentIn;
  }

  private oneAnswer(examples: readonly Row[], verdict: Verdict | undefined): string | undefined {
    if (verdict === undefined) return undefined;
    const answers = new Set(examples.map((row) => this.renderer.sentIn(row, verdict)));
    return answers.size === 1 ? [...answers][0] : undefined;
  }

  /** Every class with what becomes of its users. */
  *classes(): Generator<JudgedClass, void, undefined> {
    for (const level of [0, 1] as const)
      for (const [number, { users, first, examples }] of this.tableOf(level).classes.entries()) {
        const verdict = this.judged[level][number];
        const [example] = examples;
        if (users === 0 || verdict === undefined || example === undefined) continue;
        if (this.split[level].has(number)) continue;
        const key = level === 0 ? this.features.keyOf(example) : undefined;
        const known = key === undefined ? undefined : this.sentIn.get(key);
        const sentIn = known ?? this.renderer.sentIn(example, verdict);
        yield { key, verdict, sentIn, users, first, example };
      }
    yield* this.single.values();
  }

  /** Counts the users of a batch, each of whom is rendered alone; `place` is that of the first in the export. */
  addAll(batch: Batch, place: number): void {
    const numbers = this.features.numbersOf(batch);
    for (let row = 0; row < batch.size; row += 1)
      this.addSingle(rowOf(batch, row), numbers[row] ?? 0, place + row);
  }

  /** Counts a user who is rendered alone; `number` is that of the class by features. */
  private addSingle(row: Row, number: number, first: number): void {
    const { verdict, sentIn } = this.known.recall(row, () =>
      this.judgedOf(row, number, this.renderer.renderOneOfMany(row)),
    );
    const key = `${number} ${sentIn} ${this.textOf(verdict)}`;
    const counted = this.single.get(key);
    if (counted === undefined)
      this.single.set(key, { key: undefined, verdict, sentIn, users: 1, first, example: row });
    else counted.users += 1;
  }

  /** What becomes of a user: in the own account of this very user, in the others of the first of its class with that verdict. */
  private judgedOf(row: Row, number: number, { verdict }: Rendered): Judged {
    const key = `${number} ${this.textOf(verdict)}`;
    // Users of a class that is looked into may differ in other accounts alone.
    const known = this.isSplit(0) ? undefined : this.elsewhere.get(key);
    if (known !== undefined) return { verdict, sentIn: known };
    const sentIn = this.renderer.sentIn(row, verdict);
    this.elsewhere.set(key, sentIn);
    return { verdict, sentIn };
  }

  /** A verdict as a text; that of users who are sent the message is one object. */
  private textOf(verdict: Verdict): string {
    if (verdict !== this.last.verdict) this.last = { verdict, text: JSON.stringify(verdict) };
    return this.last.text;
  }

  private tableOf(level: 0 | 1): ClassTable {
    return level === 0 ? this.features : this.shapes;
  }
}

/** Rows as a batch. */
function batchOf(rows: readonly Row[]): Batch {
  const columns = (rows[0] ?? []).map((_, at) => rows.map((row) => row[at]));
  return { start: 0, size: rows.length, columns };
}

function sameText(one: Verdict, other: Verdict | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
