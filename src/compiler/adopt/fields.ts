import type { Conversion, MappedField, Policy, Source, Transform } from '../field-map.ts';
import { flattened } from './choices.ts';
import { negated } from './conditions.ts';
import {
  isSameSource,
  plainText,
  readsWithin,
  type Alternatives,
  type Atom,
  type ChoicePart,
  type Guard,
  type Part,
  type Parts,
  type ReadPart,
} from './parts.ts';
import { sourceOf } from './sources.ts';

/** What a field map says of a field, without its name and place. */
export type FieldPlan = Pick<MappedField, 'source' | 'transforms' | 'conversion' | 'missing'> &
  Pick<Partial<MappedField>, 'lookup'>;

type Branch = ChoicePart['branches'][number];

/** A plan whose policy is not decided: `instead` is what the template has for a user without the value. */
type Draft = {
  readonly source: Source;
  readonly transforms?: readonly Transform[];
  readonly conversion?: Conversion;
  readonly lookup?: readonly (readonly [string, string])[];
  readonly instead: Instead;
};

/** What is in the place of a missing value: a policy, or nothing that the template says. */
type Instead = Policy | undefined;

/** The field of a map that gives what a template gives; undefined where no field of a map can. */
export function planOf(
  name: string,
  value: Parts,
  guards: readonly Guard[],
): FieldPlan | undefined {
  const draft = draftOf(value);
  if (draft === undefined) return undefined;
  const { source, transforms = [], conversion = { to: 'text' }, lookup, instead } = draft;
  return {
    source,
    transforms,
    conversion,
    ...(lookup !== undefined && { lookup }),
    missing: policyOf(name, { value, instead }, guards),
  };
}

/** The guards that a field with these reads says itself. */
export function guardOf(reads: readonly ReadPart[], guards: readonly Guard[]): Guard | undefined {
  const sources = new Set(reads.map(({ source }) => JSON.stringify(source)));
  const [first] = reads;
  if (sources.size !== 1 || first === undefined) return undefined;
  return guards.find(({ when }) =>
    when.some(([atom, ...more]) => more.length === 0 && isMissing(atom, first.source)),
  );
}

function isMissing(atom: Atom | undefined, source: Source): boolean {
  return atom?.kind === 'missing' && isSameSource(atom.source, source);
}

function policyOf(
  name: string,
  { value, instead }: { readonly value: Parts; readonly instead: Instead },
  guards: readonly Guard[],
): Policy {
  const reads = readsWithin(value);
  const [first] = reads;
  const what = first !== undefined && 'attribute' in first.source ? first.source.attribute : name;
  const guard = guardOf(reads, guards);
  if (guard !== undefined)
    return { kind: 'drop', reason: guard.reason.trim() === '' ? `No ${what}` : guard.reason };
  if (name.endsWith('.externalId') && first !== undefined && instead?.kind !== 'drop')
    return { kind: 'drop', reason: `No ${what}` };
  return instead ?? { kind: 'omit' };
}

function insteadOf(text: string): Policy {
  return text === '' ? { kind: 'empty' } : { kind: 'default', text };
}

function insteadOfParts(parts: Parts): Policy | 'none' {
  if (parts[0]?.kind === 'absent') return { kind: 'omit' };
  const text = plainText(parts);
  return text === undefined ? 'none' : insteadOf(text);
}

function draftOf(value: Parts): Draft | undefined {
  const choices = value.filter((part) => part.kind === 'choice');
  const [choice] = choices;
  if (choice === undefined) return simple(value);
  if (choices.length > 1) return undefined;
  const at = value.indexOf(choice);
  const around = (parts: Parts): Parts =>
    parts[0]?.kind === 'absent' ? parts : [...value.slice(0, at), ...parts, ...value.slice(at + 1)];
  const flat = flattened(choice);
  const branches = flat.branches.map(({ when, parts }) => ({ when, parts: around(parts) }));
  const otherwise = around(flat.otherwise);
  return (
    lookup(branches, otherwise) ??
    present(branches, otherwise) ??
    swapped(branches, otherwise, choice)
  );
}

/** A value without conditions: an attribute, a literal, a text with attributes in it. */
function simple(value: Parts): Draft | undefined {
  const [only] = value;
  if (value.length === 1 && only?.kind === 'read') return whole(only);
  const reads = value.filter((part) => part.kind === 'read');
  if (reads.every(({ fallback }) => fallback === undefined)) {
    const source = sourceOf(value);
    return source && { source, instead: undefined };
  }
  return withFallbacks(value, reads);
}

function whole(part: ReadPart): Draft | undefined {
  const source = sourceOf([part]);
  if (source === undefined) return undefined;
  const { transforms, conversion, fallback } = part;
  return {
    source,
    transforms,
    ...(conversion !== undefined && { conversion }),
    instead:
      fallback === undefined
        ? undefined
        : 'drop' in fallback
          ? { kind: 'drop', reason: fallback.drop }
          : insteadOf(fallback.text),
  };
}

/** More attributes with texts in their places than this are not put together: each doubles the number of texts. */
const MOST = 3;

/** A text in which missing attributes have texts in their places: the first of all texts for which nothing is missing. */
function withFallbacks(value: Parts, reads: readonly ReadPart[]): Draft | undefined {
  const replaced = reads.filter(({ fallback }) => fallback !== undefined);
  if (replaced.length > MOST) return undefined;
  const kept = Array.from({ length: 2 ** replaced.length }, (_, bits) => bits)
    .map((bits) => replaced.filter((_, at) => (bits & (1 << at)) === 0))
    .toSorted((a, b) => b.length - a.length);
  const texts = kept.map((present) =>
    value.map((part): Part => {
      if (part.kind !== 'read' || part.fallback === undefined) return part;
      const { fallback, ...bare } = part;
      if (present.includes(part)) return bare;
      return { kind: 'text', text: 'text' in fallback ? fallback.text : '', at: part.at };
    }),
  );
  if (replaced.some(({ fallback }) => fallback !== undefined && 'drop' in fallback))
    return undefined;
  return firstOf(texts);
}

/** The first of several texts that is there; the last is what is left where nothing is. */
function firstOf(texts: readonly Parts[]): Draft | undefined {
  const last = texts.at(-1);
  const instead = last === undefined ? 'none' : insteadOfParts(last);
  const open = instead === 'none' ? texts : texts.slice(0, -1);
  const sources = open.map(sourceOf);
  const [only, ...more] = sources;
  if (only === undefined || sources.includes(undefined)) return undefined;
  const decided = instead === 'none' ? undefined : instead;
  if (more.length === 0) {
    const [first] = open[0] ?? [];
    if (open[0]?.length === 1 && first?.kind === 'read') {
      const draft = whole(first);
      return draft && { ...draft, instead: decided };
    }
    return { source: only, instead: decided };
  }
  // The sources of a `first` have no transforms of their own.
  if (open.flat().some((part) => part.kind === 'read' && part.transforms.length > 0))
    return undefined;
  return {
    source: { kind: 'first', sources: sources.filter((source) => source !== undefined) },
    instead: decided,
  };
}

/** `a` if there is a, `b` if there is b, else a text. */
function present(branches: readonly Branch[], otherwise: Parts): Draft | undefined {
  const isCovered = branches.every(({ when, parts }) => {
    const [atoms, ...more] = when;
    if (atoms === undefined || more.length > 0) return false;
    const reads = readsWithin(parts);
    if (reads.length === 0 || parts.some(({ kind }) => kind === 'choice')) return false;
    const held = atoms.flatMap((atom) => (atom.kind === 'present' ? [atom.source] : []));
    const asked = atoms.every(({ kind }) => kind === 'present' || kind === 'missing');
    const has = (source: Source): boolean => held.some((one) => isSameSource(one, source));
    return (
      asked &&
      reads.every(({ source, fallback }) => has(source) || fallback !== undefined) &&
      held.every((source) => reads.some((read) => isSameSource(read.source, source)))
    );
  });
  if (!isCovered) return undefined;
  return firstOf([...branches.map(({ parts }) => withoutFallbacks(parts)), otherwise]);
}

function withoutFallbacks(parts: Parts): Parts {
  return parts.map((part): Part => {
    if (part.kind !== 'read') return part;
    const { fallback: _fallback, ...bare } = part;
    return bare;
  });
}

/** A choice by the texts of one value: a look-up, and what any other value becomes. */
function lookup(branches: readonly Branch[], otherwise: Parts): Draft | undefined {
  const rest = insteadOfParts(otherwise);
  const rows: [string, string][] = [];
  let subject: ReadPart | undefined;
  for (const { when, parts } of branches) {
    const text = plainText(parts);
    for (const [atom, ...more] of when) {
      if (atom === undefined || more.length > 0 || text === undefined) return undefined;
      if (
        isMissing(atom, subject?.source ?? atomSource(atom)) &&
        JSON.stringify(insteadOf(text)) === JSON.stringify(rest)
      )
        continue;
      if (atom.kind !== 'equals' || (subject !== undefined && !isSameRead(subject, atom.read)))
        return undefined;
      subject = atom.read;
      for (const key of atom.texts)
        if (!rows.some(([known]) => known === key)) rows.push([key, text]);
    }
  }
  if (subject === undefined || rest === 'none') return undefined;
  const source = sourceOf([withoutFallbacks([subject])[0] as ReadPart]);
  if (source === undefined || rows.some(([, text]) => text === '')) return undefined;
  return { source, transforms: subject.transforms, lookup: rows, instead: rest };
}

function atomSource(atom: Atom): Source {
  return atom.kind === 'present' || atom.kind === 'missing'
    ? atom.source
    : { kind: 'value', text: '' };
}

function isSameRead(one: ReadPart, other: ReadPart): boolean {
  const isAlike = JSON.stringify(one.transforms) === JSON.stringify(other.transforms);
  return isAlike && isSameSource(one.source, other.source);
}

/** `x` if there is no a, else `a`: the same the other way round. */
function swapped(
  branches: readonly Branch[],
  otherwise: Parts,
  choice: ChoicePart,
): Draft | undefined {
  const [only, ...more] = branches;
  if (only === undefined || more.length > 0) return undefined;
  const when: Alternatives = negated(only.when, { start: choice.at[0], end: choice.at[1] });
  const other = [{ when, parts: otherwise }];
  return lookup(other, only.parts) ?? present(other, only.parts);
}
