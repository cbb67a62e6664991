import {
  PROFILE_FIELDS,
  type Profile,
  type ProfileField,
  type Recipient,
} from '../account/index.ts';
import type { FixtureUser } from '../campaign/index.ts';
import { firstDifference, isSame, renderedIn, textOfRendered, textOfShown } from './differences.ts';
import type { Shown } from './preview-api.ts';
import type { PreviewPart } from './preview-message.ts';

/** A part of a message for one user, and what the account shows of it. */
export type Compared = {
  readonly user: FixtureUser;
  readonly part: PreviewPart;
  readonly shown: Shown;
};

/** A field of the profile with its value here and the value with which the account's answer comes out. */
export type ExplainingField = {
  readonly field: ProfileField;
  readonly here: string;
  readonly account: string;
};

/** One step of an explanation: changes of the profile, and others that do the same for as many users. */
type ExplainingStep = {
  readonly fields: readonly ExplainingField[];
  readonly alternatives: readonly (readonly ExplainingField[])[];
};

/** Changes of the profile that, taken together, give the account's answers for so many of the differing users. */
export type Explanation = { readonly steps: readonly ExplainingStep[]; readonly users: number };

/** So many steps an explanation has at most. */
const MOST_STEPS = 8;

/** Explains the first of what differs, then the first that this leaves, and so on. */
export function explain(base: Profile, differing: readonly Compared[]): Explanation {
  const explainedBy = (profile: Profile): readonly Compared[] =>
    differing.filter(({ user, part, shown }) =>
      isSame(renderedIn(part, user.recipient, profile), shown),
    );
  const steps: ExplainingStep[] = [];
  const givenUp = new Set<Compared>();
  let profile = base;
  let explained: readonly Compared[] = [];
  while (steps.length < MOST_STEPS) {
    const next = differing.find((one) => !explained.includes(one) && !givenUp.has(one));
    if (next === undefined) break;
    const ranked = explanations(next.part, next.user.recipient, profile, next.shown)
      .map((fields) => ({ fields, count: explainedBy(changed(profile, fields)).length }))
      .toSorted((a, b) => b.count - a.count);
    const [best, ...others] = ranked;
    if (best === undefined || best.count <= explained.length) {
      givenUp.add(next);
      continue;
    }
    const alike = others.filter(({ count }) => count === best.count);
    steps.push({ fields: best.fields, alternatives: alike.map(({ fields }) => fields) });
    profile = changed(profile, best.fields);
    explained = explainedBy(profile);
  }
  const open = new Set(differing.filter((one) => !explained.includes(one)).map(nameOf));
  return { steps, users: new Set(explained.map(nameOf).filter((name) => !open.has(name))).size };
}

function nameOf({ user }: Compared): string {
  return user.name;
}

function changed(profile: Profile, fields: readonly ExplainingField[]): Profile {
  const values = fields.map(({ field, account }) => [field, account]);
  return { ...profile, ...Object.fromEntries(values) };
}

/** Fields that no message depends on when it is sent over HTTP as it is. */
const ELSEWHERE: ReadonlySet<ProfileField> = new Set(['editorEntities']);

/** So many fields are changed at most to explain one difference. */
const MOST_FIELDS = 6;

/**
 * The changes of the profile with which a message comes out here as the account shows it: every field that does so alone, or one set of
 * several fields, each of which takes the first difference further. Empty where no profile gives the account's answer.
 */
function explanations(
  part: PreviewPart,
  recipient: Recipient,
  base: Profile,
  account: Shown,
): readonly (readonly ExplainingField[])[] {
  const alone = changesOf(base).filter(({ profile }) =>
    isSame(renderedIn(part, recipient, profile), account),
  );
  if (alone.length > 0) return alone.map(({ change }) => [change]);
  const several = stepByStep(part, recipient, base, account);
  return several === undefined ? [] : [several];
}

type Change = { readonly profile: Profile; readonly change: ExplainingField };

function changesOf(base: Profile): readonly Change[] {
  return [...PROFILE_FIELDS].flatMap(([field, { values }]) =>
    ELSEWHERE.has(field)
      ? []
      : [...values.keys()]
          .filter((value) => value !== base[field])
          .map((value) => ({
            profile: { ...base, [field]: value },
            change: { field, here: base[field], account: value },
          })),
  );
}

/** Changes one field after the other, always the one that leaves the most of the text the same. */
function stepByStep(
  part: PreviewPart,
  recipient: Recipient,
  base: Profile,
  account: Shown,
): readonly ExplainingField[] | undefined {
  const goal = textOfShown(account);
  const reach = (profile: Profile): number => {
    const rendered = renderedIn(part, recipient, profile);
    if (isSame(rendered, account)) return Number.POSITIVE_INFINITY;
    return firstDifference(textOfRendered(rendered), goal);
  };
  const made: ExplainingField[] = [];
  let profile = base;
  let reached = reach(base);
  while (made.length < MOST_FIELDS) {
    const changed = new Set(made.map(({ field }) => field));
    let best: Change | undefined;
    for (const one of changesOf(profile)) {
      if (changed.has(one.change.field)) continue;
      const far = reach(one.profile);
      if (far <= reached) continue;
      [best, reached] = [one, far];
    }
    if (best === undefined) return undefined;
    made.push(best.change);
    ({ profile } = best);
    if (reached === Number.POSITIVE_INFINITY) return made;
  }
  return undefined;
}
