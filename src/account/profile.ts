import type { JinjaVersion } from '../jinja/values/index.ts';
import type { Channel } from './channels.ts';
import { PROFILE_FIELDS, type ProfileField, type ProfileValues } from './profile-fields.ts';

export type { ProfileField, ProfileValues } from './profile-fields.ts';

/** A value that somebody found out: when (ISO date), and how it was seen. */
export type Answer<T = string> = {
  readonly value: T;
  readonly date?: string;
  readonly evidence?: string;
};

/**
 * An account: a value for each field, and which of them are pinned. `answers` holds the pinned ones; every other value is a
 * default, hence a guess. `nullByChannel` are answers for `null` that hold in one channel only. `channel` is the one that
 * `null` was settled for.
 */
export type Profile = ProfileValues & {
  readonly channel?: Channel;
  readonly answers: ReadonlyMap<ProfileField, Answer>;
  readonly nullByChannel: ReadonlyMap<Channel, Answer<ProfileValues['null']>>;
};

/** What MoEngage documents of printed nulls: in email they drop the message. */
const NULL_IN_EMAIL: Answer<'drop'> = {
  value: 'drop',
  evidence: 'documented by MoEngage: an email that contains a null value is not sent',
};

/** The account of which nothing is known, in one channel if given. */
export function defaultProfile(channel?: Channel): Profile {
  return makeProfile({}, channel);
}

/** An account with these values pinned and the defaults elsewhere. */
export function makeProfile(values: Partial<ProfileValues>, channel?: Channel): Profile {
  const answers = new Map<ProfileField, Answer>();
  for (const field of PROFILE_FIELDS.keys()) {
    const value = values[field];
    if (value !== undefined) answers.set(field, { value });
  }
  return profileOf(answers, new Map(), channel);
}

/** The account that these answers describe. An answer must be one of its field's values: `readProfile` checks that. */
export function profileOf(
  answers: ReadonlyMap<ProfileField, Answer>,
  nullByChannel: Profile['nullByChannel'],
  channel?: Channel,
): Profile {
  const values = Object.fromEntries(
    [...PROFILE_FIELDS].map(([name, spec]) => [name, answers.get(name)?.value ?? spec.default]),
  );
  const profile: Profile = { ...(values as ProfileValues), answers, nullByChannel };
  return channel === undefined ? profile : forChannel(profile, channel);
}

/**
 * The same account in one channel: `null` is what is pinned for the channel, else what is pinned for all, else (email) what
 * MoEngage documents, else the default.
 */
export function forChannel(profile: Profile, channel: Channel): Profile {
  const answer = nullAnswer(profile, channel)?.value ?? PROFILE_FIELDS.get('null')?.default;
  return { ...profile, channel, null: answer as ProfileValues['null'] };
}

/** What is known of a printed null in a channel; a missing channel gives what holds in all. */
function nullAnswer(profile: Profile, channel: Channel | undefined): Answer | undefined {
  return (
    (channel === undefined ? undefined : profile.nullByChannel.get(channel)) ??
    profile.answers.get('null') ??
    (channel === 'email' ? NULL_IN_EMAIL : undefined)
  );
}

/** Whether an account does anything else than the one of which nothing is known, in the channel that it was settled for. */
export function decides(profile: Profile): boolean {
  const unknown = defaultProfile(profile.channel);
  return [...PROFILE_FIELDS.keys()].some((field) => profile[field] !== unknown[field]);
}

/** The release that an account's templates run on, with the Python behind it where that is 2.7: only Jinja 2.8 runs there. */
export function engineOf({ jinja, python }: Pick<ProfileValues, 'jinja' | 'python'>): JinjaVersion {
  return jinja === '2.8' && python === '2' ? '2.8-python2' : jinja;
}

/** Whether a field's value is known: pinned, or documented by MoEngage. */
export function isKnown(profile: Profile, field: ProfileField): boolean {
  if (field === 'null') return nullAnswer(profile, profile.channel) !== undefined;
  return profile.answers.has(field) || PROFILE_FIELDS.get(field)?.status === 'documented';
}

/** The fields whose value is only a default, in the table's order. */
export function unknownFields(profile: Profile): ProfileField[] {
  return [...PROFILE_FIELDS.keys()].filter((field) => !isKnown(profile, field));
}

/** One sentence, without a full stop: what is not known about a field, and its name in the profile. */
export function describeUnknown(field: ProfileField): string {
  return `${PROFILE_FIELDS.get(field)?.unknown ?? field} (profile field '${field}')`;
}
