import type { ErrorObject } from 'ajv';

/** A JSON Schema (2020-12) as data; `$id` names it among all schemas of files. */
export type Schema = Part & { readonly $id: string };

/** What a keyword of a schema has against a value, as ajv reports it with `verbose`. */
export type SchemaIssue = Pick<ErrorObject, 'instancePath' | 'keyword'> & {
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema: Part;
};

/** A schema, or one that is inside of another. */
type Part = Readonly<Record<string, unknown>>;

type Parts = Readonly<Record<string, Part>>;

/** A value, where it is, and the schema that it is held against. `names` are the schemas that others refer to. */
type Held = {
  readonly value: unknown;
  readonly path: string;
  readonly schema: Part;
  readonly names: Parts;
};

type Issues = readonly SchemaIssue[];

const NONE: Issues = [];

/**
 * Everything that a schema has against a value. It knows the keywords that our schemas have and says of them what ajv says, in the
 * same order: tests hold the two against each other. ajv would compile each schema at the start of a command, and the code that it
 * can write of them beforehand is a quarter of what a command loads.
 */
export function schemaIssues(schema: Schema, value: unknown): Issues {
  return issuesOf({ value, path: '', schema, names: (schema['$defs'] ?? {}) as Parts });
}

function issuesOf(held: Held): Issues {
  const { schema } = held;
  const type = typeOf(held.value);
  const types = schema['type'] === undefined ? undefined : [schema['type']].flat();
  const fits =
    types === undefined ||
    (type !== undefined && types.includes(type)) ||
    (types.includes('integer') && Number.isInteger(held.value));
  const wrongType = fits ? NONE : [issueOf(held, 'type', { type: schema['type'] })];
  const general = issuesBy(GENERAL, held);
  // ajv looks at the type with the keywords that are about it, where there are some.
  const [only] = types?.length === 1 ? types : [];
  const isLate = Object.keys(BY_TYPE[only as Type] ?? {}).some((keyword) => keyword in schema);
  const ordered = isLate ? [...general, ...wrongType] : [...wrongType, ...general];
  return type === undefined ? ordered : [...ordered, ...issuesBy(BY_TYPE[type], held)];
}

type Type = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

function typeOf(value: unknown): Type | undefined {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  if (type === 'number') return Number.isFinite(value) ? 'number' : undefined;
  return type === 'boolean' || type === 'object' || type === 'string' ? type : undefined;
}

/** What a keyword has against a value that it is about: `given` is what the schema has behind the keyword. */
type Keyword = (given: never, held: Held) => Issues;

type Keywords = Readonly<Record<string, Keyword>>;

function issuesBy(keywords: Keywords, held: Held): Issues {
  return Object.entries(keywords).flatMap(([name, keyword]) =>
    name in held.schema ? keyword(held.schema[name] as never, held) : NONE,
  );
}

/** The keywords that are about values of every type. */
const GENERAL: Keywords = {
  $ref: (name: string, held) => inside(held, held.names[name.replace('#/$defs/', '')] ?? {}),
  const: (allowedValue: unknown, held) =>
    unless(held.value === allowedValue, held, 'const', { allowedValue }),
  enum: (allowedValues: readonly unknown[], held) =>
    unless(allowedValues.includes(held.value), held, 'enum', { allowedValues }),
  not: (part: Part, held) => unless(inside(held, part).length > 0, held, 'not', {}),
  anyOf: (parts: readonly Part[], held) => {
    const found = parts.map((part) => inside(held, part));
    const fits = found.some((issues) => issues.length === 0);
    return fits ? NONE : [...found.flat(), issueOf(held, 'anyOf', {})];
  },
  oneOf: (parts: readonly Part[], held) => {
    const found = parts.map((part) => inside(held, part));
    const fitting = found.flatMap((issues, at) => (issues.length === 0 ? [at] : []));
    if (fitting.length === 1) return NONE;
    const [one, two] = fitting;
    const passingSchemas = one === undefined ? null : [one, two];
    return [...found.slice(0, two).flat(), issueOf(held, 'oneOf', { passingSchemas })];
  },
  if: (part: Part, held) => {
    const failingKeyword = inside(held, part).length === 0 ? 'then' : 'else';
    const found = inside(held, (held.schema[failingKeyword] ?? {}) as Part);
    return found.length === 0 ? NONE : [...found, issueOf(held, 'if', { failingKeyword })];
  },
};

/** The keywords that are about values of one type. */
const BY_TYPE: Readonly<Record<Type, Keywords>> = {
  null: {},
  boolean: {},
  number: {
    maximum: (limit: number, held) =>
      unless((held.value as number) <= limit, held, 'maximum', { comparison: '<=', limit }),
    minimum: (limit: number, held) =>
      unless((held.value as number) >= limit, held, 'minimum', { comparison: '>=', limit }),
  },
  string: {
    ...limits('Length', (value: string) => Array.from(value).length),
    pattern: (pattern: string, held) =>
      unless(new RegExp(pattern, 'u').test(held.value as string), held, 'pattern', { pattern }),
  },
  array: {
    ...limits('Items', (value: readonly unknown[]) => value.length),
    uniqueItems: (_: true, held) => {
      const items = held.value as readonly unknown[];
      return unless(new Set(items).size === items.length, held, 'uniqueItems', {});
    },
    items: (part: Part, held) =>
      (held.value as readonly unknown[]).flatMap((item, at) => below(held, String(at), part, item)),
  },
  object: {
    ...limits('Properties', (value: object) => Object.keys(value).length),
    required: (keys: readonly string[], held) =>
      keys
        .filter((key) => (held.value as Part)[key] === undefined)
        .map((missingProperty) => issueOf(held, 'required', { missingProperty })),
    propertyNames: (part: Part, held) =>
      Object.keys(held.value as Part).flatMap((propertyName) => {
        const found = issuesOf({ ...held, schema: part, value: propertyName });
        return found.length === 0
          ? NONE
          : [...found, issueOf(held, 'propertyNames', { propertyName })];
      }),
    additionalProperties: (part: Part | false, held) =>
      Object.entries(held.value as Part)
        .filter(([key]) => !isKnown(key, held.schema))
        .flatMap(([key, value]) =>
          part === false
            ? [issueOf(held, 'additionalProperties', { additionalProperty: key })]
            : below(held, key, part, value),
        ),
    properties: (parts: Parts, held) =>
      Object.entries(parts).flatMap(([key, part]) => {
        const value = (held.value as Part)[key];
        return value === undefined ? NONE : below(held, key, part, value);
      }),
    patternProperties: (parts: Parts, held) =>
      Object.entries(parts).flatMap(([pattern, part]) =>
        Object.entries(held.value as Part)
          .filter(([key]) => new RegExp(pattern, 'u').test(key))
          .flatMap(([key, value]) => below(held, key, part, value)),
      ),
  },
};

/** The two keywords that bound how much there is in a value. */
function limits(name: string, count: (value: never) => number): Keywords {
  const [max, min] = [`max${name}`, `min${name}`];
  return {
    [max]: (limit: number, held) =>
      unless(count(held.value as never) <= limit, held, max, { limit }),
    [min]: (limit: number, held) =>
      unless(count(held.value as never) >= limit, held, min, { limit }),
  };
}

/** Whether a mapping's schema says itself what is below a key. */
function isKnown(key: string, { properties = {}, patternProperties = {} }: Part): boolean {
  return (
    Object.hasOwn(properties as Parts, key) ||
    Object.keys(patternProperties as Parts).some((pattern) => new RegExp(pattern, 'u').test(key))
  );
}

function unless(fits: boolean, held: Held, keyword: string, params: SchemaIssue['params']): Issues {
  return fits ? NONE : [issueOf(held, keyword, params)];
}

function issueOf(
  { path, schema }: Held,
  keyword: string,
  params: SchemaIssue['params'],
): SchemaIssue {
  return { instancePath: path, keyword, params, parentSchema: schema };
}

/** What a further schema has against the same value. */
function inside(held: Held, schema: Part): Issues {
  return issuesOf({ ...held, schema });
}

/** What a schema has against what is below a key. */
function below(held: Held, key: string, schema: Part, value: unknown): Issues {
  const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
  return issuesOf({ ...held, schema, value, path: `${held.path}/${step}` });
}
