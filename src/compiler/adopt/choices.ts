import type { Source } from '../field-map.ts';
import {
  isSameSource,
  plainText,
  type Alternatives,
  type Atom,
  type ChoicePart,
  type Fallback,
  type Part,
  type Parts,
  type Place,
} from './parts.ts';

type Branch = { readonly when: Alternatives; readonly parts: Parts };

/** A choice between parts; branches that never hold are left out, and a value with a text in its place is a fallback. */
export function choose(all: readonly Branch[], otherwise: Parts, at: Place): Parts {
  const branches = all.filter(({ when }) => when.length > 0);
  const [first] = branches;
  if (first === undefined) return otherwise;
  if (first.when.some((atoms) => atoms.length === 0)) return first.parts;
  const replaced = branches.length === 1 ? withFallback(first, otherwise) : undefined;
  return replaced === undefined ? [{ kind: 'choice', branches, otherwise, at }] : [replaced];
}

/** `a if a else 'x'`, `a or 'x'`: the value with the text that is in its place where it is missing. */
function withFallback({ when, parts }: Branch, otherwise: Parts): Part | undefined {
  const [only] = parts;
  const text = plainText(otherwise);
  if (parts.length !== 1 || only?.kind !== 'read' || text === undefined) return undefined;
  const [[atom] = []] = when;
  const isPresence =
    when.length === 1 &&
    when[0]?.length === 1 &&
    atom?.kind === 'present' &&
    isSameSource(atom.source, only.source);
  if (!isPresence || only.fallback !== undefined) return undefined;
  return { ...only, fallback: fallbackOf(text, only.source) };
}

/** What a text in the place of a missing value means: MOE_NOT_SEND drops the user. */
export function fallbackOf(text: string, source: Source): Fallback {
  const isDrop = text.trim() === 'MOE_NOT_SEND';
  return isDrop ? { drop: `No ${'attribute' in source ? source.attribute : 'value'}` } : { text };
}

/** Choices inside branches, and instead of them, where a branch is nothing else, as branches of one choice. */
export function flattened(choice: ChoicePart): Pick<ChoicePart, 'branches' | 'otherwise'> {
  const branches: Branch[] = [];
  const add = (when: Alternatives, parts: Parts): void => {
    const [only] = parts;
    if (parts.length !== 1 || only?.kind !== 'choice') {
      const left = simplified(when, branches);
      if (left.length > 0) branches.push({ when: left, parts });
      return;
    }
    for (const inner of only.branches)
      add(
        when.flatMap((atoms) => inner.when.map((other) => [...atoms, ...other])),
        inner.parts,
      );
    add(when, only.otherwise);
  };
  for (const { when, parts } of choice.branches) add(when, parts);
  const [only] = choice.otherwise;
  if (choice.otherwise.length !== 1 || only?.kind !== 'choice')
    return { branches, otherwise: choice.otherwise };
  const rest = flattened(only);
  for (const { when, parts } of rest.branches) add(when, parts);
  return { branches, otherwise: rest.otherwise };
}

/** A condition without what is asked twice, and without alternatives that another one, or an earlier branch, has already. */
function simplified(when: Alternatives, earlier: readonly Branch[]): Alternatives {
  const kept: Map<string, Atom>[] = earlier.flatMap((branch) => branch.when.map(byText));
  const before = kept.length;
  for (const atoms of when.map(byText).toSorted((a, b) => a.size - b.size))
    if (!kept.some((other) => [...other.keys()].every((text) => atoms.has(text)))) kept.push(atoms);
  return kept.slice(before).map((atoms) => [...atoms.values()]);
}

function byText(atoms: readonly Atom[]): Map<string, Atom> {
  return new Map(atoms.map((atom) => [JSON.stringify(atom), atom]));
}
