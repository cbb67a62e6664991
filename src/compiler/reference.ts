import { Dict, type Value } from '../jinja/values/index.ts';
import { fieldNamed, linkBuilder, minify, type Crypto } from '../passkit/index.ts';
import { type FieldMap, type MappedField, groupOf } from './field-map.ts';
import { formConverter } from './reference-forms.ts';
import { plain, printed, textReader, type Known } from './reference-sources.ts';
import { applyTransforms, isBlank, strip } from './reference-texts.ts';

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

/** `evaluate` for any number of users of one map. */
export function evaluatorOf(map: FieldMap): (known: Known) => Evaluated {
  const textsOf = textsBy(map);
  const names = map.fields.map(({ name }) => name);
  return (known) => {
    const { texts, reasons } = textsOf(known);
    const payload: (readonly [string, string])[] = [];
    for (const [at, name] of names.entries()) {
      const text = texts[at];
      if (text !== undefined) payload.push([name, text]);
    }
    if (reasons !== undefined) return { dropped: [...reasons], cause: 'map', rest: payload };
    return texts.every(isEncodable)
      ? { payload }
      : { dropped: ['UnicodeEncodeError'], cause: 'encoding' };
  };
}

/**
 * The link of a user by the map, or why the user is dropped: `link` is then what the snippet makes of the rest. Undefined for texts that
 * Python cannot encode.
 */
export type MappedLink = { readonly link: string; readonly dropped: readonly string[] };

/**
 * `expectedLink` of what `evaluate` gives, for any number of users of one map, without anything in between; `crypto` is that of `buildLink`.
 * Throws FindingsError as that does.
 */
export function linkerOf(
  map: FieldMap,
  secret: string,
  crypto?: Crypto,
): (known: Known) => MappedLink | undefined {
  const textsOf = textsBy(map);
  const build = builderOf(map, secret, crypto);
  const heads = map.fields.map(({ name }) => `${JSON.stringify(name)}:`);
  return (known) => {
    const { texts, reasons } = textsOf(known);
    let members = '';
    for (let at = 0; at < texts.length; at += 1) {
      const text = texts[at];
      if (text === undefined) continue;
      if (!isEncodable(text)) return undefined;
      members += `${members === '' ? '' : ','}${heads[at]}${quoted(text)}`;
    }
    return { link: build(`{${members}}`), dropped: reasons === undefined ? [] : [...reasons] };
  };
}

/** A text between quotes in JSON, as a snippet writes it. */
function quoted(text: string): string {
  return UNESCAPED.test(text) ? `"${text}"` : escaped(JSON.stringify(text));
}

/** Whatever JSON writes as it is. */
const UNESCAPED = /^[^"\\\0-\x1f\ud800-\udfff]*$/;

/** Whether Python can encode a text: it has no half of a surrogate pair. */
function isEncodable(text: string | undefined): boolean {
  return text === undefined || text.isWellFormed();
}

/** A field as it is evaluated: what depends on the map alone is found out once. */
type FieldPlan = {
  readonly isLiteral: boolean;
  readonly read: (known: Known) => string;
  /** Its text where it is missing, undefined where the link lacks it then. */
  readonly fallback: string | undefined;
  readonly reason: string | undefined;
  readonly group: string | undefined;
  readonly breaksGroup: boolean;
};

/** The texts of all fields, undefined for those that the link lacks, and the reasons for which the user is dropped, if any. */
type Texts = {
  readonly texts: readonly (string | undefined)[];
  readonly reasons: ReadonlySet<string> | undefined;
};

function textsBy(map: FieldMap): (known: Known) => Texts {
  const fields = map.fields.map(planOf);
  return (known) => {
    const texts: (string | undefined)[] = [];
    let reasons: Set<string> | undefined;
    let broken: Set<string | undefined> | undefined;
    for (const { isLiteral, read, fallback, reason, group, breaksGroup } of fields) {
      const text = read(known);
      const isMissing = !isLiteral && isBlank(text);
      texts.push(isMissing ? fallback : text);
      if (!isMissing) continue;
      if (reason !== undefined) (reasons ??= new Set()).add(reason);
      if (breaksGroup) (broken ??= new Set()).add(group);
    }
    if (broken === undefined) return { texts, reasons };
    return {
      texts: texts.map((text, at) => (broken.has(fields[at]?.group) ? undefined : text)),
      reasons,
    };
  };
}

/** The link that a payload must give, signed with a secret. Throws FindingsError as `buildLink` does. */
export function expectedLink(map: FieldMap, payload: Pairs, secret: string): string {
  return builderOf(map, secret)(escaped(minify(payload)));
}

/** Builds the links of a map out of the JSON texts of payloads. */
function builderOf(map: FieldMap, secret: string, crypto?: Crypto): (json: string) => string {
  const query = new Map(
    map.query.map(([name, value]) => [decodeURIComponent(name), decodeURIComponent(value)]),
  );
  return linkBuilder({
    projectUrl: map.project.url,
    secret,
    base64: map.base64,
    query,
    ...(crypto && { crypto }),
  });
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
    isLiteral: field.source.kind === 'value',
    read: readerOf(field),
    fallback: missing.kind === 'default' ? missing.text : missing.kind === 'empty' ? '' : undefined,
    reason: missing.kind === 'drop' ? missing.reason : undefined,
    group: groupOf(name),
    breaksGroup: missing.kind === 'omit' && fieldNamed(name)?.group?.need === 'required',
  };
}

function readerOf(
  field: Pick<MappedField, 'source' | 'transforms' | 'conversion' | 'lookup'>,
): FieldPlan['read'] {
  const { source } = field;
  const read = textReader(source, field.conversion.to === 'repr');
  if (source.kind === 'value') return read;
  const convert = textConverter(field);
  return convert === undefined ? read : (known) => convert(read(known));
}

/** What a field makes of the value of an attribute: '' where it is missing, or no conversion takes it. */
export function converterOf(
  field: Pick<MappedField, 'transforms' | 'conversion' | 'lookup'>,
): (value: Value | undefined) => string {
  const known: Known = { user: new Dict() };
  const textFor = field.conversion.to === 'repr' ? printed : plain;
  const convert = textConverter(field);
  return (value) => {
    const text = textFor(value, known);
    return convert === undefined ? text : convert(text);
  };
}

/** What a field makes of a text, undefined where that is the text itself. What it makes of '', the text of whatever is missing, is computed once. */
function textConverter({
  transforms,
  conversion,
  lookup,
}: Pick<MappedField, 'transforms' | 'conversion' | 'lookup'>):
  | ((text: string) => string)
  | undefined {
  const isText = conversion.to === 'text' || conversion.to === 'repr';
  if (isText && transforms.length === 0 && lookup === undefined) return undefined;
  const found = lookup && new Map(lookup);
  const form = formConverter(conversion);
  const convert = (text: string): string => {
    const converted = form(applyTransforms(text, transforms));
    return found === undefined ? converted : (found.get(strip(converted)) ?? '');
  };
  const ofNothing = convert('');
  return (text) => (text === '' ? ofNothing : convert(text));
}
