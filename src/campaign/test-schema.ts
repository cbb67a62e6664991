import { RECIPIENT_VARIABLES } from '../account/index.ts';
import { textOfParts } from './message-schema.ts';

const text = { type: 'string', minLength: 1 } as const;
const texts = { oneOf: [text, { type: 'array', minItems: 1, items: text }] } as const;

const section = (description: string): object => ({ type: 'object', description });

/** A user written into the test: the sections of a fixture file. */
const inlineUser = {
  type: 'object',
  required: ['user'],
  additionalProperties: false,
  properties: {
    note: text,
    ...Object.fromEntries(
      RECIPIENT_VARIABLES.map(({ section: key, noun }) => [key, section(`the ${noun}s, by name`)]),
    ),
  },
};

/** One entry of `tests`. */
export const TEST_SCHEMA: Readonly<Record<string, unknown>> = {
  type: 'object',
  description: 'one test: whom it is about and what is expected',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: {
      ...text,
      description: 'what the test says, as a sentence',
      examples: ['a member gets a link'],
    },
    user: {
      description: 'a fixture user, by the name of its file, or a user written here',
      examples: ['anna'],
      oneOf: [text, inlineUser],
    },
    each: {
      description:
        "one test for each of these fixture users: names, patterns such as 'no-*', or all",
      examples: ['all'],
      ...texts,
    },
    without: {
      description: 'attributes that the user is to lack',
      examples: ['First Name'],
      ...texts,
    },
    with: section('attributes that the user is to have, besides or instead of its own'),
    'without-event': {
      description: 'attributes that the event is to lack, or true for no event at all',
      oneOf: [text, { type: 'array', minItems: 1, items: text }, { const: true }],
    },
    'with-event': section('attributes that the event is to have, besides or instead of its own'),
    matrix: {
      enum: ['missing'],
      description:
        'four tests for each attribute that the template reads: it is missing, null, empty and blank; each is sent with a link that opens, or dropped with a reason',
    },
    expect: { $ref: '#/$defs/expectation' },
  },
};

/** What may be expected of a text. */
const terms = {
  equals: { type: 'string', description: 'the whole text' },
  contains: { description: 'what is in the text', ...texts },
  matches: { description: 'regular expressions that the text matches', ...texts },
  not: {
    description: 'text that is not in it, or { contains, matches }',
    oneOf: [
      text,
      {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: {
          contains: { description: 'what is not in the text', ...texts },
          matches: { description: 'expressions that it does not match', ...texts },
        },
      },
    ],
  },
} as const;

const ofPart = {
  description: 'text that this part contains, or { equals, contains, matches, not }',
  oneOf: [
    text,
    { type: 'object', minProperties: 1, additionalProperties: false, properties: terms },
  ],
};

const parts = textOfParts(ofPart);

/** What is expected of the text: a text that it contains, or more, of the whole message or of a part of it. */
const textExpectation = {
  description:
    'text that the message contains, or { equals, contains, matches, not }, or either by part: { subject: … }',
  oneOf: [
    text,
    {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      properties: { ...terms, ...parts.properties },
      patternProperties: parts.patternProperties,
    },
  ],
} as const;

/** What a test expects. */
export const EXPECTATION_SCHEMA: Readonly<Record<string, unknown>> = {
  description: 'what is expected: sent (link, text, snapshot) or dropped, worlds',
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: {
    sent: { type: 'boolean', description: 'whether the message goes out' },
    dropped: {
      description: 'the reason, true for any, or { reason, category, attribute }',
      oneOf: [
        text,
        { const: true },
        {
          type: 'object',
          minProperties: 1,
          additionalProperties: false,
          properties: {
            reason: { ...text, description: 'the reason in words' },
            category: { ...text, description: "MoEngage's category, such as User Attribute" },
            attribute: { ...text, description: 'the attribute, API or table concerned' },
          },
        },
      ],
    },
    text: textExpectation,
    link: {
      type: 'object',
      description: 'what every SmartPass link of the message holds',
      minProperties: 1,
      additionalProperties: false,
      properties: {
        signature: { enum: ['valid', 'invalid', 'missing'] },
        family: {
          enum: ['hashed', 'encrypted', 'unknown'],
          description: 'how the payload is carried',
        },
        project: { ...text, description: 'the address of the project: all before the ?' },
        base64: { enum: ['url', 'standard'], description: 'the alphabet of the payload' },
        'max-length': {
          type: 'integer',
          minimum: 1,
          description: 'the most characters it may have',
        },
        payload: { type: 'object', description: 'fields and the values they must have' },
        exactly: { type: 'boolean', description: 'whether the payload has no other fields' },
        clean: {
          const: true,
          description: 'the link has no problems, not even a warning',
        },
      },
    },
    snapshot: {
      const: true,
      description: 'the message is the one that was recorded, its links shown by what they hold',
    },
    worlds: {
      description:
        "agree: every account that fits the profile gives the same; or the profile's fields that it depends on",
      oneOf: [
        { const: 'agree' },
        { type: 'array', minItems: 1, items: { type: ['string', 'null'] } },
      ],
    },
  },
};
