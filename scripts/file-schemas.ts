import { CONFIG_FILES } from '../src/account/read-config.ts';
import { CAMPAIGN_FILES } from '../src/campaign/read-campaign.ts';
import { MAP_FILES } from '../src/compiler/read/validate.ts';
import type { Schema } from '../src/documents/compile-schema.ts';
import { CREATE_EVENT_REQUEST } from '../src/events/data-api/contract.ts';
import { LOOP_SCHEMA } from '../src/events/loop/scenario-schema.ts';

/** The schemas of all files that people write, and of the Data API's requests: the build has ajv write their checks as code. */
export const FILE_SCHEMAS: readonly Schema[] = [
  ...[MAP_FILES, CAMPAIGN_FILES, ...CONFIG_FILES.values()].map(({ schema }) => schema),
  CREATE_EVENT_REQUEST,
  LOOP_SCHEMA,
];
