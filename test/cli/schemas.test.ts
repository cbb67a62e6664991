import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CONFIG_SCHEMA } from '../../src/account/index.ts';
import { CAMPAIGN_SCHEMA } from '../../src/campaign/index.ts';
import { FIELD_MAP_SCHEMA } from '../../src/compiler/index.ts';
import { LOOP_SCHEMA } from '../../src/events/index.ts';

const schemas = new Map<string, object>([
  ['campaign', CAMPAIGN_SCHEMA],
  ['config', CONFIG_SCHEMA],
  ['fieldmap', FIELD_MAP_SCHEMA],
  ['loop', LOOP_SCHEMA],
]);

const validators = new Map(
  [...schemas].map(([name, schema]) => [
    name,
    new Ajv2020({ strict: false, allErrors: true }).compile(schema),
  ]),
);

const read = (path: string): unknown => parse(readFileSync(path, 'utf8'));

test('every shipped schema is the one that the modules check with (else: npm run schemas)', () => {
  const shipped = readdirSync('schemas').sort();
  expect(shipped).toEqual([...schemas.keys()].map((name) => `${name}.schema.json`));
  for (const [name, schema] of schemas)
    expect(read(`schemas/${name}.schema.json`)).toEqual(JSON.parse(JSON.stringify(schema)));
});

test.each(['loyalty-card', 'coupon', 'passkit-guide', 'welcome-after-install'])(
  'templates/%s keeps to them',
  (folder) => {
    for (const [name, validate] of validators) {
      const files = readdirSync(`templates/${folder}`).filter((file) => file === `${name}.yaml`);
      for (const file of files) {
        const isValid = validate(read(`templates/${folder}/${file}`));
        expect([file, isValid ? [] : validate.errors]).toEqual([file, []]);
      }
    }
  },
);
