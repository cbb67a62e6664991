import { PASS_EVENTS } from './pass-events.ts';
import type { JsonSchema } from './profile-schema.ts';

const KINDS = [...PASS_EVENTS.keys()];

/** A name of an event or attribute in MoEngage. */
const ownName = { type: 'string', minLength: 1, maxLength: 256, pattern: String.raw`^\S(.*\S)?$` };

const FIELD = {
  type: 'string',
  pattern: String.raw`^\S+$`,
  description: 'a field of the pass, such as members.tier.id or pass.id',
  examples: ['members.tier.id'],
};

/** A switch: a configuration's scalars are read as texts. */
const SWITCH = { type: ['boolean', 'string'], pattern: '^(true|false)$' };

/** A whole number that counts something, from 1 up. */
const count = (description: string, value: number): JsonSchema => ({
  type: ['integer', 'string'],
  pattern: '^[1-9][0-9]{0,5}$',
  minimum: 1,
  maximum: 999_999,
  description,
  default: value,
});

/** The defaults of `delivery`: durations in the units of its keys. */
export const DELIVERY_DEFAULTS = {
  eventsPerMinute: 30_000,
  parallel: 32,
  timeoutSeconds: 10,
  retryHours: 24,
  keepDays: 7,
  duplicateMinutes: 60,
} as const;

/** The JSON Schema of the section `events` of a configuration: PassKit's form for the MoEngage integration as a file, and what a relay needs beyond it. */
export const EVENTS_SCHEMA: JsonSchema = {
  title: 'Pass events',
  description: 'pass events of PassKit on their way to MoEngage',
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, description: 'the name of the integration' },
    enabled: {
      ...SWITCH,
      description: 'whether events are delivered; received ones are kept either way',
      default: true,
    },
    send: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: KINDS },
      description: 'the pass events that are sent (default: all six)',
    },
    customerId: {
      ...FIELD,
      description: 'the field of the pass that holds the MoEngage ID of its user',
      default: 'person.externalId',
    },
    time: {
      ...FIELD,
      description: 'the field with the time of the event (default: it is the time of arrival)',
    },
    names: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        [...PASS_EVENTS].map(([kind, { action, about }]) => [
          kind,
          { ...ownName, description: `the event in MoEngage when ${about}`, default: action },
        ]),
      ),
      description: 'the names of the events in MoEngage',
    },
    attributes: {
      type: 'object',
      description:
        'the attributes of the events in MoEngage, each a Jinja template or { field: NAME }; nothing else of a pass is sent',
      propertyNames: ownName,
      additionalProperties: {
        description: 'a Jinja template, or { field: NAME }',
        examples: [{ field: 'members.tier.id' }],
        oneOf: [
          { type: 'string', description: 'a Jinja template over pass and event' },
          {
            type: 'object',
            required: ['field'],
            additionalProperties: false,
            properties: { field: FIELD },
          },
        ],
      },
    },
    keyAttribute: {
      ...ownName,
      description:
        'the attribute that holds the key of the event, the same for each delivery of it',
      default: 'Event Key',
    },
    signature: {
      type: 'object',
      required: ['header'],
      additionalProperties: false,
      description: 'how PassKit signs webhooks; the secret is never written here',
      properties: {
        header: {
          type: 'string',
          pattern: '^[A-Za-z0-9-]+$',
          description: 'the header with the signature',
          examples: ['X-Signature'],
        },
        scheme: {
          enum: ['hmac-sha256', 'hmac-sha1', 'hmac-sha512', 'token'],
          description: 'a hash of the body under the secret, or the secret itself',
          default: 'hmac-sha256',
        },
        encoding: {
          enum: ['hex', 'base64', 'base64url'],
          description: 'how the hash is written',
          default: 'hex',
        },
        prefix: { type: 'string', description: 'what is before the hash, such as sha256=' },
      },
    },
    delivery: {
      type: 'object',
      additionalProperties: false,
      description: 'how events are delivered',
      properties: {
        eventsPerMinute: count(
          'so many events a minute at most, for all relays of a database together',
          DELIVERY_DEFAULTS.eventsPerMinute,
        ),
        parallel: count('so many requests at once', DELIVERY_DEFAULTS.parallel),
        timeoutSeconds: count('how long an answer may take', DELIVERY_DEFAULTS.timeoutSeconds),
        retryHours: count('how long an event is tried', DELIVERY_DEFAULTS.retryHours),
        keepDays: count(
          'how long delivered and dead events are kept for a replay',
          DELIVERY_DEFAULTS.keepDays,
        ),
        duplicateMinutes: count(
          'a webhook that is equal to one of the last so many minutes is a duplicate',
          DELIVERY_DEFAULTS.duplicateMinutes,
        ),
      },
    },
  },
};
