import {
  createRenderer,
  outcomeOf,
  type Campaign,
  type FixtureUser,
  type Outcome,
  type Renderer,
  type Surroundings,
} from '../campaign/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import {
  describeUnknown,
  PROFILE_FIELDS,
  unknownFields,
  worlds,
  type ProfileField,
} from '../moengage/index.ts';
import type { Crypto } from '../passkit/index.ts';
import type { PreviewDifference } from './preview-data.ts';

/** The differences by user; how many accounts were compared, the one of the profile included, and for how many users. */
export type ComparedWorlds = {
  readonly differences: ReadonlyMap<string, readonly PreviewDifference[]>;
  readonly worlds: { readonly count: number; readonly users: number };
};

/** Each user is rendered in some twenty accounts: for more users than this it is not done. */
const MOST_USERS = 200;

/** One account: the value of the field that is not known, and its renderer, or why it refuses the template. */
type World = { readonly value: string; readonly renderer: Renderer | string };

/**
 * How the message of each user depends on what is not known of the account: each unknown field of the profile is given its
 * other values, one field at a time, for the first 200 users. Users whose message is the same everywhere are not in the map.
 */
export function compareWorlds(
  campaign: Campaign,
  surroundings: Surroundings,
  crypto: Crypto,
): ComparedWorlds {
  const found = new Map<string, PreviewDifference[]>();
  const users = campaign.users.slice(0, MOST_USERS);
  const own = worldOf(campaign, surroundings, '');
  const bases = users.map((user) => resultOf(own, user, campaign, crypto));
  let count = 1;
  for (const field of unknownFields(campaign.profile)) {
    const others = worlds(campaign.profile, [field]).slice(1);
    count += others.length;
    const made = others.map((profile) =>
      worldOf({ ...campaign, profile }, surroundings, profile[field]),
    );
    users.forEach((user, at) => {
      const base = bases[at] ?? '';
      const results = made.map((world) => ({
        value: world.value,
        result: isAsBase(world, user, campaign, base)
          ? base
          : resultOf(world, user, campaign, crypto),
      }));
      if (results.every(({ result }) => sameResult(result, base))) return;
      const rest = results.map(({ value, result }) => ({
        when: when(field, value),
        what: tell(result, base),
      }));
      const mine = results.find(({ result }) => !sameResult(result, base))?.result ?? base;
      const first = {
        when: `${when(field, campaign.profile[field])} (assumed)`,
        what: tell(base, mine),
      };
      const difference = { about: describeUnknown(field), results: [first, ...rest] };
      found.set(user.name, [...(found.get(user.name) ?? []), difference]);
    });
  }
  return { differences: found, worlds: { count, users: users.length } };
}

function worldOf(campaign: Campaign, surroundings: Surroundings, value: string): World {
  try {
    return { value, renderer: createRenderer(campaign, surroundings) };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return { value, renderer: error.findings[0]?.message ?? error.message };
  }
}

function resultOf(
  { renderer }: World,
  user: FixtureUser,
  campaign: Campaign,
  crypto: Crypto,
): Outcome | string {
  return typeof renderer === 'string' ? renderer : outcomeOf(campaign, user, renderer, crypto);
}

/**
 * Whether a message comes out as in the account of the profile: then its links need not be read again. White space at the end
 * of HTML is no difference.
 */
function isAsBase(
  { renderer }: World,
  { recipient }: FixtureUser,
  { channel }: Campaign,
  base: Outcome | string,
): boolean {
  if (typeof renderer === 'string' || typeof base === 'string' || !base.sent) return false;
  const rendered = renderer.render(recipient);
  if (!rendered.sent) return false;
  const isHtml = channel === 'email' || channel === 'in-app' || channel === 'osm';
  return isHtml ? rendered.text.trimEnd() === base.text.trimEnd() : rendered.text === base.text;
}

function sameResult(a: Outcome | string, b: Outcome | string): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (a.sent && b.sent) return a.text === b.text;
  return a.sent === b.sent && reasons(a) === reasons(b);
}

function when(field: ProfileField, value: string): string {
  const meaning = PROFILE_FIELDS.get(field)?.values.get(value as never);
  return meaning === undefined ? `${field}: ${value}` : `${field}: ${value} – ${meaning}`;
}

function tell(result: Outcome | string, other: Outcome | string): string {
  if (typeof result === 'string') return `the template is refused: ${result}`;
  if (!result.sent) return `not sent: ${reasons(result)}`;
  if (typeof other === 'string' || !other.sent) return 'sent';
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

function reasons(outcome: Outcome): string {
  return outcome.sent
    ? ''
    : outcome.failures
        .map(({ category, name, message }) =>
          [category, name, message].filter((part) => part !== undefined).join(': '),
        )
        .join('; ');
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
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  const start = Math.max(0, at - 30);
  const shown = text.slice(start, at + 50).replaceAll(/\s+/g, ' ');
  return `${start > 0 ? '…' : ''}${shown}${text.length > at + 50 ? '…' : ''}`;
}
