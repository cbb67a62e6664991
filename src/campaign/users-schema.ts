import { COLUMN_TYPES } from '../account/index.ts';

const text = { type: 'string', minLength: 1 } as const;
const type = { enum: COLUMN_TYPES } as const;

/** An export of users with how it is read. */
const usersFile = {
  type: 'object',
  required: ['file'],
  additionalProperties: false,
  description: 'an export of users: { file, columns, separator … }',
  properties: {
    file: {
      ...text,
      description: 'the export: CSV with a header, a JSON list, or JSON lines; .gz too',
      examples: ['users.csv'],
    },
    columns: {
      type: 'object',
      additionalProperties: text,
      description: 'the attributes that columns are: { "Email": "Email (Standard)" }',
    },
    name: { ...text, description: 'the column that users are known by; the first unless given' },
    separator: {
      ...text,
      description: 'what is between cells, \\t for a tab; the one that the header has most of',
    },
    encoding: { ...text, description: 'such as windows-1252 or utf-16le; utf-8 unless given' },
    empty: {
      enum: ['missing', 'text'],
      description:
        'what an empty cell is: a missing attribute, or an empty text; by itself a cell with nothing in it is missing and "" a text',
    },
    types: {
      description: `the type of all columns, or types by attribute: ${COLUMN_TYPES.join(', ')}`,
      default: 'inferred',
      oneOf: [type, { type: 'object', additionalProperties: type }],
    },
  },
} as const;

/** The schema of `users:` of a campaign file. */
export const USERS_SCHEMA: Readonly<Record<string, unknown>> = {
  description: 'a file or pattern of fixture users, or a list of them',
  examples: ['users/*.yaml'],
  oneOf: [
    text,
    usersFile,
    {
      type: 'array',
      minItems: 1,
      items: {
        description: 'a file or pattern of fixture users, or { file: FILE }',
        examples: ['users/*.yaml'],
        oneOf: [text, usersFile],
      },
    },
  ],
};
