import {
  PROFILE_FIELDS,
  profileOf,
  type Answer,
  type Profile,
  type ProfileField,
} from '../../account/index.ts';
import type { TriedAccount } from '../protocol.ts';

/** An account with other values of some fields, those that there are; the same one where none is tried. */
export function triedProfile(profile: Profile, tried: TriedAccount): Profile {
  const fields = (Object.entries(tried) as [ProfileField, string][]).filter(([field, value]) =>
    [...(PROFILE_FIELDS.get(field)?.values.keys() ?? [])].some((known) => known === value),
  );
  if (fields.length === 0) return profile;
  const answers = new Map<ProfileField, Answer>(profile.answers);
  for (const [field, value] of fields) answers.set(field, { value });
  const nullByChannel = tried.null === undefined ? profile.nullByChannel : new Map();
  return profileOf(answers, nullByChannel, profile.channel);
}
