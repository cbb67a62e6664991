import { Dict, str, Undefined, type Value } from '../jinja/values/index.ts';
import { attributesBy, type Recipient } from '../account/index.ts';
import { buildLink, fieldNamed } from '../passkit/index.ts';
import {
  type FieldMap,
  type MappedField,
  type PathStep,
  type Source,
  groupOf,
} from './field-map.ts';
import { applyConversion, applyTransforms, isBlank, strip } from './reference-texts.ts';

/**
 * A recipient with what else a map may read. `contentApi` answers a call (its parameters are texts), `auxRow` gives the row of a
 * table; both give undefined where there is nothing.
 */
export type Known = Recipient & {
  readonly contentApi?: (api: string, params: ReadonlyMap<string, string>) => Value | undefined;
  readonly auxRow?: (table: string, key: string) => Value | undefined;
};

/**
 * What the link of a user must hold, field by field in the order of the map, or why the user is dropped (each reason once, in
 * the order of the map). `cause` says whether the map wants it so or Python cannot encode half of a surrogate pair.
 */
export type Evaluated =
  | { readonly payload: readonly (readonly [name: string, value: string])[] }
  | { readonly dropped: readonly string[]; readonly cause: 'map' | 'encoding' };

/**
 * The payload of a user computed from the map alone, without any Jinja: what every rendered link is held against. A value is
 * missing where it is Undefined, None, '' or white space.
 */
export function evaluate(map: FieldMap, known: Known): Evaluated {
  const values = new Map(map.fields.map((field) => [field.name, valueOf(field, known)]));
  const isMissing = (field: MappedField): boolean =>
    field.source.kind !== 'value' && isBlank(values.get(field.name) ?? '');
  const reasons = map.fields.flatMap((field) =>
    field.missing.kind === 'drop' && isMissing(field) ? [field.missing.reason] : [],
  );
  if (reasons.length > 0) return { dropped: [...new Set(reasons)], cause: 'map' };
  const broken = new Set(
    map.fields
      .filter((field) => breaksGroup(field) && isMissing(field))
      .map(({ name }) => groupOf(name)),
  );
  const payload = map.fields.flatMap((field): [string, string][] => {
    if (broken.has(groupOf(field.name) ?? '')) return [];
    if (!isMissing(field)) return [[field.name, values.get(field.name) ?? '']];
    const { missing } = field;
    if (missing.kind === 'default') return [[field.name, missing.text]];
    return missing.kind === 'empty' ? [[field.name, '']] : [];
  });
  const halved = payload.some(([, value]) => /\p{Surrogate}/u.test(value));
  return halved ? { dropped: ['UnicodeEncodeError'], cause: 'encoding' } : { payload };
}

/** The link that a payload must give, signed with a secret. Throws FindingsError as `buildLink` does. */
export function expectedLink(
  map: FieldMap,
  payload: readonly (readonly [name: string, value: string])[],
  secret: string,
): string {
  const query = new Map(
    map.query.map(([name, value]) => [decodeURIComponent(name), decodeURIComponent(value)]),
  );
  return buildLink({ projectUrl: map.project.url, payload, secret, base64: map.base64, query });
}

function breaksGroup({ name, missing }: MappedField): boolean {
  return missing.kind === 'omit' && fieldNamed(name)?.group?.need === 'required';
}

function valueOf({ source, transforms, conversion, lookup }: MappedField, known: Known): string {
  const read = textOf(source, known);
  if (source.kind === 'value') return read;
  const value = applyConversion(applyTransforms(read, transforms), conversion);
  if (lookup === undefined) return value;
  return new Map(lookup).get(strip(value)) ?? '';
}

/** The text of a source, '' where it is missing. */
function textOf(source: Source, known: Known): string {
  switch (source.kind) {
    case 'value':
      return source.text;
    case 'text': {
      const parts = source.parts.map((part) =>
        typeof part === 'string' ? part : textOf(part, known),
      );
      const absent = source.parts.some(
        (part, at) => typeof part !== 'string' && isBlank(parts[at] ?? ''),
      );
      return absent ? '' : parts.join('');
    }
    case 'first':
      return source.sources.map((one) => textOf(one, known)).find((text) => !isBlank(text)) ?? '';
    case 'content': {
      const params = new Map(source.params.map(([name, value]) => [name, textOf(value, known)]));
      return printed(walk(known.contentApi?.(source.api, params), source.path));
    }
    case 'aux': {
      const key = textOf(source.key, known);
      if (isBlank(key)) return '';
      return printed(walk(known.auxRow?.(source.table, key), [source.field]));
    }
    case 'product':
      return printed(walk(known.productSets, [source.set, ...source.path]));
    case 'user':
    case 'event':
    case 'business':
    case 'campaign':
    default: {
      const part = attributesBy('source', source.kind)?.part;
      return printed(part && known[part]?.get(source.attribute));
    }
  }
}

/** What Python prints, '' for what counts as missing. */
function printed(value: Value | undefined): string {
  if (value === undefined || value === null || value instanceof Undefined) return '';
  const text = str(value);
  return isBlank(text) ? '' : text;
}

function walk(value: Value | undefined, steps: readonly PathStep[]): Value | undefined {
  return steps.reduce<Value | undefined>((at, step) => {
    if (at instanceof Dict) return at.get(step);
    return Array.isArray(at) && typeof step === 'number' ? at[step] : undefined;
  }, value);
}
