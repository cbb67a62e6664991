import { triggerKind, type Campaign, type Surroundings } from '../campaign/index.ts';
import {
  describeUnknown,
  isKnown,
  profileOf,
  renderWorlds,
  type Profile,
  type ProfileField,
  type Recipient,
} from '../moengage/index.ts';

/**
 * What shows in every message whatever its template does, and so counts only where it is asked for: the hash in a signed
 * link, the line break at the end.
 */
const EVERYWHERE: readonly ProfileField[] = ['hash', 'hashCase', 'trailingNewline'];

/** A field of the profile on which an outcome hangs, and what to write instead, where that is known. */
export type Dependence = { readonly field: ProfileField; readonly rewrite?: string };

/**
 * On which fields of the profile, that are not pinned, the outcome of a user hangs: rendered in every account that fits what is
 * known. `asked` are fields that are looked at in any case.
 */
export function differingWorlds(
  campaign: Campaign,
  recipient: Recipient,
  { hashes, clock }: Surroundings,
  asked: readonly ProfileField[],
): readonly Dependence[] {
  const { message, channel, trigger, fixtures } = campaign;
  const ignored = EVERYWHERE.filter((field) => !asked.includes(field));
  const { differences } = renderWorlds(message, recipient, {
    ...fixtures,
    profile: pinned(campaign.profile, ignored),
    channel,
    trigger: triggerKind(trigger),
    crypto: hashes,
    clock,
  });
  const found = new Map<ProfileField, Dependence>();
  for (const { field, rewrite } of differences)
    if (!found.has(field)) found.set(field, { field, ...(rewrite !== undefined && { rewrite }) });
  return [...found.values()];
}

/** The same account, in which some fields count as known. */
function pinned(profile: Profile, fields: readonly ProfileField[]): Profile {
  const answers = new Map(profile.answers);
  for (const field of fields)
    if (!isKnown(profile, field)) answers.set(field, { value: profile[field] });
  return profileOf(answers, profile.nullByChannel, profile.channel);
}

/** What is wrong where the outcome hangs on other fields than expected; undefined where it does not. */
export function worldsMessage(
  found: readonly Dependence[],
  expected: readonly ProfileField[],
): string | undefined {
  const unexpected = found.filter(({ field }) => !expected.includes(field));
  const needless = expected.filter((field) => !found.some((one) => one.field === field));
  const lines = [
    ...unexpected.map(({ field, rewrite }) => {
      const hint = rewrite === undefined ? '' : `; ${rewrite} does not`;
      return `the outcome depends on what is not known: ${describeUnknown(field)}${hint}`;
    }),
    ...needless.map((field) => `the outcome does not depend on the profile field '${field}'`),
  ];
  return lines.length === 0 ? undefined : lines.join('\n');
}
