import { EVENTS_SCHEMA } from './events-schema.ts';
import { profileSchema, type JsonSchema } from './profile-schema.ts';
import { ATTRIBUTES } from './variables.ts';

/** The hosts of MoEngage's data centres, by the number in their names. */
export const DATA_CENTERS = ['01', '02', '03', '04', '05', '06', '101'] as const;

/** The number of a data centre, as it is in the names of its hosts. */
export type DataCenter = (typeof DATA_CENTERS)[number];

/** What a rule of lint may be set to: left out, or the severity of its findings. */
const LINT_LEVELS = ['off', 'note', 'warning', 'error'] as const;

/** What a rule of lint is set to. */
export type LintLevel = (typeof LINT_LEVELS)[number];

/**
 * The sections of smartpass.config.yaml, each with its JSON Schema.
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
  events: EVENTS_SCHEMA,
  lint: {
    title: 'Lint',
    description: 'which rules of smartpass lint count, and the names that the account has',
    type: 'object',
    additionalProperties: false,
    properties: {
      rules: {
        type: 'object',
        description: 'the level of a rule by its name, such as null/printed: off',
        additionalProperties: { enum: LINT_LEVELS },
      },
      attributes: {
        type: 'object',
        description: 'every attribute that the account has, beside those of MoEngage itself',
        additionalProperties: false,
        properties: Object.fromEntries(
          ATTRIBUTES.map(({ section, noun }) => [
            section,
            { type: 'array', items: { type: 'string' }, description: `the names of its ${noun}s` },
          ]),
        ),
      },
    },
  },
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
