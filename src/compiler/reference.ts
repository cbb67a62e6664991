import { Dict, PyFloat, str, Undefined, type Value } from '../jinja/values/index.ts';
import { attributesBy, type Recipient } from '../account/index.ts';
import { buildLink, fieldNamed, minify } from '../passkit/index.ts';
import {
  type FieldMap,
  type MappedField,
  type PathStep,
  type Source,
  groupOf,
} from './field-map.ts';
import { applyConversion } from './reference-forms.ts';
import { applyTransforms, isBlank, strip } from './reference-texts.ts';

/**
 * A recipient with what else a map may read. `contentApi` answers a call (its parameters are texts), `auxRow` gives the row of a
 * table; both give undefined where there is nothing.
 */
export type Known = Recipient & {
  readonly contentApi?: (api: string, params: ReadonlyMap<string, string>) => Value | undefined;
  /** The moment of sending, in milliseconds since 1970; 0 where it is not given. */
  readonly now?: number;
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
  const json = minify(payload).replaceAll(/\\(.)/g, (escape, letter: string) => {
    const control = CONTROLS.get(letter);
    return control === undefined ? escape : `\\u00${control}`;
  });
  return buildLink({
    projectUrl: map.project.url,
    payload: json,
    secret,
    base64: map.base64,
    query,
  });
}

/** The control characters that JSON has short escapes for; a snippet writes them as it writes the others. */
const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['b', '08'],
  ['t', '09'],
  ['n', '0a'],
  ['f', '0c'],
  ['r', '0d'],
]);

function breaksGroup({ name, missing }: MappedField): boolean {
  return missing.kind === 'omit' && fieldNamed(name)?.group?.need === 'required';
}

function valueOf({ source, transforms, conversion, lookup }: MappedField, known: Known): string {
  const read = textOf(source, known, conversion.to === 'repr');
  if (source.kind === 'value') return read;
  const value = applyConversion(applyTransforms(read, transforms), conversion);
  if (lookup === undefined) return value;
  return new Map(lookup).get(strip(value)) ?? '';
}

/** The text of a source, '' where it is missing. `isPrinted` takes lists and mappings as Python prints them. */
function textOf(source: Source, known: Known, isPrinted: boolean = false): string {
  const taken = (value: Value | undefined): string => (isPrinted ? printed(value) : plain(value));
  switch (source.kind) {
    case 'value':
      return source.text;
    case 'now':
      return `${new Date(known.now ?? 0).toISOString().slice(0, 19)}Z`;
    case 'text': {
      const parts = source.parts.map((part) =>
        typeof part === 'string' ? part : textOf(part, known, isPrinted),
      );
      const absent = source.parts.some(
        (part, at) => typeof part !== 'string' && isBlank(parts[at] ?? ''),
      );
      return absent ? '' : parts.join('');
    }
    case 'first': {
      const texts = source.sources.map((one) => textOf(one, known, isPrinted));
      return texts.find((text) => !isBlank(text)) ?? '';
    }
    case 'content': {
      const params = new Map(source.params.map(([name, value]) => [name, textOf(value, known)]));
      return taken(walk(known.contentApi?.(source.api, params), source.path));
    }
    case 'aux': {
      const key = textOf(source.key, known);
      if (isBlank(key)) return '';
      return taken(walk(known.auxRow?.(source.table, key), [source.field]));
    }
    case 'product':
      return taken(walk(known.productSets, [source.set, ...source.path]));
    case 'user':
    case 'event':
    case 'business':
    case 'campaign':
    default: {
      const part = attributesBy('source', source.kind)?.part;
      return taken(part && known[part]?.get(source.attribute));
    }
  }
}

/** What Python prints of a text, a number or a boolean; '' of everything else, and of what shows nothing. */
function plain(value: Value | undefined): string {
  const isNumber = ['number', 'bigint', 'boolean'].includes(typeof value);
  const isPlain = isNumber || typeof value === 'string' || value instanceof PyFloat;
  return isPlain ? printed(value) : '';
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
