import { closest } from '../diagnostics/index.ts';
import { FIELDS, SYNONYMS } from './catalogue-data.ts';
import type { CatalogueField } from './catalogue-types.ts';

/** The highest index of `location[n]` and `beacon[n]`; the lowest is 1. */
export const GROUP_LIMIT = 10;

const PATTERN_INDEX = `[1..${GROUP_LIMIT}]`;
const BY_NAME: ReadonlyMap<string, CatalogueField> = new Map(
  FIELDS.map((field) => [field.name, field]),
);
const INDEXED = /^(location|beacon)\[([1-9]\d*)\](\..+)$/;

/**
 * The catalogue's field for a payload key: `location[3].lat` gives `location[1..10].lat`, `meta.source` gives `meta.*`.
 * The names of the list themselves are found too. Unknown names, an index outside 1..10 and a bare `meta.` give undefined.
 */
export function fieldNamed(name: string): CatalogueField | undefined {
  const field = BY_NAME.get(name);
  if (field !== undefined) return field;
  if (name.startsWith('meta.') && name.length > 'meta.'.length) return BY_NAME.get('meta.*');
  const indexed = INDEXED.exec(name);
  if (indexed === null || Number(indexed[2]) > GROUP_LIMIT) return undefined;
  return BY_NAME.get(`${indexed[1]}${PATTERN_INDEX}${indexed[3]}`);
}

/** The index in a payload key such as `beacon[2].uuid`, or undefined where the key has none. */
export function groupIndex(name: string): number | undefined {
  const indexed = INDEXED.exec(name);
  return indexed === null ? undefined : Number(indexed[2]);
}

/** Every name of the catalogue in its order, patterns as the list writes them (`location[1..10].lat`, `meta.*`). */
export function allFieldNames(): readonly string[] {
  return FIELDS.map((field) => field.name);
}

/** Every documented name as a payload writes it: indexes 1 to 10 spelled out, `meta.*` left out. For completion and hints. */
export function concreteFieldNames(): readonly string[] {
  return FIELDS.filter(
    (field) => field.standing === 'documented' && field.name !== 'meta.*',
  ).flatMap(({ name }) =>
    name.includes(PATTERN_INDEX)
      ? Array.from({ length: GROUP_LIMIT }, (_, at) => name.replace(PATTERN_INDEX, `[${at + 1}]`))
      : [name],
  );
}

/** The fields whose name, description or usual synonym holds every word of the text, letter case aside; '' gives all. */
export function searchFields(text: string): readonly CatalogueField[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const synonym = SYNONYMS.get(fold(text));
  const meant = synonym === undefined ? undefined : fieldNamed(synonym);
  const found = FIELDS.filter((field) => {
    const haystack = `${field.name} ${field.about} ${field.type} ${field.kind}`.toLowerCase();
    return field !== meant && words.every((word) => haystack.includes(word));
  });
  return meant === undefined ? found : [meant, ...found];
}

/** The field a misspelt or foreign name most likely means (`firstName` means `person.forename`), or undefined. */
export function suggestField(name: string): string | undefined {
  const known = BY_NAME.get(name)?.instead;
  if (known !== undefined) return known;
  const last = lastPart(name);
  const names = concreteFieldNames();
  const sameEnd = names.filter((candidate) => fold(lastPart(candidate)) === fold(last));
  const meant = SYNONYMS.get(fold(name)) ?? closest(name, sameEnd) ?? SYNONYMS.get(fold(last));
  if (meant !== undefined) return meant;
  if (sameEnd.length === 1) return sameEnd[0];
  return closest(name, names) ?? closestInLastPart(last, names);
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function closestInLastPart(last: string, names: readonly string[]): string | undefined {
  const byEnd = new Map<string, string>();
  for (const name of names) {
    const end = lastPart(name);
    if (!byEnd.has(end)) byEnd.set(end, name);
  }
  const near = closest(last, byEnd.keys());
  return near === undefined ? undefined : byEnd.get(near);
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
}
