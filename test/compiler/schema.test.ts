import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FIELD_MAP_SCHEMA, readFieldMap } from '../../src/compiler/index.ts';

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
});
const validate = ajv.compile(FIELD_MAP_SCHEMA);
const options = { projectUrl: 'https://pub1.pskt.io/c/a4hrop' };

describe('the schema of a field map', () => {
  test('is the file that ships for editors', async () => {
    const text = `${JSON.stringify(FIELD_MAP_SCHEMA, undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../schemas/fieldmap.schema.json');
  });

  test('says of each property what it is, with an example', () => {
    const lacking: string[] = [];
    visit(FIELD_MAP_SCHEMA, '#', (schema, path) => {
      for (const key of ['title', 'description', 'examples']) {
        if (schema[key] === undefined) lacking.push(`${path} lacks ${key}`);
      }
    });
    expect(lacking).toEqual([]);
  });

  test.each(readdirSync('fixtures/compiler/maps').filter((file) => file !== 'guide.json'))(
    '%s keeps to it',
    (file) => {
      validate(parse(readFileSync(`fixtures/compiler/maps/${file}`, 'utf8')));
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  test('what it refuses, readFieldMap refuses too', () => {
    const folder = 'fixtures/compiler/errors';
    const accepted = readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => ({ file, text: readFileSync(`${folder}/${file}`, 'utf8') }))
      .filter(({ file, text }) => readFieldMap(text, file, options).map !== undefined);
    expect(accepted.length).toBeGreaterThan(0);
    for (const { text } of accepted) {
      validate(parse(text));
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});

type Schema = Readonly<Record<string, unknown>>;

/** Every schema under `properties`. */
function visit(schema: Schema, path: string, see: (schema: Schema, path: string) => void): void {
  for (const [key, inner] of Object.entries(schema)) {
    if (typeof inner !== 'object' || inner === null) continue;
    if (key === 'examples') continue;
    if (key === 'properties' || key === 'patternProperties') {
      for (const [name, property] of Object.entries(inner as Record<string, Schema>))
        see(property, `${path}/${name}`);
    }
    visit(inner as Schema, `${path}/${key}`, see);
  }
}
