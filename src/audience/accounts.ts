import type { Profile, ProfileField } from '../account/index.ts';
import { touchedFields } from '../analysis/index.ts';
import type { Campaign } from '../campaign/index.ts';
import { writtenAnalysis } from './written.ts';
import { worlds } from '../emulator/index.ts';

/** An account that fits what is known of the campaign's own: `differs` are the unknown fields in which it is another. */
export type FittingAccount = {
  readonly profile: Profile;
  readonly differs: readonly { readonly field: ProfileField; readonly value: string }[];
};

/** What becomes of missing and null values; two of these fields may matter together. */
const OF_NULLS: ReadonlySet<ProfileField> = new Set(['missing', 'null', 'default']);

/**
 * The accounts in which a campaign is rendered: its own first, those that differ from it in one unknown field that its message can depend on, and those that
 * differ in several of the fields that decide what becomes of nulls.
 */
export function fittingAccounts(campaign: Campaign): readonly FittingAccount[] {
  const { profile, parts } = campaign;
  // A snippet of the compiler gives every account the same: what is written by hand makes the difference.
  const fields = new Set(
    parts.flatMap((part) => touchedFields(writtenAnalysis(part, campaign), profile)),
  );
  const single = [...fields].flatMap((field) => worlds(profile, [field]).slice(1));
  const together = worlds(
    profile,
    [...fields].filter((field) => OF_NULLS.has(field)),
  );
  const found = new Map<string, FittingAccount>();
  for (const one of [profile, ...single, ...together]) {
    const differs = [...fields]
      .filter((field) => one[field] !== profile[field])
      .map((field) => ({ field, value: one[field] }));
    found.set(JSON.stringify(differs), { profile: one, differs });
  }
  return [...found.values()];
}
