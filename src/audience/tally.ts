import type { BrokenRow } from './read/batch.ts';
import type { Crypto } from '../passkit/index.ts';
import { lowest } from './sample.ts';
import type { ByFieldMap, Verdict } from '../campaign/index.ts';

/** Where a user of an email campaign is lost before personalization, as the export has it; absent columns lose nobody. */
export type Reach = 'reachable' | 'no address' | 'unsubscribed';

/**
 * Users with the same results of all features and the same verdict. `results` are those of the features in their order, `sentIn` has a digit for each account
 * that fits, 1 where they are sent the message; `example` is the key of the first of them, whose place in the export is `first`, hashed unless keys are shown.
 */
export type ClassCount = {
  readonly results: string;
  readonly users: number;
  readonly verdict: Verdict;
  readonly sentIn: string;
  readonly reach: Reach;
  readonly first: number;
  readonly example: string;
};

/** A user of the random sample, rendered: whether the class said something else, how long the links are, and the values that groups are made of. */
export type SampledUser = {
  readonly priority: number;
  readonly isDifferent: boolean;
  readonly isDropped: boolean;
  readonly links: readonly number[];
  readonly smsParts: number | undefined;
  /** The values of the columns that are compared, hashed unless they may be shown, of numbers the band; '' where there is none. */
  readonly groups: readonly string[];
};

/** What came of some users of an export; what is known of several parts can be put together. No value of a user is in it. */
export type Tally = {
  readonly users: number;
  readonly brokenRows: number;
  /** The first of the rows that could not be read. */
  readonly broken: readonly BrokenRow[];
  readonly classes: readonly ClassCount[];
  readonly sample: readonly SampledUser[];
  /** Of the sample, or of all users. */
  readonly byFieldMap: ByFieldMap;
};

/** Where the template answered everybody. */
export const NOBODY_BY_MAP: ByFieldMap = { users: 0, renderedBothWays: 0 };

/** So many broken rows are named. */
export const MOST_BROKEN = 20;

/** Several tallies as one. `sampleSize` is the size of the sample of all. */
export function mergeTallies(tallies: readonly Tally[], sampleSize: number): Tally {
  const classes = new Map<string, ClassCount>();
  for (const one of tallies.flatMap((tally) => tally.classes)) {
    const key = JSON.stringify([one.results, one.verdict, one.sentIn, one.reach]);
    const known = classes.get(key);
    const early = known !== undefined && known.first < one.first ? known : one;
    classes.set(key, { ...early, users: one.users + (known?.users ?? 0) });
  }
  return {
    users: sum(tallies.map(({ users }) => users)),
    brokenRows: sum(tallies.map(({ brokenRows }) => brokenRows)),
    broken: tallies
      .flatMap(({ broken }) => broken)
      .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
      .slice(0, MOST_BROKEN),
    classes: [...classes]
      .sort(([a, one], [b, other]) => other.users - one.users || (a < b ? -1 : 1))
      .map(([, one]) => one),
    sample: lowest(
      tallies.flatMap(({ sample }) => sample),
      sampleSize,
    ),
    byFieldMap: {
      users: sum(tallies.map(({ byFieldMap }) => byFieldMap.users)),
      renderedBothWays: sum(tallies.map(({ byFieldMap }) => byFieldMap.renderedBothWays)),
    },
  };
}

/** A text that a user has as outputs have it: the first digits of its SHA-256 unless `showsIds`; '' where there is none. */
export function shownText(text: string, showsIds: boolean, { sha256 }: Crypto): string {
  return showsIds || text === '' ? text : `#${sha256(text).slice(0, 12)}`;
}

/** The sum of some numbers. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
