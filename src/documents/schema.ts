import type { Finding, Span } from '../diagnostics/index.ts';
import { compileSchema, type Schema, type SchemaIssue, type Validate } from './compile-schema.ts';
import { emptied, hasOnlyStrangers, keysOf, missingIn, misspelt, pathOf } from './key-slips.ts';
import { unknownKey } from './keys.ts';
import { missingHint, valueHint } from './schema-hints.ts';
import type { Tree } from './tree.ts';
import { plainOf, textsOf } from './values.ts';
import { list, namedPath, placeOf, shown, type Place } from './words.ts';

/** The codes of what a schema finds in a kind of file. */
export type SchemaCodes = {
  readonly unknownKey: string;
  readonly missingKey: string;
  readonly wrongType: string;
  readonly badValue: string;
};

type Keys = { required?: string[]; properties?: object };

/** An error of a schema, the place that it is about, and that place's name in a message. */
export type SchemaError = {
  readonly error: SchemaIssue;
  readonly path: readonly string[];
  readonly where: string;
  readonly place: Place;
  readonly file: string;
};

/**
 * How findings are told: `whole` is the file in a message. `areTexts` has every scalar read as a text. `named` is a path as
 * people read it. `explain` may say something else of an error than the general words, or nothing.
 */
export type SchemaOptions = {
  readonly whole: string;
  /** The hint for a file that is nothing of what it should be. */
  readonly hint?: string;
  readonly codes: SchemaCodes;
  readonly areTexts?: boolean;
  readonly named?: (path: readonly string[]) => string;
  readonly explain?: (about: SchemaError) => readonly Finding[] | undefined;
};

/** What to do about a file that is no mapping. */
const ROOT_HINT = 'write lines of key: value';

/** A JSON Schema (2020-12) for a kind of file, compiled when it is first needed, and how its issues are told. */
export class FileSchema {
  readonly schema: Schema;
  readonly #options: SchemaOptions;
  #compiled: Validate | undefined;

  constructor(schema: Schema, options: SchemaOptions) {
    this.schema = schema;
    this.#options = options;
  }

  /** Everything that the schema has against a value of a file, in the order of the file. A file that holds nothing is one finding. */
  check(tree: Tree | undefined, file: string): readonly Finding[] {
    if (tree === undefined) return [this.#empty(file)];
    const value = this.#options.areTexts === true ? textsOf(tree) : plainOf(tree);
    this.#compiled ??= compileSchema(this.schema);
    const isValid = this.#compiled(value);
    const errors = (isValid ? [] : (this.#compiled.errors ?? [])) as readonly SchemaIssue[];
    const empty = emptied(errors, tree);
    const meant = misspelt(errors);
    const said = telling(errors, tree)
      .filter(({ keyword, instancePath }) => keyword !== 'type' || !empty.has(instancePath))
      .filter((error) => !meant.has(missingIn(error)))
      .flatMap((error) => this.#explain(error, tree, file));
    return inOrder(said);
  }

  #explain(error: SchemaIssue, tree: Tree, file: string): readonly Finding[] {
    const { whole, codes, named = namedPath, explain, hint = ROOT_HINT } = this.#options;
    const path = pathOf(error.instancePath);
    const where = path.length === 0 ? whole : named(path);
    const about = { error, path, where, place: placeOf(tree, path), file };
    const said = explain?.(about) ?? [generalFinding(about, codes)];
    const isOther = path.length === 0 && error.keyword === 'type';
    return isOther ? said.map((finding) => ({ hint, ...finding })) : said;
  }

  #empty(file: string): Finding {
    const { whole, codes, hint = ROOT_HINT } = this.#options;
    const message = `${whole} is empty, expected ${rootOf(this.schema)}`;
    const start = { line: 1, column: 1 };
    const span = { start, end: start };
    return { code: codes.wrongType, severity: 'error', message, hint, file, span };
  }
}

/** A finding about the place of an error, or about a span in it. */
export function findingAbout(
  { place, file }: SchemaError,
  code: string,
  message: string,
  hint?: string,
  span: Span = place.tree.span,
): Finding {
  const base = { code, severity: 'error', message, file, span } as const;
  return hint === undefined ? base : { ...base, hint };
}

/** What an error says where nothing particular is known of its place. */
export function generalFinding(about: SchemaError, codes: SchemaCodes): Finding {
  const { error, where, place, path } = about;
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const { message, hint } = unknownKey(key, { tree: place.tree, where, known: keysOf(error) });
      const span = place.tree.entries.get(key)?.keySpan;
      return findingAbout(about, codes.unknownKey, message, hint, span);
    }
    case 'required': {
      const [first] = place.tree.entries.values();
      const span = path.length === 0 ? (first?.keySpan ?? place.tree.span) : place.key;
      const message = `${where} lacks ${String(params['missingProperty'])}`;
      return findingAbout(about, codes.missingKey, message, missingHint(about), span);
    }
    case 'type':
      return wrongType(about, codes);
    default: {
      const message = `${where} is ${shown(place.tree)}, expected ${expected(about)}`;
      const code = error.keyword === 'oneOf' ? codes.wrongType : codes.badValue;
      return findingAbout(about, code, message, valueHint(about));
    }
  }
}

function wrongType(about: SchemaError, codes: SchemaCodes): Finding {
  const { error, path, where, place } = about;
  const types = [(error.params as { type: string | string[] }).type].flat();
  const { kind, text } = place.tree;
  const message = `${where} is ${shown(place.tree)}, expected ${expected(about)}`;
  const isBare = types.includes('string') && (kind === 'number' || kind === 'boolean');
  const isGlued = types.includes('object') && kind === 'text' && /^[^:]+:\S/.test(text);
  const isBraced = types.includes('string') && (kind === 'map' || kind === 'list');
  const hint = isBare
    ? `put it in quotes: "${text}"`
    : isBraced
      ? 'put it in quotes, if it is a text'
      : isGlued
        ? 'put a space after each colon'
        : path.length === 0
          ? undefined
          : valueHint(about);
  return findingAbout(about, codes.wrongType, message, hint);
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'a mapping'],
  ['array', 'a list'],
]);

const BOUNDS: ReadonlyMap<string, string> = new Map([
  ['minimum', 'N or more'],
  ['maximum', 'N or less'],
  ['minLength', 'N or more characters'],
  ['minItems', 'N or more items'],
  ['minProperties', 'N or more keys'],
  ['maxLength', 'N characters or less'],
  ['maxItems', 'N items or less'],
  ['uniqueItems', 'each item once'],
  ['maxProperties', 'N key or less'],
]);

/** What a place should hold, in words: the choices, else what the schema says of it. */
function expected({ error, path }: SchemaError): string {
  const choices = choicesOf(error);
  if (choices !== undefined) return list(choices);
  const { params, keyword, parentSchema } = error;
  const bound = BOUNDS.get(keyword);
  if (bound !== undefined) return bound.replace('N', String(params['limit']));
  if (keyword === 'type' && path.length === 0) return rootOf(parentSchema);
  const { description, examples } = parentSchema as {
    description?: string;
    examples?: readonly unknown[];
  };
  // A description that is a sentence says more than what may be written there.
  const isPhrase = description !== undefined && !description.endsWith('.');
  if (isPhrase || (examples === undefined && description !== undefined)) return description;
  if (keyword === 'type')
    return list(
      [(params as { type: string | string[] }).type].flat().map((type) => TYPES.get(type) ?? type),
    );
  return examples === undefined ? 'another value' : `something like ${JSON.stringify(examples[0])}`;
}

/** The mapping that a file should be, with the keys that it needs always or mostly (`then`). */
function rootOf(schema: Record<string, unknown>): string {
  const { required: always = [], properties = {}, then: also } = schema as Keys & { then?: Keys };
  const wanted = [...always, ...(also?.required ?? [])];
  const required = Object.keys(properties).filter((key) => wanted.includes(key));
  return required.length === 0
    ? 'a mapping'
    : `a mapping with the key${required.length === 1 ? '' : 's'} ${list(required, 'and')}`;
}

function choicesOf({ keyword, params }: SchemaIssue): readonly string[] | undefined {
  const { allowedValues, allowedValue } = params;
  if (keyword === 'enum') return [...new Set((allowedValues as readonly unknown[]).map(String))];
  return keyword === 'const' ? [String(allowedValue)] : undefined;
}

const BRANCH_KEYWORDS: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'const',
  'minItems',
  'minLength',
  'minProperties',
  'maxProperties',
]);

/**
 * Of a union, the check reports the union and what each branch has against the value. What is deeper, or is about the keys of a
 * mapping, says more than the union; that the value is of another branch's type, or a mapping of other keys, says less.
 */
function telling(errors: readonly SchemaIssue[], root: Tree): readonly SchemaIssue[] {
  const dropped = new Set(errors.filter(isBranchChoice));
  const byPath = new Map<string, SchemaIssue[]>();
  for (const error of errors) {
    const known = byPath.get(error.instancePath);
    if (known === undefined) byPath.set(error.instancePath, [error]);
    else known.push(error);
  }
  const outer = new Set([...byPath.keys()].flatMap(pathsAround));
  for (const union of errors) {
    if (union.keyword !== 'oneOf' || isKeyChoice(union)) continue;
    const here = (byPath.get(union.instancePath) ?? []).filter((error) => error !== union);
    const isOther = hasOnlyStrangers(placeOf(root, pathOf(union.instancePath)).tree, here);
    const branches = here.filter(({ keyword }) => isOther || BRANCH_KEYWORDS.has(keyword));
    for (const branch of branches) dropped.add(branch);
    const tells = here.some((error) => !branches.includes(error) && error.keyword !== 'oneOf');
    if (tells || outer.has(union.instancePath)) dropped.add(union);
  }
  return errors.filter((error) => !dropped.has(error));
}

/** The paths that a JSON Pointer is inside of. */
function pathsAround(pointer: string): readonly string[] {
  const steps = pointer.split('/');
  return steps.slice(1).map((_, at) => steps.slice(0, at + 1).join('/'));
}

/** That a condition chose a branch, or that one of several keys is not the one that is there. */
function isBranchChoice({ keyword, parentSchema }: SchemaIssue): boolean {
  return keyword === 'if' || (keyword === 'required' && Object.keys(parentSchema).length === 1);
}

/** Whether a union is one of keys, of which a mapping has exactly one: `oneOf: [{ required: [a] }, { required: [b] }]`. */
export function isKeyChoice({ keyword, parentSchema }: SchemaIssue): boolean {
  const branches = parentSchema['oneOf'];
  return (
    keyword === 'oneOf' &&
    Array.isArray(branches) &&
    branches.every((branch) => Object.keys(branch as object).join() === 'required')
  );
}

/** Findings in the order of their places, each once. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const byPlace = new Map(
    findings.map((finding) => [
      JSON.stringify([finding.code, finding.message, finding.span]),
      finding,
    ]),
  );
  return [...byPlace.values()].toSorted(
    ({ span: a }, { span: b }) =>
      (a?.start.line ?? 0) - (b?.start.line ?? 0) ||
      (a?.start.column ?? 0) - (b?.start.column ?? 0),
  );
}
