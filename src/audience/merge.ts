import type { ProfileField } from '../account/index.ts';
import { reportOf, type AudienceReport } from './report.ts';
import type { ReportAccount, ReportSubject } from './report-subject.ts';
import type { RunPlan } from './run.ts';
import { mergeTallies, type Tally } from './tally.ts';

/**
 * What came of one shard of an export, as it is written to JSON. `made` tells the campaign, the export and its columns from others, `parts` are the numbers of those
 * that were read, of `of` in all; the rest is what a report is made of. No value of a user is in it unless keys are shown.
 */
export type ShardResult = {
  readonly made: string;
  readonly parts: readonly number[];
  readonly of: number;
  readonly seed: number;
  readonly sampleSize: number;
  readonly everyUser: boolean;
  readonly campaign: ReportSubject;
  readonly groups: readonly string[];
  readonly reach: RunPlan['reach'];
  readonly accounts: readonly ReportAccount[];
  readonly tally: Tally;
};

/** Thrown where some shards are not the whole of one run. */
export class ShardsError extends Error {
  override readonly name = 'ShardsError';
}

/** A report of several shards, and in how many classes they disagree about what becomes of the users. */
type MergedShards = { readonly report: AudienceReport; readonly disagreeing: number };

/** The accounts of a report with no more of their profiles than it asks for. */
export function accountsForReport(accounts: readonly ReportAccount[]): readonly ReportAccount[] {
  const fields = new Set(accounts.flatMap(({ differs }) => differs.map(({ field }) => field)));
  const of = (profile: ReportAccount['profile']): Partial<Record<ProfileField, string>> =>
    Object.fromEntries([...fields].map((field) => [field, profile[field] ?? '']));
  return accounts.map(({ profile, differs }) => ({ profile: of(profile), differs }));
}

/**
 * The report of a whole export out of its shards: counts are sums, the sample is that of one run. Throws a ShardsError unless every part of one
 * export was read exactly once, for one campaign and with one seed.
 */
export function mergeShards(shards: readonly ShardResult[]): MergedShards {
  const [first] = shards;
  if (first === undefined) throw new ShardsError('there are no shards');
  const { made, of, seed, sampleSize } = first;
  if (shards.some((one) => one.made !== made || one.of !== of))
    throw new ShardsError(
      'they are of different campaigns, exports or options, or read a column as different types',
    );
  if (shards.some((one) => one.seed !== seed || one.sampleSize !== sampleSize))
    throw new ShardsError('they have different --seed or --sample');
  const parts = shards.flatMap((one) => one.parts).toSorted((a, b) => a - b);
  const twice = parts.find((part, at) => parts[at + 1] === part);
  if (twice !== undefined)
    throw new ShardsError(`part ${twice + 1} of the export is in two of them`);
  const missing = Array.from({ length: of }, (_, at) => at).filter((at) => !parts.includes(at));
  if (missing.length > 0)
    throw new ShardsError(
      `${missing.length} of ${of} parts of the export are in none of them, such as part ${(missing[0] ?? 0) + 1}`,
    );
  const tally = mergeTallies(
    shards.map((one) => one.tally),
    sampleSize,
  );
  const { campaign, groups, accounts } = first;
  const report = reportOf(campaign, tally, { plan: first, groups, accounts, fixes: [] });
  return { report, disagreeing: disagreements(shards) };
}

/** Classes of users with the same results of all features of whom one shard says something else than another. */
function disagreements(shards: readonly ShardResult[]): number {
  const verdicts = new Map<string, Set<string>>();
  const own = shards.map(({ tally }) => {
    const within = new Map<string, Set<string>>();
    for (const { results, reach, verdict } of tally.classes) {
      const key = JSON.stringify([results, reach]);
      within.set(key, (within.get(key) ?? new Set()).add(JSON.stringify(verdict)));
    }
    return within;
  });
  // A class that a shard looked into has several verdicts there: the others are to have looked into it too.
  for (const within of own)
    for (const [key, said] of within)
      verdicts.set(key, (verdicts.get(key) ?? new Set()).add([...said].sort().join('\n')));
  return [...verdicts.values()].filter(({ size }) => size > 1).length;
}
