import {
  FAILURE_CATEGORIES,
  FUNNEL,
  type FailureCategory,
  type ProfileField,
} from '../account/index.ts';
import { DEFAULT_LENGTHS } from '../passkit/index.ts';
import type { FixStep } from './fix.ts';
import { groupOf, type Group } from './groups.ts';
import type { RunPlan } from './run.ts';
import type { ReportAccount, ReportSubject } from './report-subject.ts';
import { upperBound } from './sample.ts';
import { sum, type ClassCount, type Tally } from './tally.ts';
import { BROKEN, type ByFieldMap, type Reason } from '../campaign/index.ts';

/** A step of MoEngage's funnel; `users` is undefined where the export does not say. */
type FunnelStep = { readonly step: string; readonly users: number | undefined };

/** How many users there are of something. */
export type Counted = { readonly what: string; readonly users: number };

/** A reason with how many users have it, those with other reasons as well among them. */
export type CountedReason = Reason & { readonly users: number };

/** How many users are sent the message, depending on an unknown field of the account: for each value of it. */
type Band = {
  readonly field: ProfileField;
  readonly values: readonly { readonly value: string; readonly sent: number }[];
};

/** What a campaign does with its audience. No value of a user is in it, unless keys are shown. */
export type AudienceReport = {
  readonly campaign: string;
  readonly users: number;
  readonly sent: number;
  /** Sent, but with a link that opens no pass. */
  readonly brokenLinks: number;
  readonly dropped: number;
  readonly funnel: readonly FunnelStep[];
  readonly reasons: readonly CountedReason[];
  readonly categories: readonly (Counted & { readonly place: string })[];
  readonly attributes: readonly Counted[];
  readonly lines: readonly Counted[];
  readonly band: {
    readonly least: number;
    readonly most: number;
    readonly fields: readonly Band[];
  };
  readonly links: LinkLengths | undefined;
  readonly smsParts: readonly Counted[];
  readonly groups: readonly Group[];
  readonly sample: {
    readonly users: number;
    readonly differing: number;
    /** The most of all users that can differ, with a confidence of 95 %. */
    readonly atMost: number;
    readonly seed: number;
  };
  readonly everyUser: boolean;
  /** Of the sample, or of all users; absent where the template answered everybody. */
  readonly byFieldMap?: ByFieldMap;
  readonly classes: number;
  readonly examples: readonly {
    readonly reasons: readonly Reason[];
    readonly key: string;
    readonly users: number;
  }[];
  readonly brokenRows: number;
  readonly broken: Tally['broken'];
  readonly fixes: readonly FixStep[];
};

/** How long the links of the random sample are, in characters. */
type LinkLengths = {
  readonly links: number;
  readonly median: number;
  readonly ninetyFifth: number;
  readonly longest: number;
  readonly long: number;
  readonly tooLong: number;
};

/** Puts together what is known of an audience. */
export function reportOf(
  campaign: ReportSubject,
  tally: Tally,
  {
    plan,
    groups,
    accounts,
    fixes,
  }: {
    readonly plan: Pick<RunPlan, 'reach' | 'seed' | 'everyUser'>;
    readonly groups: readonly string[];
    readonly accounts: readonly ReportAccount[];
    readonly fixes: readonly FixStep[];
  },
): AudienceReport {
  const { classes, sample } = tally;
  const inState = (state: ClassCount['verdict']['state']): number =>
    sum(classes.filter(({ verdict }) => verdict.state === state).map(({ users }) => users));
  const reasons = countReasons(classes, campaign);
  const differing = sample.filter(({ isDifferent }) => isDifferent).length;
  return {
    campaign: campaign.name,
    users: tally.users,
    sent: inState('sent') + inState('broken'),
    brokenLinks: inState('broken'),
    dropped: inState('dropped'),
    funnel: funnelOf(campaign, tally, plan),
    reasons,
    categories: countBy(classes, ({ category }) => category).map(({ what, users }) => ({
      what,
      users,
      place: FAILURE_CATEGORIES.get(what as FailureCategory)?.place ?? 'Sent',
    })),
    attributes: countBy(classes, ({ category, name }) =>
      category.endsWith('Attribute') ? name : undefined,
    ),
    lines: countBy(classes, ({ file, line }) =>
      line === undefined ? undefined : `${file ?? campaign.template.file}:${line}`,
    ),
    band: bandOf(classes, accounts),
    links: lengthsOf(sample.flatMap(({ links }) => links)),
    smsParts: countSms(sample),
    groups: groups.map((column, at) => groupOf(column, at, sample)),
    sample: {
      users: sample.length,
      differing,
      atMost: upperBound(differing, sample.length),
      seed: plan.seed,
    },
    everyUser: plan.everyUser,
    ...(tally.byFieldMap.users > 0 && { byFieldMap: tally.byFieldMap }),
    classes: classes.length,
    examples: examplesOf(classes),
    brokenRows: tally.brokenRows,
    broken: tally.broken,
    fixes,
  };
}

/** The users of each of several things that reasons say; a user with a thing twice counts once. */
function countBy(
  classes: readonly ClassCount[],
  of: (reason: Reason) => string | undefined,
): readonly Counted[] {
  const counts = new Map<string, number>();
  for (const { verdict, users } of classes)
    for (const what of new Set(verdict.reasons.flatMap((reason) => of(reason) ?? [])))
      counts.set(what, (counts.get(what) ?? 0) + users);
  return [...counts].map(([what, users]) => ({ what, users })).sort(mostFirst);
}

function mostFirst(one: { readonly users: number }, other: { readonly users: number }): number {
  return other.users - one.users;
}

function countReasons(
  classes: readonly ClassCount[],
  { template }: ReportSubject,
): readonly CountedReason[] {
  const counts = new Map<string, CountedReason>();
  for (const { verdict, users } of classes)
    for (const reason of verdict.reasons) {
      const placed =
        reason.category === BROKEN ? reason : { ...reason, file: reason.file ?? template.file };
      const key = JSON.stringify(placed);
      counts.set(key, { ...placed, users: (counts.get(key)?.users ?? 0) + users });
    }
  return [...counts]
    .sort(([a, one], [b, other]) => mostFirst(one, other) || (a < b ? -1 : 1))
    .map(([, reason]) => reason);
}

/** The steps of MoEngage's funnel as far as the export tells them. */
function funnelOf(
  { channel }: ReportSubject,
  { classes, users }: Tally,
  { reach }: Pick<RunPlan, 'reach'>,
): readonly FunnelStep[] {
  const count = (is: (one: ClassCount) => boolean): number =>
    sum(classes.filter(is).map((one) => one.users));
  const knows = (says: string): boolean => reach.some((one) => one.says === says);
  const known = new Map<string, number>([
    [
      'After Personalization Removal',
      count((one) => one.reach === 'reachable' && one.verdict.state !== 'dropped'),
    ],
  ]);
  if (knows('address'))
    known.set(
      'Users with Email',
      count((one) => one.reach !== 'no address'),
    );
  if (knows('unsubscribed'))
    known.set(
      'After B/U/C removal',
      count((one) => one.reach === 'reachable'),
    );
  const first = { step: 'Users of the export', users };
  const address = channel === 'email' ? 'Users with Email' : 'Users with an address';
  const steps = FUNNEL.slice(0, FUNNEL.indexOf('After Personalization Removal') + 1);
  return [
    first,
    ...steps.map((step) => ({
      step: step === 'Users with Email' ? address : step,
      users: known.get(step),
    })),
  ];
}

function bandOf(
  classes: readonly ClassCount[],
  accounts: readonly ReportAccount[],
): AudienceReport['band'] {
  const sentIn = accounts.map((_, at) =>
    sum(classes.filter((one) => one.sentIn[at] === '1').map(({ users }) => users)),
  );
  const [own = 0] = sentIn;
  const byField = new Map<ProfileField, Map<string, number>>();
  for (const [at, { differs }] of accounts.entries()) {
    const [only] = differs;
    if (only === undefined || differs.length > 1 || sentIn[at] === own) continue;
    const values = byField.get(only.field) ?? new Map<string, number>();
    byField.set(only.field, values.set(only.value, sentIn[at] ?? 0));
  }
  const base = accounts[0]?.profile;
  return {
    least: Math.min(own, ...sentIn),
    most: Math.max(own, ...sentIn),
    fields: [...byField].map(([field, values]) => ({
      field,
      values: [[base?.[field] ?? '', own] as const, ...values].map(([value, sent]) => ({
        value,
        sent,
      })),
    })),
  };
}

function lengthsOf(lengths: readonly number[]): LinkLengths | undefined {
  if (lengths.length === 0) return undefined;
  const sorted = lengths.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return {
    links: sorted.length,
    median: at(0.5),
    ninetyFifth: at(0.95),
    longest: at(1),
    long: sorted.filter((length) => length >= DEFAULT_LENGTHS.warn).length,
    tooLong: sorted.filter((length) => length >= DEFAULT_LENGTHS.fail).length,
  };
}

function countSms(sample: Tally['sample']): readonly Counted[] {
  const counts = new Map<number, number>();
  for (const { smsParts } of sample)
    if (smsParts !== undefined) counts.set(smsParts, (counts.get(smsParts) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([parts, users]) => ({ what: String(parts), users }));
}

/** So many classes have their example told. */
const MOST_EXAMPLES = 10;

function examplesOf(classes: readonly ClassCount[]): AudienceReport['examples'] {
  return classes
    .filter(({ verdict }) => verdict.state !== 'sent')
    .toSorted(mostFirst)
    .slice(0, MOST_EXAMPLES)
    .map(({ verdict, example, users }) => ({ reasons: verdict.reasons, key: example, users }));
}
