import { CHANNELS } from '../account/index.ts';
import { MESSAGE_SCHEMA } from './message-schema.ts';
import { EXPECTATION_SCHEMA, TEST_SCHEMA } from './test-schema.ts';
import { USERS_SCHEMA } from './users-schema.ts';

const text = { type: 'string', minLength: 1 } as const;

/**
 * The JSON Schema (2020-12) of a campaign file. It ships as `schemas/campaign.schema.json`, so that editors complete and
 * check campaign files; a test holds the two equal.
 */
export const CAMPAIGN_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'smartpass/campaign.schema.json',
  title: 'smartpass campaign',
  description: 'One MoEngage campaign: its template, channel, trigger, fixture users and tests.',
  type: 'object',
  required: ['campaign', 'channel', 'users'],
  anyOf: [{ required: ['template'] }, { required: ['message'] }],
  additionalProperties: false,
  properties: {
    campaign: { ...text, description: 'the name of the campaign', examples: ['Welcome'] },
    description: { ...text, description: 'what the campaign is for' },
    channel: { enum: [...CHANNELS.keys()], description: 'the channel it is sent by' },
    trigger: {
      description:
        "'one-time', 'periodic', { event: NAME }, { business-event: NAME } or { flow: NAME }",
      default: 'one-time',
      oneOf: [
        { enum: ['one-time', 'periodic'] },
        {
          type: 'object',
          minProperties: 1,
          maxProperties: 1,
          additionalProperties: false,
          properties: {
            event: { ...text, description: 'the event of a user that sends the campaign' },
            'business-event': { ...text, description: 'the business event that sends it' },
            flow: { ...text, description: 'the flow that has the campaign as a stage' },
          },
        },
      ],
    },
    template: {
      ...text,
      description:
        'the file with the message, from the folder of this file; {# smartpass: fieldmap.yaml #} in it marks where the snippet goes',
      examples: ['mail.html'],
    },
    message: MESSAGE_SCHEMA,
    users: USERS_SCHEMA,
    profile: {
      ...text,
      description: 'the file of the account profile, from the folder of this file',
      examples: ['smartpass.config.yaml'],
    },
    'product-sets': {
      ...text,
      description: 'the file of product sets, by name, from the folder of this file',
      examples: ['fixtures/product-sets.yaml'],
    },
    'content-api': {
      ...text,
      not: { pattern: '^https?://' },
      description:
        'the file of recorded Content API answers, by the name of the API, from the folder of this file',
      examples: ['fixtures/content-api.yaml'],
    },
    aux: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: text,
      description:
        'the CSV files of auxiliary tables, from the folder of this file; a table is known by the name of its file',
      examples: [['fixtures/shops.csv']],
    },
    'content-blocks': {
      ...text,
      description: 'the file of content blocks, by name, from the folder of this file',
      examples: ['fixtures/content-blocks.yaml'],
    },
    now: {
      ...text,
      description: 'the time at which previews and tests render, such as 2026-01-31T09:00:00Z',
      default: '2026-01-01T00:00:00Z',
    },
    tests: {
      type: 'array',
      description: 'what is expected, user by user',
      items: { $ref: '#/$defs/test' },
    },
  },
  $defs: { test: TEST_SCHEMA, expectation: EXPECTATION_SCHEMA },
};
