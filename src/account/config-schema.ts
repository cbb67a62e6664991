import { profileSchema, type JsonSchema } from './profile-schema.ts';

/** The hosts of MoEngage's data centres, by the number in their names. */
export const DATA_CENTERS = ['01', '02', '03', '04', '05', '06', '101'] as const;

/** The number of a data centre, as it is in the names of its hosts. */
export type DataCenter = (typeof DATA_CENTERS)[number];

/**
 * The sections of smartpass.config.yaml, each with its JSON Schema. What `events` and `lint` hold is for those features to
 * say: here they are mappings.
 */
export const CONFIG_SECTIONS: Readonly<Record<string, JsonSchema>> = {
  profile: profileSchema(),
  workspace: {
    title: 'Workspace',
    description: 'the workspace of the account; its keys are never written here',
    type: 'object',
    additionalProperties: false,
    properties: {
      id: { type: ['string', 'integer'], description: 'the Workspace ID' },
      dataCenter: { enum: DATA_CENTERS, description: 'the number of the data centre, in quotes' },
    },
  },
  events: { title: 'Pass events', type: 'object', description: 'settings of pass events' },
  lint: { title: 'Lint', type: 'object', description: 'settings of the linter' },
};

/**
 * The JSON Schema (2020-12) of smartpass.config.yaml. It ships as `schemas/config.schema.json`, so that editors complete and
 * check the file; a test holds the two equal.
 */
export const CONFIG_SCHEMA: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'smartpass/config.schema.json',
  title: 'smartpass configuration',
  description:
    'What is known of a MoEngage account, and settings for all campaigns below this file.',
  type: 'object',
  additionalProperties: false,
  properties: CONFIG_SECTIONS,
};
