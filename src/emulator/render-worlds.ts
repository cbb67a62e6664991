import { placeKey, SourceMap, type Span } from '../diagnostics/index.ts';
import { touchedFields } from '../analysis/index.ts';
import { type Profile, type ProfileField, type Recipient } from '../account/index.ts';
import { Dict } from '../jinja/index.ts';
import { worlds } from './worlds.ts';
import { Accounts, ProfileKeys } from './accounts.ts';
import { rewriteAt } from './rewrite.ts';
import { SharedRenders, type SharedKeys } from './shared-renders.ts';
import { NULL_FIELDS } from './message-render.ts';
import { optionsOf, recipientOf, type EmulatorSettings, type PlainRecipient } from './plain.ts';
import {
  aboutOf,
  differingPlaces,
  distance,
  givenOf,
  observe,
  order,
  resultIn,
  sentenceOf,
  summary,
  valuesOf,
  type Result,
  type PlacedOutcome,
  type WorldDifference,
  type WorldsReport,
} from './world-outcomes.ts';

/** Fields that make an account refuse a template, whatever else it does: each is looked at by itself. */
const REFUSING: ReadonlySet<ProfileField> = new Set([
  'raw',
  'whitespaceControl',
  'macros',
  'blockSet',
  'do',
  'editorEntities',
]);

const EMPTY =
  "nobody documents whether MoEngage keeps an attribute that is '' or takes it for missing; if missing";

/** So many worlds are rendered at most; beyond, only those that differ from the profile in one or two fields. */
const MOST = 1500;

/** A template in every account that fits what is known. Each account compiles it once, for all users. */
export type Worlds = {
  /** In how many accounts each user is looked at, at least: those that differ from the profile in one field or two. */
  readonly count: number;
  /** What the message does for a user in each account, and on which unknown fields, at which places, that depends. */
  render(recipient: Recipient | PlainRecipient): WorldsReport;
};

/**
 * Makes a template ready to be rendered in every account that fits what the profile pins, over those unknown fields that the
 * template can depend on, less those of `ignored`, which count as known. Throws a FindingsError where it does not parse in the
 * profile as it is. `accounts` are those of the options, where the template was compiled in some of them already.
 */
export function worldsOf(
  source: string | SourceMap,
  options: EmulatorSettings,
  ignored: readonly ProfileField[] = [],
  accounts: Accounts = new Accounts(optionsOf(options)),
): Worlds {
  const { profile: base } = accounts;
  const template = SourceMap.of(source);
  const own = accounts.compile(template);
  if (own.message === undefined) throw own.refusal;
  const touched = touchedFields(own.message.analysis, base).filter(
    (field) => !ignored.includes(field),
  );
  const refusing = touched.filter((field) => REFUSING.has(field));
  const rendering = touched.filter((field) => !REFUSING.has(field));
  const near = nearTo(base, rendering);
  const pairs = rendering.map((field) => ({ field, pairs: pairsOf(field, base, near) }));
  const keys = { whole: new ProfileKeys(), rest: new ProfileKeys(NULL_FIELDS) };
  const refusals = refusing.flatMap((field) => worlds(base, [field]).slice(1));
  return {
    count: near.length + refusals.length,
    render(recipient) {
      const comparison = new AccountComparison(template, recipientOf(recipient), accounts, keys);
      const open = comparison.mattering(pairs);
      const size = open.reduce((all, field) => all * valuesOf(field).length, 1);
      const combined = size <= MOST ? worlds(base, open) : nearTo(base, open);
      const seen = [...combined, ...refusals].map((profile) => comparison.at(profile));
      const differences = [...open, ...refusing].flatMap((field) =>
        comparison.differences(field, seen),
      );
      return {
        worlds: seen.map(({ profile, outcome }) => ({ profile, outcome })),
        agree: seen.every(({ result }) => result === comparison.at(base).result),
        differences: [...differences, ...comparison.ofEmptyAttributes(base, differences)],
      };
    },
  };
}

/** A field, and accounts that differ in it alone: each of some that have another value than a profile, and the one with its value. */
type FieldPairs = {
  readonly field: ProfileField;
  readonly pairs: readonly (readonly [other: Profile, own: Profile])[];
};

function pairsOf(
  field: ProfileField,
  base: Profile,
  near: readonly Profile[],
): FieldPairs['pairs'] {
  return near.flatMap((world) =>
    world[field] === base[field] ? [] : [[world, { ...world, [field]: base[field] }] as const],
  );
}

/** Accounts that differ from a profile in one field or two, itself first. */
function nearTo(base: Profile, fields: readonly ProfileField[]): readonly Profile[] {
  const found = [base];
  fields.forEach((one, at) => {
    found.push(...worlds(base, [one]).slice(1));
    for (const other of fields.slice(at + 1))
      found.push(
        ...worlds(base, [one, other]).filter(
          (world) => world[one] !== base[one] && world[other] !== base[other],
        ),
      );
  });
  return found;
}

/** `worldsOf` for one user. */
export function renderWorlds(
  source: string | SourceMap,
  recipient: Recipient | PlainRecipient,
  options: EmulatorSettings,
): WorldsReport {
  return worldsOf(source, options).render(recipient);
}

/** What a message does for one user, account by account. */
class AccountComparison {
  private readonly source: SourceMap;
  private readonly recipient: Recipient;
  private readonly accounts: Accounts;
  private readonly keys: SharedKeys;
  private readonly outcomes: SharedRenders<PlacedOutcome>;
  private readonly results: SharedRenders<Result>;

  constructor(source: SourceMap, recipient: Recipient, accounts: Accounts, keys: SharedKeys) {
    this.source = source;
    this.recipient = recipient;
    this.accounts = accounts;
    this.keys = keys;
    this.outcomes = new SharedRenders(
      (profile) => observe(accounts.compile(source, profile), recipient),
      keys,
    );
    this.results = new SharedRenders(
      (profile) => resultIn(accounts.compile(source, profile), recipient),
      keys,
    );
  }

  /** What the message does in one account, place by place. */
  at(profile: Profile): PlacedOutcome {
    return { ...this.outcomes.in(profile), profile };
  }

  /** The fields that change the result, alone or where one other differs. */
  mattering(fields: readonly FieldPairs[]): ProfileField[] {
    const isOther = ([other, own]: FieldPairs['pairs'][number]): boolean =>
      this.results.in(other).result !== this.results.in(own).result;
    return fields.flatMap(({ field, pairs }) => (pairs.some(isOther) ? field : []));
  }

  /** Every place that depends on a field, each shown in the account nearest to the profile. */
  differences(field: ProfileField, seen: readonly PlacedOutcome[]): WorldDifference[] {
    const [base] = seen;
    if (base === undefined) return [];
    const found = new Map<string, WorldDifference>();
    const byDistance = seen.toSorted((a, b) => distance(a, base) - distance(b, base));
    for (const { profile } of byDistance) {
      const alike = valuesOf(field).map((value) => this.at({ ...profile, [field]: value }));
      for (const [place, span] of differingPlaces(alike)) {
        if (found.has(place)) continue;
        found.set(place, this.difference(field, place, span, alike, base.profile));
      }
    }
    return [...found.values()].sort((a, b) => order(a) - order(b));
  }

  /**
   * An attribute that is '' and goes through a default: nobody documents whether MoEngage keeps an empty value, so the same
   * place is looked at for a user who lacks it.
   */
  ofEmptyAttributes(base: Profile, differences: readonly WorldDifference[]): WorldDifference[] {
    const { user } = this.recipient;
    const empty = [...user.entries()].filter(([, value]) => value === '').map(([key]) => key);
    const places = new Set(
      differences.filter(({ field }) => field === 'default').map(({ span }) => placeKey(span)),
    );
    if (empty.length === 0 || places.size === 0) return [];
    const rest = Dict.of([...user.entries()].filter(([, value]) => value !== ''));
    const lacking = new AccountComparison(
      this.source,
      { ...this.recipient, user: rest },
      this.accounts,
      this.keys,
    );
    const known = new Set(
      differences.filter(({ field }) => field === 'missing').map(({ span }) => placeKey(span)),
    );
    if (!worlds(base, ['missing', 'default']).some((world) => world.missing !== base.missing))
      return [];
    const seen = worlds(base, ['missing', 'default']).map((profile) => lacking.at(profile));
    return lacking
      .differences('missing', seen)
      .filter(({ span }) => places.has(placeKey(span)) && !known.has(placeKey(span)))
      .map((difference) => ({
        ...difference,
        about: `${EMPTY}: ${difference.about}`,
        sentence: `${EMPTY}: ${difference.sentence}`,
      }));
  }

  private difference(
    field: ProfileField,
    place: string,
    span: Span,
    alike: readonly PlacedOutcome[],
    base: Profile,
  ): WorldDifference {
    const answers = alike.map(({ profile, sites, outcome }) => ({
      value: profile[field],
      outcome: sites.get(place)?.text ?? summary(outcome),
    }));
    const given = givenOf(alike[0]?.profile ?? base, base, field);
    const rewrite = this.rewrite(field, place, alike);
    return {
      field,
      about: aboutOf(field, given),
      sentence: sentenceOf(field, answers, given),
      span,
      answers,
      messages: alike.map(({ profile, outcome }) => ({ profile, outcome })),
      given,
      ...(rewrite !== undefined && { rewrite }),
    };
  }

  /** What to write instead, if it was tried and gives the same with each value of the field. */
  private rewrite(
    field: ProfileField,
    place: string,
    alike: readonly PlacedOutcome[],
  ): string | undefined {
    const message = alike.find((one) => one.message !== undefined)?.message;
    const made = message && rewriteAt(message, field, place);
    if (made === undefined) return undefined;
    const texts = alike.map(({ profile }) => {
      const seen = observe(this.accounts.compile(made.source, profile), this.recipient);
      return seen.sites.get(place)?.text ?? seen.result;
    });
    return new Set(texts).size === 1 ? made.text : undefined;
  }
}
