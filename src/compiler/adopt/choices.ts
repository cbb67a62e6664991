import type { Source } from '../field-map.ts';
import {
  isSameSource,
  plainText,
  type Alternatives,
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
