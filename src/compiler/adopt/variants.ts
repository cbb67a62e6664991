import { skeleton, within, type Alternatives, type ChoicePart, type Parts } from './parts.ts';

/** Which branch of each choice is taken; `branches.length` is its `otherwise`. */
type Picks = ReadonlyMap<ChoicePart, number>;

/** A choice that decides about the shape of the payload, and what has to be picked to reach it. */
type Reached = { readonly choice: ChoicePart; readonly picks: Picks };

/** Parts with one answer to each choice that has JSON in its branches. */
export type Variant = {
  readonly parts: Parts;
  /** The choice that is answered otherwise than in the first variant, and how. */
  readonly choice?: ChoicePart;
  readonly pick: number;
};

/** Whether a choice decides about the shape of JSON: about quotes, and so members, and not only about what is in a value. */
function isStructural(choice: ChoicePart): boolean {
  return [...within([choice])].some(
    (part) => part.kind === 'json' || (part.kind === 'text' && /(?<!\\)"/.test(part.text)),
  );
}

/** All variants of a payload, the one with every first branch at the head: each other differs from it in one choice. */
export function variantsOf(parts: Parts): readonly Variant[] {
  const first: Variant = { parts: picked(parts, new Map()), pick: 0 };
  const others = reached(parts, new Map()).flatMap(({ choice, picks }) =>
    Array.from({ length: choice.branches.length }, (_, at): Variant => {
      const pick = at + 1;
      return { parts: picked(parts, new Map([...picks, [choice, pick]])), choice, pick };
    }),
  );
  return [first, ...others];
}

function reached(parts: Parts, picks: Picks): readonly Reached[] {
  return parts.flatMap((part): readonly Reached[] => {
    if (part.kind !== 'choice' || !isStructural(part)) return [];
    const inside = [...part.branches.map((branch) => branch.parts), part.otherwise];
    const deeper = inside.flatMap((branch, at) => reached(branch, new Map([...picks, [part, at]])));
    return [{ choice: part, picks }, ...deeper];
  });
}

function picked(parts: Parts, picks: Picks): Parts {
  return parts.flatMap((part): Parts => {
    if (part.kind !== 'choice' || !isStructural(part)) return [part];
    const pick = picks.get(part) ?? 0;
    return picked(part.branches[pick]?.parts ?? part.otherwise, picks);
  });
}

/** What one field holds in each variant, undefined where it is not there, as one value. */
export function valueOver(
  variants: readonly Variant[],
  values: readonly (Parts | undefined)[],
): Parts {
  const [base] = values;
  const differing = variants.filter((_, at) => keyOf(values[at]) !== keyOf(base) && at > 0);
  const choices = new Set(differing.map(({ choice }) => choice));
  const [choice] = choices;
  if (choice === undefined) return base ?? [];
  const { at } = choice;
  if (choices.size > 1) return [{ kind: 'unread', at }];
  const outcome = (pick: number): Parts => {
    const index = variants.findIndex((one) => one.choice === choice && one.pick === pick);
    return (pick === 0 ? base : values[index]) ?? [{ kind: 'absent', at }];
  };
  const branches = choice.branches.map(({ when }: { when: Alternatives }, pick) => ({
    when,
    parts: outcome(pick),
  }));
  return [{ kind: 'choice', branches, otherwise: outcome(choice.branches.length), at }];
}

function keyOf(parts: Parts | undefined): string | undefined {
  return parts && skeleton(parts);
}
