import { hasDuplicates, isOfType, isSame } from './json-values.ts';

/** A JSON Schema (2020-12) as data. */
export type Schema = Readonly<Record<string, unknown>>;

/**
 * What a keyword of a schema has against a value. `instancePath` is a JSON Pointer into the value; `schemaPath` leads to the
 * keyword from the root of the schema, or from the target of the last `$ref`. `params` are those of the keyword, such as
 * `missingProperty`, `allowedValues` and `limit`; `schema` is what the keyword says, `parentSchema` the schema that has it.
 */
export type SchemaIssue = {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly schema: unknown;
  readonly parentSchema: Schema;
};

/** A value, the schema that it is checked by, and the paths to both. */
type Place = {
  readonly value: unknown;
  readonly schema: Schema;
  readonly path: string;
  readonly schemaPath: string;
};

/** The state of a check: the whole schema, into which `$ref` points, and the issues so far. */
type Run = { readonly root: Schema; readonly issues: SchemaIssue[] };

/** The check of one keyword: what the schema says under it, the place, and where issues go. */
type Check = (says: never, place: Place, run: Run) => void;
type Keyword = readonly [name: string, check: Check];

/**
 * Every issue of a value with a schema, in the order in which ajv 8 reports them with `allErrors`. The schema may use the
 * keywords that files of ours need; any other but an annotation is a TypeError.
 */
export function schemaIssues(root: Schema, value: unknown): readonly SchemaIssue[] {
  const run = { root, issues: [] };
  checkPlace({ value, schema: root, path: '', schemaPath: '#' }, run);
  return run.issues;
}

function checkPlace(place: Place, run: Run): void {
  const { schema, value } = place;
  for (const keyword of Object.keys(schema))
    if (!KNOWN.has(keyword))
      throw new TypeError(`the keyword '${keyword}' of JSON Schema is not supported`);
  const types = schema['type'] === undefined ? [] : [schema['type']].flat();
  const isWrong = types.length > 0 && !types.some((type) => isOfType(value, type));
  // ajv reports a wrong type where the keywords of that type are, if there are any, else first.
  const own = GROUPS.find(
    ({ type, keywords }) =>
      types.length === 1 && type === types[0] && keywords.some(([name]) => name in schema),
  );
  const reportType = (): void => add(place, 'type', { type: schema['type'] }, run);
  if (isWrong && own === undefined) reportType();
  for (const group of GROUPS) {
    if (group.type === undefined || isOfType(value, group.type))
      for (const [name, check] of group.keywords)
        if (name in schema) check(schema[name] as never, place, run);
    if (isWrong && own === group) reportType();
  }
}

function add(place: Place, keyword: string, params: SchemaIssue['params'], run: Run): void {
  run.issues.push({
    keyword,
    instancePath: place.path,
    schemaPath: `${place.schemaPath}/${keyword}`,
    params,
    schema: place.schema[keyword],
    parentSchema: place.schema,
  });
}

/** Whether a schema inside of a keyword has nothing against the value, or against the part of it under `key`. */
function holds(place: Place, at: string, schema: Schema, run: Run, key?: string): boolean {
  const before = run.issues.length;
  const value = key === undefined ? place.value : (place.value as Schema)[key];
  const path = key === undefined ? place.path : `${place.path}/${escaped(key)}`;
  const isRef = at.startsWith('#');
  checkPlace({ value, schema, path, schemaPath: isRef ? at : `${place.schemaPath}/${at}` }, run);
  return run.issues.length === before;
}

/** The same without reporting anything. */
function fits(place: Place, schema: Schema, { root }: Run): boolean {
  return holds(place, '', schema, { root, issues: [] });
}

/** A name as a step of a JSON Pointer. */
function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A keyword that bounds a measure of the value. */
function bound(
  name: string,
  measure: (value: never) => number,
  isFine: (measured: number, limit: number) => boolean,
): Keyword {
  return [
    name,
    (limit: number, place, run) => {
      if (!isFine(measure(place.value as never), limit)) add(place, name, { limit }, run);
    },
  ];
}

const atMost = (measured: number, limit: number): boolean => measured <= limit;
const atLeast = (measured: number, limit: number): boolean => measured >= limit;
const itself = (value: number): number => value;
const characters = (text: string): number => Array.from(text).length;
const count = (list: readonly unknown[]): number => list.length;
const size = (mapping: object): number => Object.keys(mapping).length;

/** The schemas of a list under `keyword`; where several hold, `oneOf` asks no further. */
function branches(
  place: Place,
  keyword: string,
  schemas: readonly Schema[],
  run: Run,
  most: number = Infinity,
): number[] {
  const passing: number[] = [];
  for (const [at, schema] of schemas.entries()) {
    if (passing.length >= most) break;
    if (holds(place, `${keyword}/${at}`, schema, run)) passing.push(at);
  }
  return passing;
}

function anyOf(schemas: readonly Schema[], place: Place, run: Run): void {
  const before = run.issues.length;
  const passing = branches(place, 'anyOf', schemas, run, 1);
  if (passing.length > 0) run.issues.length = before;
  else add(place, 'anyOf', {}, run);
}

function oneOf(schemas: readonly Schema[], place: Place, run: Run): void {
  const before = run.issues.length;
  const passing = branches(place, 'oneOf', schemas, run, 2);
  if (passing.length === 1) run.issues.length = before;
  else add(place, 'oneOf', { passingSchemas: passing.length === 0 ? null : passing }, run);
}

function condition(schema: Schema, place: Place, run: Run): void {
  const failingKeyword = fits(place, schema, run) ? 'then' : 'else';
  const next = place.schema[failingKeyword] as Schema | undefined;
  if (next !== undefined && !holds(place, failingKeyword, next, run))
    add(place, 'if', { failingKeyword }, run);
}

function reference(pointer: string, place: Place, run: Run): void {
  const target = pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((schema, step) => (schema as Schema | undefined)?.[step], run.root);
  if (target === undefined) throw new TypeError(`the schema has no '${pointer}'`);
  holds(place, pointer, target as Schema, run);
}

function additional(schema: Schema | boolean, place: Place, run: Run): void {
  const { properties = {}, patternProperties = {} } = place.schema as Record<string, Schema>;
  const patterns = Object.keys(patternProperties).map((pattern) => new RegExp(pattern, 'u'));
  for (const key of Object.keys(place.value as object)) {
    if (Object.hasOwn(properties, key) || patterns.some((pattern) => pattern.test(key))) continue;
    if (schema === false) add(place, 'additionalProperties', { additionalProperty: key }, run);
    else if (schema !== true) holds(place, 'additionalProperties', schema, run, key);
  }
}

/** The keywords by the type of value that they are about, in the order in which they are checked. */
const GROUPS: readonly { readonly type?: string; readonly keywords: readonly Keyword[] }[] = [
  {
    type: 'number',
    keywords: [bound('maximum', itself, atMost), bound('minimum', itself, atLeast)],
  },
  {
    type: 'string',
    keywords: [
      bound('maxLength', characters, atMost),
      bound('minLength', characters, atLeast),
      [
        'pattern',
        (pattern: string, place, run) => {
          if (!new RegExp(pattern, 'u').test(place.value as string))
            add(place, 'pattern', { pattern }, run);
        },
      ],
    ],
  },
  {
    keywords: [
      ['$ref', reference],
      [
        'const',
        (allowedValue: unknown, place, run) => {
          if (!isSame(place.value, allowedValue)) add(place, 'const', { allowedValue }, run);
        },
      ],
      [
        'enum',
        (allowedValues: readonly unknown[], place, run) => {
          if (!allowedValues.some((allowed) => isSame(place.value, allowed)))
            add(place, 'enum', { allowedValues }, run);
        },
      ],
      [
        'not',
        (schema: Schema, place, run) => {
          if (fits(place, schema, run)) add(place, 'not', {}, run);
        },
      ],
      ['anyOf', anyOf],
      ['oneOf', oneOf],
      ['if', condition],
    ],
  },
  {
    type: 'array',
    keywords: [
      bound('maxItems', count, atMost),
      bound('minItems', count, atLeast),
      [
        'uniqueItems',
        (isSet: boolean, place, run) => {
          if (isSet && hasDuplicates(place.value as readonly unknown[]))
            add(place, 'uniqueItems', {}, run);
        },
      ],
      [
        'items',
        (schema: Schema, place, run) => {
          for (const at of (place.value as readonly unknown[]).keys())
            holds(place, 'items', schema, run, String(at));
        },
      ],
    ],
  },
  {
    type: 'object',
    keywords: [
      bound('maxProperties', size, atMost),
      bound('minProperties', size, atLeast),
      [
        'required',
        (names: readonly string[], place, run) => {
          for (const missingProperty of names)
            if (!Object.hasOwn(place.value as object, missingProperty))
              add(place, 'required', { missingProperty }, run);
        },
      ],
      ['additionalProperties', additional],
      [
        'properties',
        (schemas: Readonly<Record<string, Schema>>, place, run) => {
          for (const [key, schema] of Object.entries(schemas))
            if (Object.hasOwn(place.value as object, key))
              holds(place, `properties/${escaped(key)}`, schema, run, key);
        },
      ],
      [
        'patternProperties',
        (schemas: Readonly<Record<string, Schema>>, place, run) => {
          for (const [pattern, schema] of Object.entries(schemas))
            for (const key of Object.keys(place.value as object))
              if (new RegExp(pattern, 'u').test(key))
                holds(place, `patternProperties/${escaped(pattern)}`, schema, run, key);
        },
      ],
    ],
  },
];

const ANNOTATIONS = '$schema $id $defs $comment title description examples default deprecated';

const KNOWN: ReadonlySet<string> = new Set([
  ...ANNOTATIONS.split(' '),
  ...GROUPS.flatMap(({ keywords }) => keywords.map(([name]) => name)),
  'type',
  'then',
  'else',
]);
