import { sharedEnds } from '../diagnostics/index.ts';
import {
  outcomeOf,
  partWorlds,
  type Campaign,
  type FixtureUser,
  type MessagePart,
  type Outcome,
  type RoundCache,
  type Surroundings,
} from '../campaign/index.ts';
import { notSent, type WorldDifference, type WorldOutcome } from '../emulator/index.ts';
import { isHtml, PROFILE_FIELDS, type ProfileField } from '../account/index.ts';
import type { Crypto } from '../passkit/index.ts';
import type { PreviewDifference } from './preview-data.ts';

/** The differences by user; in how many accounts each user was looked at, the profile's own included, and how many users. */
type ComparedWorlds = {
  readonly differences: ReadonlyMap<string, readonly PreviewDifference[]>;
  readonly worlds: { readonly count: number; readonly users: number };
};

/** Each user is rendered in some hundred accounts: for more users than this it is not done. */
const MOST_USERS = 200;

/**
 * On which unknown fields of the account the message of each user hangs, as `render --worlds` finds it, and what becomes of the
 * message with each of their values; for the first 200 users. Users whose message is the same everywhere are not in the map. A `cache` keeps what was compiled; `onUser` is told how many
 * users are done before each of them.
 */
export function compareWorlds(
  campaign: Campaign,
  surroundings: Surroundings,
  crypto: Crypto,
  cache?: RoundCache,
  onUser: (done: number, total: number) => void = () => undefined,
): ComparedWorlds {
  // White space at the end of HTML is no difference.
  const ignored: readonly ProfileField[] = isHtml(campaign.channel) ? ['trailingNewline'] : [];
  const all = partWorlds(campaign, surroundings, ignored, cache);
  const users = campaign.users.slice(0, MOST_USERS);
  const found = new Map<string, readonly PreviewDifference[]>();
  for (const [at, user] of users.entries()) {
    onUser(at, users.length);
    const shown = all.flatMap(({ part, worlds }) =>
      simplest(worlds.render(user.recipient).differences).map((one) =>
        shownDifference(one, { campaign, part, user, crypto }),
      ),
    );
    if (shown.length > 0) found.set(user.name, shown);
  }
  const count = Math.max(0, ...all.map(({ worlds }) => worlds.count));
  return { differences: found, worlds: { count, users: users.length } };
}

/** What a difference is shown of. */
type Shown = {
  readonly campaign: Campaign;
  readonly part: MessagePart;
  readonly user: FixtureUser;
  readonly crypto: Crypto;
};

/** One difference for each field: the page is about whole messages, and that one asks least of the rest of the account. */
function simplest(differences: readonly WorldDifference[]): readonly WorldDifference[] {
  const found = new Map<ProfileField, WorldDifference>();
  for (const one of differences) {
    const known = found.get(one.field);
    if (known === undefined || sizeOf(one) < sizeOf(known)) found.set(one.field, one);
  }
  return [...found.values()];
}

function sizeOf({ given }: WorldDifference): number {
  return Object.keys(given).length;
}

/** What becomes of the whole message with each value of a field, the value of the profile first. */
function shownDifference(
  { field, about, messages }: WorldDifference,
  { campaign, part, user, crypto }: Shown,
): PreviewDifference {
  const assumed = campaign.profile[field];
  const read = (one: WorldOutcome | undefined): Outcome | undefined =>
    one &&
    outcomeOf(
      campaign,
      user,
      { render: () => ({ ...one.outcome, parts: [{ ...part, outcome: one.outcome }] }) },
      crypto,
      { explains: false },
    );
  const own = messages.find(({ profile }) => profile[field] === assumed);
  const base = read(own);
  const others = messages
    .filter((one) => one !== own)
    .map((one) => ({ when: when(field, one.profile[field]), outcome: read(one) }));
  const differing = others.find(({ outcome }) => !isSame(outcome, base));
  const where = campaign.parts.length > 1 ? `${part.name}: ` : '';
  return {
    about: `${where}${about}`,
    results: [
      {
        when: `${when(field, assumed)} (assumed)`,
        what: tellOutcome(base, differing?.outcome),
      },
      ...others.map(({ when: said, outcome }) => ({
        when: said,
        what: tellOutcome(outcome, base),
      })),
    ],
  };
}

function isSame(a: Outcome | undefined, b: Outcome | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.sent && b.sent) return a.text === b.text;
  return !a.sent && !b.sent && notSent(a.failures) === notSent(b.failures);
}

function when(field: ProfileField, value: string): string {
  const meaning = PROFILE_FIELDS.get(field)?.values.get(value as never);
  return meaning === undefined ? `${field}: ${value}` : `${field}: ${value} – ${meaning}`;
}

/** In words what becomes of a message, as far as it is another thing than `other`: of a link, the fields that differ. */
export function tellOutcome(result: Outcome | undefined, other: Outcome | undefined): string {
  if (result === undefined) return '';
  if (!result.sent) return notSent(result.failures);
  if (other === undefined || !other.sent) return 'sent';
  if (result.text === other.text) return 'the same message';
  const mine = fieldsOf(result);
  const theirs = fieldsOf(other);
  const differing = [...mine].filter(([name, value]) => theirs.get(name) !== value);
  const gone = [...theirs.keys()].filter((name) => !mine.has(name));
  const fields = [
    ...differing.map(([name, value]) => `${name}: ${value}`),
    ...gone.map((name) => `no ${name}`),
  ];
  return fields.length > 0 ? `in the link, ${fields.join(', ')}` : excerpt(result.text, other.text);
}

function fieldsOf(outcome: Outcome): ReadonlyMap<string, string> {
  if (!outcome.sent) return new Map();
  return new Map(
    outcome.links.flatMap(({ payload, recovered, signature }): [string, string][] => [
      ['signature', signature.verdict],
      ...[...(payload ?? recovered ?? [])].map(([name, value]): [string, string] => [
        name,
        JSON.stringify(value) ?? '',
      ]),
    ]),
  );
}

/** The text round the first place where two messages differ. */
function excerpt(text: string, other: string): string {
  const [at] = sharedEnds(text, other);
  const start = Math.max(0, at - 30);
  const shown = text.slice(start, at + 50).replaceAll(/\s+/g, ' ');
  return `${start > 0 ? '…' : ''}${shown}${text.length > at + 50 ? '…' : ''}`;
}
