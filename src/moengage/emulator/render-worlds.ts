import type { Span } from '../../diagnostics/index.ts';
import type { EmulatorOptions } from '../emulator.ts';
import { forChannel, type Profile, type ProfileField } from '../profile.ts';
import { Dict } from '../python.ts';
import type { Recipient } from '../read-recipient.ts';
import { worlds } from '../worlds.ts';
import { rewriteAt } from './rewrite.ts';
import { touchedFields } from './touched-fields.ts';
import {
  differingPlaces,
  distance,
  givenOf,
  keyOf,
  observe,
  order,
  placeOf,
  sentenceOf,
  summary,
  valuesOf,
  type Seen,
  type WorldDifference,
  type WorldsReport,
} from './world-sight.ts';

/** Fields that make an account refuse a template, whatever else it does: each is looked at by itself. */
const REFUSING: ReadonlySet<ProfileField> = new Set([
  'raw',
  'whitespaceControl',
  'macros',
  'blockSet',
  'do',
  'editorEntities',
]);

/** So many worlds are rendered at most; beyond, only those that differ from the profile in one or two fields. */
const MOST = 1500;

/**
 * Renders a template for one user in every account that fits what the profile pins, over those unknown fields that the
 * template can depend on, and says on which of them the result hangs. Throws a FindingsError where the template does not
 * parse in the profile as it stands.
 */
export function renderWorlds(
  source: string,
  recipient: Recipient,
  options: EmulatorOptions,
): WorldsReport {
  const { channel } = options;
  const base = channel === undefined ? options.profile : forChannel(options.profile, channel);
  const look = new Look(source, recipient, { ...options, profile: base });
  const first = look.at(base, true);
  const touched = first.message === undefined ? [] : touchedFields(first.message, base);
  const refusing = touched.filter((field) => REFUSING.has(field));
  const open = look.mattering(
    base,
    touched.filter((field) => !REFUSING.has(field)),
  );
  const size = open.reduce((all, field) => all * valuesOf(field).length, 1);
  const profiles = size <= MOST ? worlds(base, open) : look.near(base, open);
  for (const field of refusing) profiles.push(...worlds(base, [field]).slice(1));
  const seen = profiles.map((profile) => look.at(profile));
  const agree = seen.every(({ result }) => result === first.result);
  const differences = [...open, ...refusing].flatMap((field) => look.differences(field, seen));
  return {
    worlds: seen.map(({ profile, outcome }) => ({ profile, outcome })),
    agree,
    differences: [...differences, ...look.ofEmptyAttributes(base, differences)],
  };
}

class Look {
  private readonly source: string;
  private readonly recipient: Recipient;
  private readonly options: EmulatorOptions;
  private readonly known: Map<string, Seen> = new Map();

  constructor(source: string, recipient: Recipient, options: EmulatorOptions) {
    this.source = source;
    this.recipient = recipient;
    this.options = options;
  }

  /** What the message does in one account; with `strict` a template that does not parse there throws. */
  at(profile: Profile, strict = false): Seen {
    const key = keyOf(profile);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const seen = observe(this.source, this.recipient, { ...this.options, profile }, strict);
    this.known.set(key, seen);
    return seen;
  }

  /** Accounts that differ from the profile in one field or two. */
  near(base: Profile, fields: readonly ProfileField[]): Profile[] {
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

  /** The fields that change the result, alone or where one other differs. */
  mattering(base: Profile, fields: readonly ProfileField[]): ProfileField[] {
    const near = this.near(base, fields);
    return fields.filter((field) =>
      near.some(
        (world) =>
          world[field] !== base[field] &&
          this.at(world).result !== this.at({ ...world, [field]: base[field] }).result,
      ),
    );
  }

  /** Every place that hangs on a field, each shown in the account nearest to the profile. */
  differences(field: ProfileField, seen: readonly Seen[]): WorldDifference[] {
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
      differences.filter(({ field }) => field === 'default').map(({ span }) => placeOf(span)),
    );
    if (empty.length === 0 || places.size === 0) return [];
    const rest = Dict.of([...user.entries()].filter(([, value]) => value !== ''));
    const lacking = new Look(this.source, { ...this.recipient, user: rest }, this.options);
    const known = new Set(
      differences.filter(({ field }) => field === 'missing').map(({ span }) => placeOf(span)),
    );
    if (!worlds(base, ['missing', 'default']).some((world) => world.missing !== base.missing))
      return [];
    const seen = worlds(base, ['missing', 'default']).map((profile) => lacking.at(profile));
    return lacking
      .differences('missing', seen)
      .filter(({ span }) => places.has(placeOf(span)) && !known.has(placeOf(span)))
      .map((difference) => ({
        ...difference,
        sentence: `nobody documents whether MoEngage keeps an attribute that is '' or takes it for missing; if missing: ${difference.sentence}`,
      }));
  }

  private difference(
    field: ProfileField,
    place: string,
    span: Span,
    alike: readonly Seen[],
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
      sentence: sentenceOf(field, answers, given),
      span,
      answers,
      given,
      ...(rewrite !== undefined && { rewrite }),
    };
  }

  /** What to write instead, if it was tried and gives the same with each value of the field. */
  private rewrite(field: ProfileField, place: string, alike: readonly Seen[]): string | undefined {
    const message = alike.find((one) => one.message !== undefined)?.message;
    const made = message && rewriteAt(message, field, place);
    if (made === undefined) return undefined;
    const texts = alike.map(({ profile }) => {
      const seen = observe(made.source, this.recipient, { ...this.options, profile }, false);
      const [start] = place.split('-');
      const site = [...seen.sites].find(([key]) => key.split('-')[0] === start);
      return site?.[1].text ?? seen.result;
    });
    return new Set(texts).size === 1 ? made.text : undefined;
  }
}
