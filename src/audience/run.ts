import type { ColumnType } from '../account/index.ts';
import type { Campaign, Verdict } from '../campaign/index.ts';
import { str, type Value } from '../jinja/index.ts';
import type { Crypto } from '../passkit/index.ts';
import { resultsOf } from './classify.ts';
import { keptRow, type Row } from './class-table.ts';
import type { AttributeFeatures } from './features.ts';
import { numberBand } from './groups.ts';
import { Levels, type JudgedClass } from './levels.ts';
import { reachOf, type ReachColumn } from './reach.ts';
import type { Batch, BrokenRow, NumberedPart, Part, WantedColumn } from './read/batch.ts';
import { linesBefore } from './read/lines.ts';
import { readPart, type PartReader } from './read/read-part.ts';
import { RowRenderer, type Rendered } from './render-row.ts';
import { Sample } from './sample.ts';
import { MOST_BROKEN, shownText, type ClassCount, type SampledUser, type Tally } from './tally.ts';

/** How the users of an export are read and grouped. Everything in it can be handed to another thread. */
export type RunPlan = {
  /** The attributes that classes are made of: the first columns, in their order. */
  readonly attributes: readonly AttributeFeatures[];
  readonly columns: readonly WantedColumn[];
  readonly reach: readonly ReachColumn[];
  /** The places of the columns whose values are compared, and of the one that users are known by. */
  readonly groups: readonly number[];
  readonly key: number;
  readonly types: ReadonlyMap<string, ColumnType>;
  readonly seed: number;
  readonly sampleSize: number;
  /** Every user is rendered, none is taken for another. */
  readonly everyUser: boolean;
  /** Links of the sample, or of every user, are computed by the field map, and some users are rendered both ways. */
  readonly byMap: boolean;
  /** Keys and values are shown as they are. */
  readonly showsIds: boolean;
};

/** Told how many users more were read. */
export type OnUsers = (users: number) => void;

/** What the representatives of classes say: the keys of classes in which users differ, and the verdicts of the others by their keys. */
export type JudgedKeys = {
  readonly differing: readonly string[];
  readonly verdicts: readonly (readonly [key: string, verdict: string])[];
};

/** The users of some parts of an export, grouped and rendered. Its methods are called in the order in which they are here. */
export class AudienceRun {
  private readonly plan: RunPlan;
  private readonly crypto: Crypto;
  private readonly onUsers: OnUsers;
  private readonly reader: PartReader;
  private readonly renderer: RowRenderer;
  private readonly levels: Levels;
  private readonly sample: Sample<{ readonly row: Row; readonly number: number }>;
  private readonly parts: NumberedPart[] = [];
  private readonly broken: BrokenRow[] = [];
  private brokenRows = 0;
  private users = 0;
  private sampled: SampledUser[] = [];

  constructor(
    campaign: Campaign,
    plan: RunPlan,
    crypto: Crypto,
    onUsers: OnUsers,
    reader: PartReader = readPart,
  ) {
    this.plan = plan;
    this.crypto = crypto;
    this.onUsers = onUsers;
    this.reader = reader;
    this.renderer = new RowRenderer(campaign, plan.columns, crypto, plan.byMap);
    this.levels = new Levels(plan.attributes, this.renderer);
    this.sample = new Sample(plan.everyUser ? 0 : plan.sampleSize, plan.seed);
  }

  /** Reads a part, `index` being its number in the export. Throws ColumnTypeError where a column is of another type than the plan says. */
  async read(part: Part, index: number): Promise<void> {
    this.parts.push({ part, index });
    const read: BrokenRow[] = [];
    for await (const batch of this.batches(part, (row) => void read.push(row))) {
      this.users += batch.size;
      this.onUsers(batch.size);
      if (this.plan.everyUser) {
        this.levels.addAll(batch, placeOf(index, batch));
        continue;
      }
      const place = placeOf(index, batch);
      const numbers = this.levels.features.add(batch, (row) => place + row);
      for (let row = 0; row < batch.size; row += 1)
        if (this.sample.wants(index, batch.start + row))
          this.sample.add({ row: keptRow(batch, row), number: numbers[row] ?? 0 });
    }
    const before = read.length === 0 ? 0 : await linesBefore(part);
    for (const row of read) this.note({ ...row, line: row.line + before });
  }

  /** The priorities of the users of the sample, lowest first. */
  priorities(): readonly number[] {
    return this.sample.users.map(({ priority }) => priority);
  }

  /** Renders three users of each class, and those of the sample up to a priority. Gives the keys of the classes in which users differ. */
  judge(limit: number): JudgedKeys {
    const keys = new Set(this.levels.judge(0));
    for (const { priority, item } of this.sample.users) {
      if (priority > limit) break;
      const rendered = this.renderer.renderOneOfMany(item.row);
      const expected = this.levels.verdictOf(item.number);
      const isDifferent =
        expected !== undefined && JSON.stringify(expected) !== JSON.stringify(rendered.verdict);
      if (isDifferent) keys.add(this.levels.lookInto(item.number));
      this.sampled.push(this.sampledUser(item.row, rendered, { priority, isDifferent }));
    }
    const verdicts = [...this.levels.verdicts()];
    return { differing: [...keys], verdicts };
  }

  /** Reads its parts again as far as users of the classes with those keys are concerned, which are grouped by values and shapes, then one by one. */
  async refine(keys: readonly string[]): Promise<void> {
    this.levels.lookIntoAll(new Set(keys));
    for (const level of [0, 1] as const) {
      if (!this.levels.isSplit(level)) return;
      for (const { part, index } of this.parts)
        for await (const batch of this.batches(part, () => undefined))
          this.levels.addAgain(batch, level, placeOf(index, batch));
      if (level === 0) this.levels.judge(1);
    }
  }

  /** In which accounts users of the classes with those keys are sent the message; undefined where users of one class differ. */
  accounts(
    keys: readonly string[],
  ): readonly (readonly [key: string, sentIn: string | undefined])[] {
    return this.levels.accounts(new Set(keys));
  }

  /** What came of the users; `sentIn` is what `accounts` said, by the keys of classes. */
  tally(sentIn: ReadonlyMap<string, string>): Tally {
    this.levels.learn(sentIn);
    const results = this.plan.attributes.map(resultsOf);
    const classes = [...this.levels.classes()].map((one) => this.counted(one, results));
    const { users, brokenRows, broken, sampled } = this;
    const { byFieldMap } = this.renderer;
    return { users, brokenRows, broken, classes, sample: sampled, byFieldMap };
  }

  /** The classes whose users are not sent the message as it is meant. */
  failing(): readonly JudgedClass[] {
    return [...this.levels.classes()].filter(({ verdict }) => verdict.state !== 'sent');
  }

  /** What becomes of some of the `failing` classes, by their numbers, with another campaign (`change`) and other values. */
  retry(
    campaign: Campaign | undefined,
    fill: ReadonlyMap<number, Value>,
    numbers: readonly number[],
  ): readonly Verdict[] {
    const renderer =
      campaign === undefined
        ? this.renderer
        : new RowRenderer(campaign, this.plan.columns, this.crypto, false);
    const failing = this.failing();
    return numbers.map((number) => {
      const row = failing[number]?.example.map((value, at) => fill.get(at) ?? value);
      return renderer.render(row ?? []).verdict;
    });
  }

  private batches(part: Part, onBroken: (row: BrokenRow) => void): AsyncIterable<Batch> {
    const { columns, types } = this.plan;
    return this.reader(part, { columns, types, onBroken });
  }

  private note(row: BrokenRow): void {
    this.brokenRows += 1;
    if (this.broken.length < MOST_BROKEN) this.broken.push(row);
  }

  private counted(
    { users, verdict, sentIn, first, example }: JudgedClass,
    results: readonly ReturnType<typeof resultsOf>[],
  ): ClassCount {
    const all = results.flatMap((result, at) => result(example[at]));
    const reach = reachOf(this.plan.reach, example);
    const key = this.shown(example[this.plan.key]);
    return { results: JSON.stringify(all), users, verdict, sentIn, reach, first, example: key };
  }

  private sampledUser(
    row: Row,
    { verdict, links, smsParts }: Rendered,
    known: Pick<SampledUser, 'priority' | 'isDifferent'>,
  ): SampledUser {
    return {
      ...known,
      isDropped: verdict.state === 'dropped',
      links,
      smsParts,
      groups: this.plan.groups.map((at) => numberBand(row[at] ?? null) ?? this.shown(row[at])),
    };
  }

  /** A value as it may be shown: hashed, unless values are. */
  private shown(value: Value | undefined): string {
    if (value === undefined || value === null) return '';
    const text = typeof value === 'string' ? value : str(value);
    return shownText(text, this.plan.showsIds, this.crypto);
  }
}

/** More users than a part has. */
const MOST_OF_PART = 2 ** 32;

/** The place of the first user of a batch in the export: users of an earlier part come first. */
function placeOf(part: number, { start }: Batch): number {
  return part * MOST_OF_PART + start;
}
