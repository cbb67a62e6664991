import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { didYouMean, type Finding, type Span } from '../../diagnostics/index.ts';
import { fieldNamed, suggestField } from '../../passkit/index.ts';
import { FIELD_MAP_SCHEMA } from '../schema.ts';
import { plainOf, type Entry, type Tree } from '../../documents/index.ts';
import { list, named, placeOf, quoted, shown, unescapePointer } from './words.ts';
import { finding, wrongValue, type About } from './wrong-value.ts';

/** The schema with one rule for all payload fields: whether a name is one, `fieldNamed` says, and the check is made faster. */
const QUICK_SCHEMA = {
  ...FIELD_MAP_SCHEMA,
  properties: {
    ...(FIELD_MAP_SCHEMA['properties'] as object),
    fields: { type: 'object', minProperties: 1, additionalProperties: { $ref: '#/$defs/field' } },
  },
};

/** The schema itself is checked by a test, not at each start. */
const OPTIONS = {
  allErrors: true,
  verbose: true,
  strict: false,
  meta: false,
  validateSchema: false,
} as const;

/** The check of the schema. Making it takes some milliseconds: it is made when it is first needed, and then kept. */
const validator: () => ValidateFunction = once(() => new Ajv2020(OPTIONS).compile(QUICK_SCHEMA));

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Keys that say that a secret is written here. */
const SECRET_KEY = /secret|passw(?:or)?d|api.?key|private.?key|^(?:hmac|key|salt|sig|signature)$/i;

/** Everything that the schema has against a file, each at its place, with words that say what to write instead. */
export function validateTree(tree: Tree, file: string): readonly Finding[] {
  const validate = validator();
  const plain = plainOf(tree);
  const errors = validate(plain) ? [] : (validate.errors ?? []);
  const said = withoutBranches(errors).flatMap((error) => explain(error, tree, file));
  return [...said, ...unknownFields(tree, file)];
}

function unknownFields(root: Tree, file: string): Finding[] {
  const entries = root.entries.get('fields')?.tree.entries ?? new Map<string, Entry>();
  return [...entries]
    .filter(
      ([name]) => name.includes('[1..') || name.includes('*') || fieldNamed(name) === undefined,
    )
    .map(([name, { keySpan }]): Finding => {
      const place = { file, span: keySpan } as const;
      if (SECRET_KEY.test(name)) return { ...secretKey('fields', name), ...place };
      const message = `${quoted(name)} is no field that PassKit lists`;
      return {
        code: 'map/unknown-field',
        severity: 'error',
        message,
        hint: fieldHint(name),
        ...place,
      };
    });
}

function secretKey(where: string, key: string): Finding {
  const message = `${where} has a key ${quoted(key)}: secrets do not belong in a field map`;
  const hint =
    'take it out, and change the secret if this file was shared; it is read from a file, standard input or the environment';
  return { code: 'map/secret', severity: 'error', message, hint };
}

/** Whether an error is about which of the sources a field names: the union of the keys, or one branch of it. */
function isSourceChoice({ keyword, parentSchema }: ErrorObject): boolean {
  const schema = (parentSchema ?? {}) as { title?: string };
  if (keyword === 'required') return Object.keys(schema).length === 1;
  return schema.title === 'Field' || schema.title === 'Source';
}

const BRANCH_KEYWORDS: ReadonlySet<string> = new Set(['type', 'enum', 'const']);

/**
 * Of a union, ajv reports the union and what each branch has against the value. What stands deeper, or is about the keys of
 * a mapping, says more than the union; that the value is of another branch's type says less.
 */
function withoutBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const dropped = new Set<ErrorObject>(
    errors.filter((error) => error.keyword === 'required' && isSourceChoice(error)),
  );
  for (const union of errors) {
    if (union.keyword !== 'oneOf' || isSourceChoice(union)) continue;
    const here = errors.filter(
      (error) => error !== union && error.instancePath === union.instancePath,
    );
    const branches = here.filter(({ keyword }) => BRANCH_KEYWORDS.has(keyword));
    for (const branch of branches) dropped.add(branch);
    const telling = here.some((error) => !branches.includes(error) && error.keyword !== 'oneOf');
    const deeper = errors.some(({ instancePath }) =>
      instancePath.startsWith(`${union.instancePath}/`),
    );
    if (telling || deeper) dropped.add(union);
  }
  return errors.filter((error) => !dropped.has(error));
}

function explain(error: ErrorObject, root: Tree, file: string): Finding[] {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const place = placeOf(root, path);
  const where = path.length === 0 ? 'the field map' : named(path);
  const about: About = { error, where, path, place, file };
  const isPolicy = error.schemaPath.includes('#/$defs/policy') || path.at(-1) === 'missing';
  switch (error.keyword) {
    case 'additionalProperties':
      return [isPolicy ? badPolicy(about) : unknownKey(about)];
    case 'required':
      return [missingKey(about)];
    case 'oneOf':
      if (isSourceChoice(error)) return sourceCount(about);
      return [isPolicy ? badPolicy(about) : wrongValue(about)];
    case 'minProperties':
    case 'maxProperties':
      return [isPolicy ? badPolicy(about) : emptyMapping(about)];
    case 'minItems':
      return [emptyMapping(about)];
    default:
      return [isPolicy ? badPolicy(about) : wrongValue(about)];
  }
}

function unknownKey(about: About): Finding {
  const { error, path, where, place } = about;
  const key = (error.params as { additionalProperty: string }).additionalProperty;
  const span = place.tree.entries.get(key)?.keySpan;
  if (SECRET_KEY.test(key)) {
    const { message, hint } = secretKey(where, key);
    return finding(about, 'map/secret', message, hint, span);
  }
  const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
  const message = `${where} has no key ${quoted(key)}, expected ${list(known.filter((name) => name !== '$schema'))}`;
  const elsewhere =
    path[0] !== 'fields' && suggestField(key) === key
      ? 'fields of the payload stand under fields'
      : undefined;
  return finding(about, 'map/unknown-key', message, didYouMean(key, known) ?? elsewhere, span);
}

function fieldHint(name: string): string {
  if (/^(?:location|beacon)\[/.test(name))
    return 'the index is a number from 1 to 10, as in location[1].lat';
  const meant = suggestField(name);
  return meant === undefined
    ? 'a custom field of the project is written meta.<name>'
    : `did you mean '${meant}'?`;
}

function missingKey(about: About): Finding {
  const { error, where, place, path } = about;
  const key = (error.params as { missingProperty: string }).missingProperty;
  const hints: Readonly<Record<string, string>> = {
    smartpass: 'write smartpass: 1',
    project: 'write project: { url: https://pub1.pskt.io/c/… }',
    url: 'copy it from Distribution in the PassKit dashboard',
    fields: 'write fields: and the fields of the payload under it',
  };
  const span = path.length === 0 ? firstSpan(place.tree) : place.key;
  return finding(about, 'map/missing-key', `${where} lacks ${key}`, hints[key], span);
}

function firstSpan(tree: Tree): Span {
  const [first] = tree.entries.values();
  return first?.keySpan ?? tree.span;
}

function sourceCount(about: About): Finding[] {
  const { place, where, error } = about;
  const known = (error.schema as readonly { required: readonly string[] }[]).map(
    ({ required }) => required[0] ?? '',
  );
  const given = known.filter((name) => place.tree.entries.has(name));
  if (place.tree.kind !== 'map') return [];
  if (given.length === 0) {
    const message = `${where} does not say where its value comes from, expected one of ${list(known)}`;
    return [
      finding(
        about,
        'map/no-source',
        message,
        'write { user: First Name }, for example',
        place.key,
      ),
    ];
  }
  const second = place.tree.entries.get(given[1] ?? '');
  const message = `${where} takes its value from ${given.join(' and ')}, expected one of them`;
  const hint =
    'several sources of which the first that is present counts are written first: [{ user: … }, { event: … }]';
  return [finding(about, 'map/two-sources', message, hint, second?.keySpan)];
}

function badPolicy(about: About): Finding {
  const { place, path, where } = about;
  const policy = path.at(-1) === 'missing' ? place.tree : place.tree;
  const found = shown(policy);
  const keys = [...policy.entries.keys()];
  const words = policy.kind === 'map' ? keys : [policy.text];
  const meant = words
    .map((word) => didYouMean(word, ['omit', 'empty', 'drop', 'default']))
    .find(Boolean);
  const message = `${where} is ${found}, expected omit, empty, { drop: reason } or { default: value }`;
  const span = keys.length > 0 ? (badKey(policy)?.keySpan ?? policy.span) : policy.span;
  return finding(about, 'map/bad-policy', message, meant, span);
}

function badKey(policy: Tree): Entry | undefined {
  return [...policy.entries].find(([key]) => key !== 'drop' && key !== 'default')?.[1];
}

function emptyMapping(about: About): Finding {
  return finding(about, 'map/missing-key', `${about.where} is empty`, undefined, about.place.key);
}
