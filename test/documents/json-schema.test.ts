import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONFIG_SCHEMA } from '../../src/account/index.ts';
import { CAMPAIGN_SCHEMA } from '../../src/campaign/index.ts';
import { FIELD_MAP_SCHEMA } from '../../src/compiler/index.ts';
import { plainOf, readTree } from '../../src/documents/index.ts';
import { schemaIssues, type Schema } from '../../src/documents/json-schema.ts';

const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false });

/** What ajv has against a value, in our form. Its paths into a schema are those of its functions, and ours need no places of items. */
function byAjv(schema: Schema, value: unknown): unknown {
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(
    ({ keyword, instancePath, params, schema: says, parentSchema }) => ({
      keyword,
      instancePath,
      params: keyword === 'uniqueItems' ? {} : { ...params, comparison: undefined },
      schema: says,
      parentSchema,
    }),
  );
}

function byUs(schema: Schema, value: unknown): unknown {
  return schemaIssues(schema, value).map(({ schemaPath, ...issue }) => {
    expect(schemaPath.endsWith(`/${issue.keyword}`)).toBe(true);
    return issue;
  });
}

const MAPS = readdirSync('fixtures/compiler/maps').map((file) => `fixtures/compiler/maps/${file}`);
const TEMPLATES = ['loyalty-card', 'coupon'].map((name) => `templates/${name}`);
const CAMPAIGNS = [
  ...TEMPLATES,
  'templates/passkit-guide',
  'templates/init/campaigns/loyalty-card',
];

/** Each schema with files that keep to it. */
const KINDS: readonly (readonly [string, Schema, readonly unknown[]])[] = [
  [
    'field map',
    FIELD_MAP_SCHEMA,
    [...MAPS, ...TEMPLATES.map((folder) => `${folder}/fieldmap.yaml`)].map(read),
  ],
  ['campaign', CAMPAIGN_SCHEMA, CAMPAIGNS.map((folder) => read(`${folder}/campaign.yaml`))],
  [
    'configuration',
    CONFIG_SCHEMA,
    [
      read('templates/init/smartpass.config.yaml'),
      { profile: { jinja: '3.1', null: { email: 'drop' }, hash: { value: 'hmac-sha256-hex' } } },
      { workspace: { id: 'x', dataCenter: '01' } },
    ],
  ],
];

function read(file: string): unknown {
  const codes = { syntax: 'map/syntax', duplicate: 'map/duplicate-key' } as const;
  const { tree } = readTree(readFileSync(file, 'utf8'), file, codes);
  return tree === undefined ? {} : plainOf(tree);
}

const OTHERS: readonly unknown[] = [
  null,
  true,
  0,
  7,
  -1,
  1.5,
  ...['', ' ', 'x', 'user', 'drop', 'omit', 'email', 'https://a.b'].values(),
  ...[['x'], ['x', 'x'], [1, { a: 1 }], []].values(),
  {},
  { user: 'X' },
  { drop: 'no' },
  { default: 1 },
  { user: 'X', event: 'Y' },
];
const KEYS = ['user', 'as', 'missing', 'map', 'users', 'a/b', 'c~d', 'constructor', 'x'];

/** A copy in which some places hold another value, lack a key or have one more. */
function damaged(value: unknown, pick: (below: number) => number): unknown {
  if (pick(12) === 0) return OTHERS[pick(OTHERS.length)];
  if (Array.isArray(value)) return value.map((item) => damaged(item, pick));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(() => pick(15) > 0)
    .map(([key, inner]) => [key, damaged(inner, pick)] as const);
  const more = pick(6) === 0 ? [[KEYS[pick(KEYS.length)], OTHERS[pick(OTHERS.length)]]] : [];
  // ajv finds what a prototype has, too; files are read into mappings without one.
  return Object.assign(Object.create(null), Object.fromEntries([...entries, ...more]));
}

describe.each(KINDS)('a %s is checked as ajv checks it', (_name, schema, files) => {
  test('as it is, and damaged at random', () => {
    for (const file of files) expect(byUs(schema, file)).toEqual(byAjv(schema, file));
    const seeds = fc.infiniteStream(fc.nat());
    const found = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...files), seeds, (file, stream) => {
        const value = damaged(file, (below) => (stream.next().value ?? 0) % below);
        const issues = schemaIssues(schema, value);
        for (const { keyword } of issues) found.add(keyword);
        expect(byUs(schema, value)).toEqual(byAjv(schema, value));
      }),
      { numRuns: 150 },
    );
    expect(found.size).toBeGreaterThan(3);
  });
});

/** What the schemas of our files do not show: keywords at their bounds, unions of which two branches hold, references. */
const CASES: readonly (readonly [string, Schema, readonly unknown[]])[] = [
  ['bounds', { minimum: 1, maximum: 2, type: 'number' }, [0, 1, 1.5, 2, 3, 'x', null]],
  ['whole numbers', { type: 'integer', minimum: 1 }, [0, 1, 1.5, '1', NaN]],
  ['several types', { type: ['string', 'null'], minLength: 2 }, ['', '👍', 'ab', null, 1]],
  ['lengths', { minLength: 1, maxLength: 2 }, ['', 'a', '👍👍', '👍👍👍', 4]],
  ['patterns', { pattern: '^\\p{Lu}' }, ['A', 'Å', 'a', '']],
  [
    'lists',
    { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 2, uniqueItems: true },
    [[], ['a'], ['a', 'a'], ['a', 'b', 'c'], [1], {}, 'x'],
  ],
  [
    'the same things',
    { uniqueItems: true },
    [
      [
        { a: 1, b: [2] },
        { b: [2], a: 1 },
      ],
      [{ a: 1 }, { a: 2 }],
      [[1], [1, 2]],
    ],
  ],
  ['constants', { const: { a: [1] } }, [{ a: [1] }, { a: [2] }, {}, null]],
  ['choices', { enum: ['a', 1, null] }, ['a', 'b', 1, '1', null]],
  [
    'unions',
    { oneOf: [{ type: 'string' }, { minLength: 2 }, { pattern: 'x' }], anyOf: [{ const: 1 }] },
    ['', 'ab', 'xx', 1, []],
  ],
  [
    'conditions',
    JSON.parse(
      '{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"maxProperties":0}}',
    ) as Schema,
    [{}, { a: 1 }, { a: 1, b: 1 }, { c: 1 }],
  ],
  [
    'keys',
    {
      type: 'object',
      minProperties: 1,
      properties: { 'a/b': { type: 'string' } },
      patternProperties: { '^x~': { type: 'number' } },
      additionalProperties: { type: 'boolean' },
      not: { required: ['no'] },
    },
    [{}, { 'a/b': 1 }, { 'x~1': 'y', z: 1 }, { no: true }, []],
  ],
  [
    'references',
    {
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } },
      $ref: '#/$defs/node',
    },
    [{}, { next: { next: 1 } }, 1],
  ],
];

test.each(CASES)('%s', (_name, schema, values) => {
  for (const value of values) expect(byUs(schema, value)).toEqual(byAjv(schema, value));
});

test('a keyword that is not supported is refused, not skipped', () => {
  expect(() => schemaIssues({ properties: { a: { format: 'uri' } } }, { a: '' })).toThrow(
    new TypeError("the keyword 'format' of JSON Schema is not supported"),
  );
  expect(() => schemaIssues({ $ref: '#/$defs/none' }, 1)).toThrow(TypeError);
});
