import type { AudienceReport, CountedReason } from './report.ts';
import { reasonText } from './wording.ts';

/** How many users there were of something in one run, and are in another. */
export type Difference = { readonly what: string; readonly before: number; readonly after: number };

/** What differs between two runs: users, those who are sent the message, and each reason, the greatest difference first. */
type AudienceDifferences = {
  readonly totals: readonly Difference[];
  readonly reasons: readonly Difference[];
};

/** Compares two reports. The same reason at another line of a template is the same reason. */
export function compareReports(before: AudienceReport, after: AudienceReport): AudienceDifferences {
  const totals = (['users', 'sent', 'brokenLinks', 'dropped'] as const).map((what) => ({
    what: what === 'brokenLinks' ? 'broken links' : what,
    before: before[what],
    after: after[what],
  }));
  const [first, second] = [byReason(before.reasons), byReason(after.reasons)];
  const reasons = [...new Set([...first.keys(), ...second.keys()])]
    .map((what) => ({ what, before: first.get(what) ?? 0, after: second.get(what) ?? 0 }))
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  return { totals, reasons };
}

function byReason(reasons: readonly CountedReason[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    const what = `${reason.category}: ${reasonText(reason)}`;
    // Users with one reason at two places are counted where there are most.
    counts.set(what, Math.max(counts.get(what) ?? 0, reason.users));
  }
  return counts;
}
