// Writes the JSON Schemas of the files people write into schemas/, from the built modules. usage: npm run schemas
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { CONFIG_SCHEMA } from '../dist/account/index.js';
import { CAMPAIGN_SCHEMA } from '../dist/campaign/index.js';
import { FIELD_MAP_SCHEMA } from '../dist/compiler/index.js';

// No module of the package has the schema of scenarios.
const file = resolve('.tmp/schemas/loop.mjs');
await build({ input: 'src/events/loop/scenario-schema.ts', output: { file, format: 'esm' } });
const { LOOP_SCHEMA } = await import(pathToFileURL(file).href);

const schemas = {
  campaign: CAMPAIGN_SCHEMA,
  config: CONFIG_SCHEMA,
  fieldmap: FIELD_MAP_SCHEMA,
  loop: LOOP_SCHEMA,
};
for (const [name, schema] of Object.entries(schemas))
  writeFileSync(
    new URL(`../schemas/${name}.schema.json`, import.meta.url),
    `${JSON.stringify(schema, null, 2)}\n`,
  );
