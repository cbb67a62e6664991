import {
  createRenderer,
  outcomeOf,
  RoundCache,
  type Campaign,
  type FixtureUser,
  type Outcome,
} from '../../campaign/index.ts';
import {
  describeUnknown,
  isHtml,
  PROFILE_FIELDS,
  unknownFields,
  type Channel,
  type ProfileField,
} from '../../account/index.ts';
import { FindingsError } from '../../diagnostics/index.ts';
import { notSent } from '../../emulator/index.ts';
import type { Crypto } from '../../passkit/index.ts';
import { tellOutcome } from '../../preview/index.ts';
import type { StudioAccount } from '../protocol.ts';
import { surroundingsOf } from './surroundings.ts';
import { triedProfile } from './tried-account.ts';

/** For more users than this it takes too long to render all of them in each account. */
const MOST_USERS = 100;

/**
 * For each field of the account that is not known, whose message is another one with each of its values; `base` is what becomes of a user
 * as things are. One after the other, so that work can be given up in between. The profile is the one of the configuration: what is tried is
 * in `tried`.
 */
export function* accountsOf(
  campaign: Campaign,
  own: Campaign['profile'],
  base: (at: number) => Outcome,
  crypto: Crypto,
): Generator<StudioAccount, void, undefined> {
  const users = campaign.users.slice(0, MOST_USERS);
  for (const field of unknownFields(own)) {
    const spec = PROFILE_FIELDS.get(field);
    if (spec === undefined) continue;
    yield {
      field,
      unknown: describeUnknown(field),
      values: [...spec.values].map(([value, what]) => ({
        value,
        what,
        ...(value === campaign.profile[field]
          ? { changed: [] }
          : changedBy(field, value, { campaign, users, base, crypto })),
      })),
    };
  }
}

type Subject = {
  readonly campaign: Campaign;
  readonly users: readonly FixtureUser[];
  readonly base: (at: number) => Outcome;
  readonly crypto: Crypto;
};

/** The users whose message is another one in an account. */
function changedBy(
  field: ProfileField,
  value: string,
  { campaign, users, base, crypto }: Subject,
): Pick<StudioAccount['values'][number], 'changed' | 'example'> {
  const { channel } = campaign;
  const other = { ...campaign, profile: triedProfile(campaign.profile, { [field]: value }) };
  try {
    const renderer = createRenderer(other, surroundingsOf(other, crypto), new RoundCache());
    const outcomes = users.map((user, at) => {
      const outcome = outcomeOf(other, user, renderer, crypto);
      const before = base(at);
      const isChanged = resultOf(outcome, channel) !== resultOf(before, channel);
      return { name: user.name, isChanged, told: () => tellOutcome(outcome, before) };
    });
    const changed = outcomes.filter(({ isChanged }) => isChanged);
    const [first] = changed;
    return {
      changed: changed.map(({ name }) => name),
      ...(first && { example: `${first.name}: ${first.told()}` }),
    };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    const why = error.findings.find(({ severity }) => severity === 'error')?.message ?? '';
    return { changed: users.map(({ name }) => name), example: `nobody is sent it: ${why}` };
  }
}

/** What of an outcome counts: the message, or why there is none. White space at the end of HTML is no difference. */
function resultOf(outcome: Outcome, channel: Channel): string {
  if (!outcome.sent) return notSent(outcome.failures);
  return `sent ${isHtml(channel) ? outcome.text.trimEnd() : outcome.text}`;
}
