import { sourcesWithin, type FieldMap, type Source } from '../compiler/index.ts';
import { Dict, PyFloat, type Value } from '../jinja/index.ts';

/** Text with everything in it that JSON, HTML or Jinja could take for its own. */
export const HOSTILE = "O\"Brien \\ 'n' <b>&amp; {{ x }}\n\u2028\u0007 Zoë 👍";

/** A kind of source whose values come from elsewhere than the user. */
type Elsewhere = 'content' | 'aux' | 'product';

/** What answers: an API, a table or a product set by name, and each its answer, row or list. */
export type Answers = Readonly<Record<Elsewhere, ReadonlyMap<string, Value>>>;

type Step = string | number;
type Read = { readonly kind: Elsewhere; readonly name: string; readonly path: readonly Step[] };

/** What each part of an answer is tried with on the way to a value; `undefined` takes it away. */
const PARTS: readonly (readonly [string, Value | undefined])[] = [
  ['missing', undefined],
  ['null', null],
  ['a text', 'not found'],
  ['a number', 7],
  ['an empty list', []],
  ['an empty mapping', new Dict()],
];

/** What the value itself is tried with. */
const VALUES: typeof PARTS = [
  ...PARTS,
  ['blank', ' '],
  ['a decimal', new PyFloat(10)],
  ['a list', ['a', 'b']],
];

/** Answers in which everything that a map reads is there, as hostile text. */
export function fullAnswers(map: FieldMap): Answers {
  return readsOf(map).reduce((answers, read) => changed(answers, read, HOSTILE), EMPTY);
}

/** The full answers with one part of one of them missing, null, of a wrong type, or a list too short, each with what it is. */
export function derivedAnswers(map: FieldMap): readonly (readonly [string, Answers])[] {
  const full = fullAnswers(map);
  const told = new Set<string>();
  return readsOf(map).flatMap(({ kind, name, path }) =>
    Array.from({ length: path.length + 1 }, (_, depth) => path.slice(0, depth)).flatMap((part) => {
      const said = [name, ...part].join('.');
      if (told.has(`${kind} ${said}`)) return [];
      told.add(`${kind} ${said}`);
      const next = path[part.length];
      const short: typeof PARTS =
        typeof next === 'number'
          ? [['a short list', Array.from({ length: next }, () => null)]]
          : [];
      const trials = next === undefined ? VALUES : [...PARTS, ...short];
      return trials
        .filter(([, value]) => isPossible(kind, part, value))
        .map(
          ([what, value]) =>
            [`${said}: ${what}`, changed(full, { kind, name, path: part }, value)] as const,
        );
    }),
  );
}

const EMPTY: Answers = { content: new Map(), aux: new Map(), product: new Map() };

/**
 * A row of a table is there or not, and holds texts only; an account without a product set drops everyone. Source: MoEngage,
 * Auxiliary data and Recommendations.
 */
function isPossible(kind: Elsewhere, part: readonly Step[], value: Value | undefined): boolean {
  if (kind === 'product') return part.length > 0 || value !== undefined;
  if (kind !== 'aux') return true;
  return value === undefined || (part.length > 0 && typeof value === 'string');
}

function readsOf(map: FieldMap): readonly Read[] {
  return map.fields.flatMap(({ source }) => [...sourcesWithin(source)].flatMap(readOf));
}

function readOf(source: Source): readonly Read[] {
  switch (source.kind) {
    case 'content':
      return [{ kind: 'content', name: source.api, path: source.path }];
    case 'aux':
      return [{ kind: 'aux', name: source.table, path: [source.field] }];
    case 'product':
      return [{ kind: 'product', name: source.set, path: source.path }];
    default:
      return [];
  }
}

function changed(answers: Answers, { kind, name, path }: Read, value: Value | undefined): Answers {
  const all = new Map(answers[kind]);
  const made = placed(all.get(name), path, value);
  if (made === undefined) all.delete(name);
  else all.set(name, made);
  return { ...answers, [kind]: all };
}

/** A value with another at a place inside it; mappings and lists on the way are made where they are not there. */
function placed(
  at: Value | undefined,
  [step, ...rest]: readonly Step[],
  value: Value | undefined,
): Value | undefined {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items = Array.isArray(at) ? [...at] : [];
    while (items.length < step) items.push(null);
    const item = placed(items[step], rest, value);
    if (item === undefined) return items.slice(0, step);
    items[step] = item;
    return items;
  }
  const entries = at instanceof Dict ? [...at.entries()] : [];
  const before = entries.find(([key]) => key === step)?.[1];
  const item = placed(before, rest, value);
  const others = entries.filter(([key]) => key !== step);
  return Dict.of(item === undefined ? others : [...others, [step, item]]);
}
