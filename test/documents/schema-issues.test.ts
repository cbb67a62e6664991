import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { schemaIssues, type Schema, type SchemaIssue } from '../../src/documents/schema-issues.ts';

type Part = Readonly<Record<string, unknown>>;

const KEYS = ['a', 'b/c', 'd~e', 'moe_x'];

const key = fc.constantFrom(...KEYS);

const scalar = fc.constantFrom(null, true, 0, 1, 2.5, -3, '', 'a', 'b/c', 'Ada', '😀', 'moe_x');

const other = fc.constantFrom<Part>({ required: ['a'] }, { enum: [1, 'a'] }, { type: 'array' });

const { value, part } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 3, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 3, arbitrary: fc.dictionary(key, tie('value'), { maxKeys: 3 }) },
  ),
  part: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Part>({}, { type: 'string' }, { $ref: '#/$defs/other' }),
    },
    { weight: 3, arbitrary: tie('several') },
  ),
  several: fc.record<Part>(
    {
      type: fc.oneof(type(), fc.uniqueArray(type(), { minLength: 1, maxLength: 2 })),
      const: scalar,
      enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 }),
      not: tie('part'),
      anyOf: fc.array(tie('part'), { minLength: 1, maxLength: 3 }),
      oneOf: fc.array(tie('part'), { minLength: 1, maxLength: 4 }),
      if: tie('part'),
      // oxlint-disable-next-line no-thenable -- the keyword is called so
      then: tie('part'),
      else: tie('part'),
      maximum: fc.integer({ min: 0, max: 2 }),
      minimum: fc.integer({ min: 0, max: 2 }),
      maxLength: fc.integer({ min: 0, max: 2 }),
      minLength: fc.integer({ min: 0, max: 2 }),
      pattern: fc.constantFrom('^A', '^(?!moe_)', '^.$'),
      maxItems: fc.integer({ min: 0, max: 2 }),
      minItems: fc.integer({ min: 0, max: 2 }),
      items: tie('part'),
      maxProperties: fc.integer({ min: 0, max: 2 }),
      minProperties: fc.integer({ min: 0, max: 2 }),
      required: fc.uniqueArray(key, { maxLength: 2 }),
      propertyNames: tie('part'),
      additionalProperties: fc.oneof(fc.constant(false), tie('part')),
      properties: fc.dictionary(key, tie('part'), { maxKeys: 3 }),
      patternProperties: fc.dictionary(fc.constantFrom('^a', '^moe_'), tie('part'), { maxKeys: 2 }),
    },
    { requiredKeys: [] },
  ),
}));

function type(): fc.Arbitrary<string> {
  return fc.constantFrom(
    'array',
    'boolean',
    'integer',
    'null',
    'number',
    'object',
    'string',
    'string',
    'object',
  );
}

/** What is told of issues, in an order of its own: of a schema with keywords about several types, ajv tells the type among them. */
function told(issues: readonly SchemaIssue[] | null | undefined): readonly string[] {
  return (issues ?? [])
    .map(({ instancePath, keyword, params, parentSchema }) =>
      JSON.stringify([instancePath, keyword, params, parentSchema]),
    )
    .sort();
}

test('what a schema has against a value is what ajv says', () => {
  fc.assert(
    fc.property(
      part,
      other,
      fc.array(value, { minLength: 20, maxLength: 20 }),
      (one, referred, values) => {
        const schema = { ...(one as Part), $id: 'x', $defs: { other: referred } } as Schema;
        const check = new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema);
        for (const held of values) {
          check(held);
          const theirs = told(check.errors as readonly SchemaIssue[] | null | undefined);
          expect([held, told(schemaIssues(schema, held))]).toEqual([held, theirs]);
        }
      },
    ),
    { numRuns: 40 },
  );
});
