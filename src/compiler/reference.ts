import {
  Dict,
  Meter,
  PyFloat,
  python2Of,
  str,
  Undefined,
  type JinjaVersion,
  type Value,
} from '../jinja/values/index.ts';
import { attributesBy, type Recipient } from '../account/index.ts';
import { fieldNamed, linkBuilder, minify, type Crypto } from '../passkit/index.ts';
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
  /** The release whose Python prints values, 3.1 where it is not given: Python 2.7 prints floats with twelve digits. */
  readonly release?: JinjaVersion;
};

/** Fields with their values, in the order of the map. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * What the link of a user must hold, field by field in the order of the map, or why the user is dropped (each reason once, in
 * the order of the map). `cause` says whether the map wants it so or Python cannot encode half of a surrogate pair; where the map does,
 * `rest` is what the snippet makes a link of all the same.
 */
export type Evaluated =
  | { readonly payload: Pairs }
  | { readonly dropped: readonly string[]; readonly cause: 'map'; readonly rest: Pairs }
  | { readonly dropped: readonly string[]; readonly cause: 'encoding' };

/**
 * The payload of a user computed from the map alone, without any Jinja: what every rendered link is held against. A value is
 * missing where it is Undefined, None, '' or white space.
 */
export function evaluate(map: FieldMap, known: Known): Evaluated {
  return evaluatorOf(map)(known);
}

/** A field as it is evaluated: what depends on the map alone is found out once. */
type FieldPlan = {
  readonly name: string;
  readonly missing: MappedField['missing'];
  readonly isLiteral: boolean;
  readonly group: string | undefined;
  readonly breaksGroup: boolean;
  readonly read: (known: Known) => string;
};

/** `evaluate` for any number of users of one map. */
export function evaluatorOf(map: FieldMap): (known: Known) => Evaluated {
  const fields = map.fields.map(planOf);
  return (known) => {
    const values = fields.map(({ read }) => read(known));
    const missing = fields.map(({ isLiteral }, at) => !isLiteral && isBlank(values[at] ?? ''));
    const payload = payloadOf(fields, values, missing);
    const reasons = fields.flatMap(({ missing: policy }, at) =>
      missing[at] === true && policy.kind === 'drop' ? policy.reason : [],
    );
    if (reasons.length > 0) return { dropped: [...new Set(reasons)], cause: 'map', rest: payload };
    const halved = payload.some(([, value]) => !value.isWellFormed());
    return halved ? { dropped: ['UnicodeEncodeError'], cause: 'encoding' } : { payload };
  };
}

/** What a link holds of the values of fields, some of which are missing. */
function payloadOf(
  fields: readonly FieldPlan[],
  values: readonly string[],
  missing: readonly boolean[],
): Pairs {
  const broken = new Set<string>();
  for (let at = 0; at < fields.length; at += 1)
    if (missing[at] === true && fields[at]?.breaksGroup === true)
      broken.add(fields[at]?.group ?? '');
  const payload: (readonly [string, string])[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const { name, missing: policy, group } = fields[at] as FieldPlan;
    if (broken.size > 0 && broken.has(group ?? '')) continue;
    if (missing[at] !== true) payload.push([name, values[at] ?? '']);
    else if (policy.kind === 'default') payload.push([name, policy.text]);
    else if (policy.kind === 'empty') payload.push([name, '']);
  }
  return payload;
}

/** The link that a payload must give, signed with a secret. Throws FindingsError as `buildLink` does. */
export function expectedLink(map: FieldMap, payload: Pairs, secret: string): string {
  return linkerOf(map, secret)(payload);
}

/** `expectedLink` for any number of payloads of one map; `crypto` is that of `buildLink`. */
export function linkerOf(
  map: FieldMap,
  secret: string,
  crypto?: Crypto,
): (payload: Pairs) => string {
  const query = new Map(
    map.query.map(([name, value]) => [decodeURIComponent(name), decodeURIComponent(value)]),
  );
  const build = linkBuilder({
    projectUrl: map.project.url,
    secret,
    base64: map.base64,
    query,
    ...(crypto && { crypto }),
  });
  return (payload) => build(escaped(minify(payload)));
}

/** JSON with its control characters as a snippet writes them. */
function escaped(json: string): string {
  if (!json.includes('\\')) return json;
  return json.replaceAll(/\\(.)/g, (escape, letter: string) => {
    const control = CONTROLS.get(letter);
    return control === undefined ? escape : `\\u00${control}`;
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

function planOf({ name, missing, ...field }: MappedField): FieldPlan {
  return {
    name,
    missing,
    isLiteral: field.source.kind === 'value',
    group: groupOf(name),
    breaksGroup: missing.kind === 'omit' && fieldNamed(name)?.group?.need === 'required',
    read: readerOf(field),
  };
}

function readerOf(
  field: Pick<MappedField, 'source' | 'transforms' | 'conversion' | 'lookup'>,
): FieldPlan['read'] {
  const { source, conversion } = field;
  const isPrinted = conversion.to === 'repr';
  if (source.kind === 'value') return (known) => textOf(source, known, isPrinted);
  const convert = textConverter(field);
  const part = 'attribute' in source ? attributesBy('source', source.kind)?.part : undefined;
  if (part !== undefined && 'attribute' in source) {
    const { attribute } = source;
    const textFor = isPrinted ? printed : plain;
    return (known) => convert(textFor(known[part]?.getString(attribute), known));
  }
  return (known) => convert(textOf(source, known, isPrinted));
}

/** What a field makes of the value of an attribute: '' where it is missing, or no conversion takes it. */
export function converterOf(
  field: Pick<MappedField, 'transforms' | 'conversion' | 'lookup'>,
): (value: Value | undefined) => string {
  const known: Known = { user: new Dict() };
  const textFor = field.conversion.to === 'repr' ? printed : plain;
  const convert = textConverter(field);
  return (value) => convert(textFor(value, known));
}

/** What a field makes of a text. That of '' is computed once: it is the text of whatever is missing. */
function textConverter({
  transforms,
  conversion,
  lookup,
}: Pick<MappedField, 'transforms' | 'conversion' | 'lookup'>): (text: string) => string {
  const found = lookup && new Map(lookup);
  const convert = (text: string): string => {
    const converted = applyConversion(applyTransforms(text, transforms), conversion);
    return found === undefined ? converted : (found.get(strip(converted)) ?? '');
  };
  const ofNothing = convert('');
  return (text) => (text === '' ? ofNothing : convert(text));
}

/** The text of a source, '' where it is missing. `isPrinted` takes lists and mappings as Python prints them. */
function textOf(source: Source, known: Known, isPrinted: boolean = false): string {
  const taken = (value: Value | undefined): string =>
    isPrinted ? printed(value, known) : plain(value, known);
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
function plain(value: Value | undefined, known: Known): string {
  if (typeof value === 'string') return isBlank(value) ? '' : value;
  const isNumber = ['number', 'bigint', 'boolean'].includes(typeof value);
  return isNumber || value instanceof PyFloat ? printed(value, known) : '';
}

/** What Python prints, '' for what counts as missing. */
function printed(value: Value | undefined, { release }: Known): string {
  if (value === undefined || value === null || value instanceof Undefined) return '';
  const text = str(value, release && printerOf(release));
  return isBlank(text) ? '' : text;
}

/** What prints as the Python of a release does; undefined for Python 3. */
function printerOf(release: JinjaVersion): Meter | undefined {
  const python2 = python2Of(release);
  return python2 && Object.assign(new Meter(), { python2 });
}

function walk(value: Value | undefined, steps: readonly PathStep[]): Value | undefined {
  return steps.reduce<Value | undefined>((at, step) => {
    if (at instanceof Dict) return at.get(step);
    return Array.isArray(at) && typeof step === 'number' ? at[step] : undefined;
  }, value);
}
