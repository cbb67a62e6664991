import { EXAMPLE_HINT } from '../../account/index.ts';
import { didYouMean, type Finding } from '../../diagnostics/index.ts';
import { fieldNamed, suggestField } from '../../passkit/index.ts';
import {
  FileSchema,
  findingAbout,
  generalFinding,
  isKeyChoice,
  keysOf,
  list,
  namedPath,
  quoted,
  shown,
  treeAt,
  unknownKey,
  valueHint,
  type Entry,
  type SchemaCodes,
  type SchemaError,
  type Tree,
} from '../../documents/index.ts';
import { FIELD_MAP_SCHEMA } from '../schema.ts';
import { SOURCE_KEYS } from '../schema-parts.ts';

const CODES: SchemaCodes = {
  unknownKey: 'map/unknown-key',
  missingKey: 'map/missing-key',
  wrongType: 'map/wrong-type',
  badValue: 'map/bad-value',
};

/** The schema with one rule for all payload fields: whether a name is one, `fieldNamed` says, and the check is made faster. */
export const MAP_FILES: FileSchema = new FileSchema(
  {
    ...FIELD_MAP_SCHEMA,
    $id: 'smartpass/map',
    properties: {
      ...(FIELD_MAP_SCHEMA['properties'] as object),
      fields: { type: 'object', minProperties: 1, additionalProperties: { $ref: '#/$defs/field' } },
    },
  },
  {
    whole: 'the field map',
    hint: EXAMPLE_HINT,
    codes: CODES,
    // The names of fields say enough without the key that they are under.
    named: (path) => namedPath(path[0] === 'fields' && path.length > 1 ? path.slice(1) : path),
    explain,
  },
);

/** Keys that say that a secret is written here. */
const SECRET_KEY = /secret|passw(?:or)?d|api.?key|private.?key|^(?:hmac|key|salt|sig|signature)$/i;

/** Everything that the schema has against a file, each at its place, with words that say what to write instead. */
export function validateTree(tree: Tree, file: string): readonly Finding[] {
  return [...MAP_FILES.check(tree, file), ...unknownFields(tree, file)];
}

function unknownFields(root: Tree, file: string): Finding[] {
  return [...(treeAt(root, 'fields')?.entries ?? [])]
    .filter(
      ([name]) => name.includes('[1..') || name.includes('*') || fieldNamed(name) === undefined,
    )
    .map(([name, { keySpan }]): Finding => {
      const place = { file, span: keySpan } as const;
      if (SECRET_KEY.test(name)) return { ...secretKey('fields', name), ...place };
      const message = `${quoted(name)} is not a field that PassKit lists`;
      return {
        code: 'map/unknown-field',
        severity: 'error',
        message,
        hint: fieldHint(name),
        ...place,
      };
    });
}

function secretKey(where: string, key: string): Finding & { readonly hint: string } {
  const message = `${where} has a key ${quoted(key)}: secrets do not belong in a field map`;
  const hint =
    'take it out, and change the secret if this file was shared; it is read from a file, standard input or the environment';
  return { code: 'map/secret', severity: 'error', message, hint };
}

/** What an error means in a field map; undefined where the general words say it. */
function explain(about: SchemaError): readonly Finding[] | undefined {
  const { error, path } = about;
  const { keyword } = error;
  if (isKeyChoice(error)) return sourceCount(about);
  // Of the map or of a field, or something in one.
  const isPolicy = (path[0] === 'fields' ? path[2] : path[0]) === 'missing';
  if (isPolicy && keyword !== 'required') return [badPolicy(about)];
  if (keyword === 'additionalProperties') return strangeKey(about);
  if (keyword === 'required') return [missingKey(about)];
  if (/^min(?:Properties|Items)$/.test(keyword))
    return [
      findingAbout(
        about,
        'map/missing-key',
        `${about.where} is empty`,
        MISSING_HINTS.get(path.at(-1) ?? '') ?? valueHint(about),
        about.place.key,
      ),
    ];
  const form = keyword === 'pattern' ? FORMS.get(path.at(-1) ?? '') : undefined;
  if (form !== undefined) return [badForm(about, form)];
  if (keyword === 'oneOf' && path.includes('transform')) return [badTransform(about)];
  return keyword === 'type' ? bareField(about) : undefined;
}

function strangeKey(about: SchemaError): readonly Finding[] | undefined {
  const { error, path, where, place } = about;
  const key = (error.params as { additionalProperty: string }).additionalProperty;
  const span = place.tree.entries.get(key)?.keySpan;
  if (SECRET_KEY.test(key)) {
    const { message, hint } = secretKey(where, key);
    return [findingAbout(about, 'map/secret', message, hint, span)];
  }
  if (path[0] === 'fields' || suggestField(key) !== key) return undefined;
  const otherwise = 'fields of the payload are written under fields:';
  const { message, hint } = unknownKey(key, {
    tree: place.tree,
    where,
    known: keysOf(error),
    otherwise,
  });
  return [findingAbout(about, 'map/unknown-key', message, hint, span)];
}

function fieldHint(name: string): string {
  if (/^(?:location|beacon)\[/.test(name))
    return 'the index is a number from 1 to 10, as in location[1].lat';
  const meant = suggestField(name);
  return meant === undefined
    ? 'a custom field of the project is written meta.<name>'
    : `did you mean '${meant}'?`;
}

const MISSING_HINTS: ReadonlyMap<string, string> = new Map([
  ['smartpass', 'write smartpass: 1'],
  ['project', 'write project: { url: https://pub1.pskt.io/c/… }'],
  ['url', 'copy it from Distribution in the PassKit dashboard'],
  ['fields', 'write fields: and the fields of the payload under it'],
]);

function missingKey(about: SchemaError): Finding {
  const finding = generalFinding(about, CODES);
  const key = (about.error.params as { missingProperty: string }).missingProperty;
  const hint = MISSING_HINTS.get(key);
  return hint === undefined ? finding : { ...finding, hint };
}

function sourceCount(about: SchemaError): Finding[] {
  const { place, where } = about;
  const given = SOURCE_KEYS.filter((name) => place.tree.entries.has(name));
  if (place.tree.kind !== 'map') return [];
  if (given.length === 0) {
    const message = `${where} does not say where its value comes from, expected one of ${list(SOURCE_KEYS)}`;
    const hint = 'write { user: First Name }, for example';
    return [findingAbout(about, 'map/no-source', message, hint, place.key)];
  }
  const second = place.tree.entries.get(given[1] ?? '');
  const message = `${where} takes its value from ${given.join(' and ')}, expected one of them`;
  const hint =
    'several sources of which the first that is present counts are written first: [{ user: … }, { event: … }]';
  return [findingAbout(about, 'map/two-sources', message, hint, second?.keySpan)];
}

function badPolicy(about: SchemaError): Finding {
  const { place, where } = about;
  const policy = place.tree;
  const keys = [...policy.entries.keys()];
  const words = policy.kind === 'map' ? keys : [policy.text];
  const hint =
    words.map((word) => didYouMean(word, ['omit', 'empty', 'drop', 'default'])).find(Boolean) ??
    'write missing: omit, for example';
  const message = `${where} is ${shown(policy)}, expected omit, empty, { drop: reason } or { default: value }`;
  const span = badKey(policy)?.keySpan ?? policy.span;
  return findingAbout(about, 'map/bad-policy', message, hint, span);
}

function badKey(policy: Tree): Entry | undefined {
  return [...policy.entries].find(([key]) => key !== 'drop' && key !== 'default')?.[1];
}

/** What a text of a certain form looks like, by the key that it is under. */
const FORMS: ReadonlyMap<string, string> = new Map([
  ['offset', 'an offset such as +02:00'],
  ['time', 'a time such as 23:59:59'],
  ['plus', 'a number of days such as 366 days'],
  ['country', 'two capital letters such as GB'],
]);

function badForm(about: SchemaError, expected: string): Finding {
  const message = `${about.where} is ${shown(about.place.tree)}, expected ${expected}`;
  return findingAbout(about, 'map/bad-value', message, valueHint(about));
}

const TRANSFORMS: readonly string[] = ['trim', 'lower', 'upper', 'title'];

function badTransform(about: SchemaError): Finding {
  const { where, place } = about;
  const message = `${where} is ${shown(place.tree)}, expected ${list(TRANSFORMS)} or { truncate: 20 }`;
  return findingAbout(about, 'map/bad-value', message, valueHint(about));
}

/** A literal in place of a field. */
function bareField(about: SchemaError): readonly Finding[] | undefined {
  const { path, place } = about;
  const isField = path.length === 2 && path[0] === 'fields' && place.tree.kind !== 'map';
  if (!isField) return undefined;
  const hint = 'a literal is written { value: … }, an attribute { user: … }';
  return [{ ...generalFinding(about, CODES), hint }];
}
