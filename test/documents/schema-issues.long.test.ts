import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FILE_SCHEMAS } from '../../scripts/file-schemas.ts';
import { schemaIssues, type SchemaIssue } from '../../src/documents/schema-issues.ts';

/** Field maps, campaigns, configurations: all that is YAML below these folders. */
const values: readonly unknown[] = ['templates', 'fixtures/compiler/maps']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((file) => /\.ya?ml$/.test(file))
  .flatMap((file) => {
    try {
      const value = parse(readFileSync(file, 'utf8')) as unknown;
      // A value may hold itself.
      return JSON.stringify(value).length < 20_000 ? [value] : [];
    } catch {
      return [];
    }
  });

const OTHERS = [null, true, 0, -1, 1.5, '', 'x', [], [null], {}, { x: 1 }, { value: 'x' }];

/** A value with each of its places filled by other things in turn, left out, or given a stranger. */
function* variants(value: unknown): Generator<unknown, void, undefined> {
  yield value;
  yield* OTHERS;
  if (typeof value !== 'object' || value === null) return;
  const set = (key: string, part: unknown): unknown =>
    Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
  if (!Array.isArray(value)) yield { ...value, stranger: 1 };
  for (const [key, part] of Object.entries(value)) {
    if (!Array.isArray(value))
      yield Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
    for (const other of variants(part)) yield set(key, other);
  }
}

/** An issue without the fields of ajv's that ours have not. */
function shortened({ instancePath, keyword, params, parentSchema }: SchemaIssue): SchemaIssue {
  // Which of the items are equal is not said.
  return { instancePath, keyword, params: keyword === 'uniqueItems' ? {} : params, parentSchema };
}

describe('what is wrong with the value of a file', () => {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false });

  test.each(FILE_SCHEMAS.map((schema) => [schema.$id, schema] as const))(
    'is what ajv says, in the same order: %s',
    (_, schema) => {
      const check = ajv.compile(schema);
      let count = 0;
      for (const whole of values)
        for (const value of variants(whole)) {
          count += 1;
          if (count % 20 !== 0 && value !== whole) continue;
          check(value);
          const theirs = ((check.errors ?? []) as readonly SchemaIssue[]).map(shortened);
          expect([value, schemaIssues(schema, value)]).toEqual([value, theirs]);
        }
      expect(count).toBeGreaterThan(5000);
    },
  );
});
