import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { compiledSchemas } from '../../scripts/compiled-schemas.js';
import { FILE_SCHEMAS } from '../../scripts/file-schemas.ts';
import { compileSchema, type SchemaIssue } from '../../src/documents/compile-schema.ts';
import { isKeyChoice } from '../../src/documents/schema.ts';

type Compile = typeof compileSchema;

/** The checks as the build has ajv write them. */
async function written(): Promise<Compile> {
  const file = resolve('.tmp/compiled-schemas/checks.mjs');
  await build({
    input: 'src/documents/compile-schema.ts',
    plugins: [await compiledSchemas()],
    output: { file, format: 'esm' },
  });
  const module = (await import(pathToFileURL(file).href)) as { readonly compileSchema: Compile };
  return module.compileSchema;
}

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

/** What the findings are made of. */
function told(errors: readonly unknown[] | null | undefined): readonly string[] {
  return ((errors ?? []) as readonly SchemaIssue[])
    .map(({ instancePath, keyword, params, parentSchema }) =>
      JSON.stringify([
        instancePath,
        keyword,
        params,
        Object.keys(parentSchema).length === 1,
        isKeyChoice({ instancePath, keyword, params, parentSchema }),
        parentSchema['description'],
        Object.keys(parentSchema['properties'] ?? {}),
      ]),
    )
    .sort();
}

test('the checks that are written as code say what ajv says', async () => {
  const compile = await written();
  let count = 0;
  for (const schema of FILE_SCHEMAS) {
    const [ours, ajv] = [compile(schema), compileSchema(schema)];
    for (const whole of values)
      for (const value of variants(whole)) {
        count += 1;
        if (count % 20 !== 0 && value !== whole) continue;
        expect(ours(value)).toBe(ajv(value));
        expect([value, told(ours.errors)]).toEqual([value, told(ajv.errors)]);
      }
  }
  expect(count).toBeGreaterThan(5000);
});
