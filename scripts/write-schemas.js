// Writes the JSON Schemas of the files people write into schemas/, from the built modules. usage: npm run schemas
import { writeFileSync } from 'node:fs';
import { CONFIG_SCHEMA } from '../dist/account/index.js';
import { CAMPAIGN_SCHEMA } from '../dist/campaign/index.js';
import { FIELD_MAP_SCHEMA } from '../dist/compiler/index.js';

// The build has put it there on its way.
const built = new URL('../.tmp/file-schemas/schemas.js', import.meta.url).href;
const { FILE_SCHEMAS } = await import(built);

const schemas = {
  campaign: CAMPAIGN_SCHEMA,
  config: CONFIG_SCHEMA,
  fieldmap: FIELD_MAP_SCHEMA,
  loop: FILE_SCHEMAS.find(({ $id }) => $id === 'smartpass/loop'),
};
for (const [name, schema] of Object.entries(schemas))
  writeFileSync(
    new URL(`../schemas/${name}.schema.json`, import.meta.url),
    `${JSON.stringify(schema, null, 2)}\n`,
  );
