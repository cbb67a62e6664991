import { createHash, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import {
  accountsForReport,
  audit,
  cheapestFix,
  ColumnTypeError,
  FailingClasses,
  featuresOf,
  fittingAccounts,
  fixSubject,
  loadForAudience,
  localRunner,
  mergeTallies,
  NOT_UTF8,
  openSource,
  partsOf,
  planFor,
  recordingFiles,
  reportOf,
  SourceError,
  threadRunner,
  TO_UTF8,
  type AudienceReport,
  type ExportSource,
  type FixStep,
  type PlanOptions,
  type Runner,
  type RunnerData,
  type RunPlan,
  type ShardResult,
} from '../audience/index.ts';
import { MapDiffersError, type Campaign } from '../campaign/index.ts';
import { FindingsError, type Finding, type Span } from '../diagnostics/index.ts';
import { audienceProgress } from './audience-progress.ts';
import { readState, writeState } from './audience-state.ts';
import type { CommandContext } from './command.ts';
import { nodeCrypto } from './node-crypto.ts';
import { PACKAGE_FOLDER } from './package.ts';
import { isInShard, type Shard } from './shard.ts';
import { systemReason } from './system-errors.ts';

/** A campaign, the export of its users, and how they are looked at. */
export type AudienceRequest = {
  readonly campaign: string;
  readonly users: string;
  readonly profile: string | undefined;
  readonly allowOutside: boolean;
  readonly plan: Omit<PlanOptions, 'seed' | 'byMap'> & { readonly seed: number | undefined };
  readonly fixes: boolean;
  /** The file that keeps what was read, to go on from there. */
  readonly state: string | undefined;
  /** Only the parts of this shard are read. */
  readonly shard: Shard | undefined;
};

/** What came of an audience, with what is to be said of campaign and export; `isStopped` where not everything was read. */
export type AudienceAnswer = {
  readonly report: AudienceReport;
  readonly campaign: Campaign;
  readonly findings: readonly Finding[];
  readonly isStopped: boolean;
  /** What `audience merge` takes, where a shard was read. */
  readonly shard: ShardResult | undefined;
};

/** Rows are read and rendered by so many threads. */
const THREADS = 2;

/** Runs a campaign over an export. Throws a FindingsError for what is wrong with either. */
export async function runAudience(
  request: AudienceRequest,
  context: CommandContext,
): Promise<AudienceAnswer> {
  const { files, record } = recordingFiles(context.files);
  const { profile, allowOutside } = request;
  const campaign = await loadForAudience(request.campaign, files, { profile, allowOutside });
  // A message that computes names may read any attribute.
  const isWhole = !featuresOf(campaign).isComplete;
  const path = context.files.resolve(request.users);
  await checkThere(request.users, context.files);
  let source = await sourceOf(path, request.users, isWhole);
  // Shards have one sample together.
  const seed = request.plan.seed ?? (request.shard === undefined ? randomInt(2 ** 31) : 1);
  let byMap = true;
  for (;;)
    try {
      const data = { campaign: request.campaign, profile, record };
      return await runOnce(
        { ...request, plan: { ...request.plan, seed, byMap } },
        campaign,
        source,
        data,
        context,
      );
    } catch (error) {
      if (error instanceof SourceError)
        throw badExport(error, shownAs(error.file, path, request.users));
      if (error instanceof MapDiffersError) {
        // The template alone tells what is sent.
        byMap = false;
        continue;
      }
      if (!(error instanceof ColumnTypeError)) throw error;
      // The first rows of the column were misleading: all are read again.
      source = { ...source, types: new Map(source.types).set(error.column, error.type) };
    }
}

/** Throws a FindingsError with what was probably meant where there is no such export. */
async function checkThere(users: string, files: CommandContext['files']): Promise<void> {
  if (await files.isThere(users)) return;
  const missing = new Error('there is no such file');
  const hint = await files.nearest(users);
  throw badExport(hint === undefined ? missing : Object.assign(missing, { hint }), users);
}

async function sourceOf(path: string, shown: string, isWhole: boolean): Promise<ExportSource> {
  try {
    return await openSource(path, isWhole);
  } catch (error) {
    const isKnown = error instanceof SourceError;
    if (!isKnown && !(error instanceof Error && 'code' in error)) throw error;
    throw badExport(error, isKnown ? shownAs(error.file, path, shown) : shown);
  }
}

/** A file of an export by the name that was given for that: in a folder with its own name. */
function shownAs(file: string, path: string, shown: string): string {
  return file.startsWith(`${path}${sep}`) ? join(shown, file.slice(path.length + 1)) : shown;
}

function badExport(
  error: Error & Partial<Pick<SourceError, 'line' | 'hint'>>,
  file: string,
): FindingsError {
  const system = 'syscall' in error ? systemReason(error) : undefined;
  const message = `cannot read the export: ${system?.text ?? error.message}`;
  const hint = error.hint ?? system?.hint;
  return new FindingsError([
    {
      code: 'audience/bad-export',
      severity: 'error',
      message,
      file,
      ...(error.line !== undefined && { span: lineSpan(error.line) }),
      hint: hint ?? 'name an export of users as CSV, NDJSON or Parquet, or a folder of them',
    },
  ]);
}

function lineSpan(line: number): Span {
  const start = { line, column: 1 };
  return { start, end: start };
}

async function runOnce(
  request: AudienceRequest & { readonly plan: PlanOptions },
  campaign: Campaign,
  source: ExportSource,
  data: Omit<RunnerData, 'plan'>,
  context: CommandContext,
): Promise<AudienceAnswer> {
  const { plan, groups, findings } = planFor(campaign, source, {
    ...request.plan,
    name: request.users,
  });
  const wrong = findings.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new FindingsError(wrong);
  const made = stamp([...data.record.texts], source, { ...plan, seed: 0 });
  const state =
    request.state === undefined ? undefined : await readState(request.state, made, context);
  const before = new Set(state?.parts);
  const all = partsOf(source);
  const parts = all
    .map((part, index) => ({ part, index }))
    .filter(({ index }) => isInShard(index + 1, request.shard) && !before.has(index));
  const seeded = state === undefined ? plan : { ...plan, seed: state.seed };
  const progress = audienceProgress(context.streams.stderr, source.users, state?.tally.users ?? 0);
  const runners = await runnersFor({ ...data, plan: seeded }, parts.length, progress.add);
  try {
    const { sampleSize } = plan;
    const read = await audit(parts, runners, { sampleSize, isStopped: () => progress.isStopped });
    const isStopped = read.parts.length < parts.length;
    const tally = mergeTallies([...(state ? [state.tally] : []), read.tally], sampleSize);
    if (request.state !== undefined)
      await writeState(
        request.state,
        { made, seed: seeded.seed, parts: [...before, ...read.parts], tally },
        context,
      );
    progress.say('looking for the cheapest fix');
    const isWhole = !isStopped && request.shard === undefined && before.size === 0;
    const fixes = request.fixes && isWhole ? await fixesFor(campaign, plan, runners) : [];
    const accounts = fittingAccounts(campaign);
    const report = reportOf(campaign, tally, { plan: seeded, groups, accounts, fixes });
    const shard: ShardResult | undefined = request.shard && {
      made,
      parts: read.parts,
      of: all.length,
      seed: seeded.seed,
      sampleSize,
      everyUser: plan.everyUser,
      campaign: {
        name: campaign.name,
        channel: campaign.channel,
        template: { file: campaign.template.file },
      },
      groups,
      reach: plan.reach,
      accounts: accountsForReport(accounts),
      tally,
    };
    const notes = request.fixes && before.size > 0 ? [NO_FIXES] : [];
    const said = [...findings, ...brokenRows(report), ...notes];
    return { report, campaign, findings: said, isStopped, shard };
  } finally {
    progress.end();
    await Promise.all(runners.map((runner) => runner.close()));
  }
}

const NO_FIXES: Finding = {
  code: 'audience/no-fixes',
  severity: 'note',
  message: 'no fix was looked for: of users that were read before only counts are known',
  hint: 'for the cheapest fix run it once without --resume',
};

/** What tells a run from those over another export or another campaign. */
function stamp(texts: readonly unknown[], { files }: ExportSource, plan: unknown): string {
  const made = JSON.stringify([texts, files, plan], (_, value: unknown) =>
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : value,
  );
  return createHash('sha256').update(made).digest('hex').slice(0, 24);
}

async function runnersFor(
  data: RunnerData,
  parts: number,
  onUsers: (users: number) => void,
): Promise<readonly Runner[]> {
  const file = new URL('dist/cli/audience-worker.js', PACKAGE_FOLDER);
  // Sources are no modules that a thread can load.
  if (!import.meta.url.includes('/dist/') || !existsSync(file))
    return [await localRunner(data, nodeCrypto, onUsers)];
  const count = Math.max(1, Math.min(THREADS, parts));
  return Array.from({ length: count }, () => threadRunner(file, data, onUsers));
}

async function fixesFor(
  campaign: Campaign,
  { attributes }: RunPlan,
  runners: readonly Runner[],
): Promise<readonly FixStep[]> {
  const failing = await FailingClasses.of(runners);
  return cheapestFix(fixSubject(campaign, attributes, (change) => failing.retry(change)));
}

function brokenRows({ broken, brokenRows: count }: AudienceReport): readonly Finding[] {
  const named = broken.map(({ file, line, message }): Finding => ({
    code: 'audience/broken-rows',
    severity: 'warning',
    message,
    file,
    span: lineSpan(line),
    ...(message === NOT_UTF8 && { hint: TO_UTF8 }),
  }));
  if (count <= broken.length) return named;
  const message = `${count} rows cannot be read; the first ${broken.length} are named`;
  return [...named, { code: 'audience/broken-rows', severity: 'warning', message }];
}
