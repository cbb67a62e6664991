import { FIELDS } from '../passkit/index.ts';
import type { Schema } from './schema-conversions.ts';
import { DEFINITIONS, POLICY_ABOUT, text } from './schema-parts.ts';

function fieldsSchema(): Schema {
  const properties: Record<string, Schema> = {};
  const patternProperties: Record<string, Schema> = {};
  for (const { name, about, type, example, instead } of FIELDS) {
    const description = `${about}. Form: ${type}, such as ${example}.${instead === undefined ? '' : ` Write ${instead} instead.`}`;
    const schema = {
      $ref: '#/$defs/field',
      title: name,
      description,
      examples: [{ value: example }],
    };
    const pattern = patternOf(name);
    if (pattern === undefined) properties[name] = schema;
    else patternProperties[pattern] = schema;
  }
  return {
    type: 'object',
    title: 'Fields',
    description:
      'The payload: what goes into each field of the pass. Their order here is that of the payload.',
    examples: [{ 'person.forename': { user: 'First Name', missing: { default: 'Friend' } } }],
    minProperties: 1,
    additionalProperties: false,
    properties,
    patternProperties,
  };
}

function patternOf(name: string): string | undefined {
  if (name.endsWith('.*')) return `^${escape(name.slice(0, -1))}.+$`;
  const index = /^(.*)\[1\.\.10\](.*)$/.exec(name);
  return index === null
    ? undefined
    : `^${escape(index[1] ?? '')}\\[(?:[1-9]|10)\\]${escape(index[2] ?? '')}$`;
}

function escape(name: string): string {
  return name.replaceAll('.', '\\.');
}

/** The JSON Schema (2020-12) of a field map, as editors use it and as `readFieldMap` checks with. */
export const FIELD_MAP_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:smartpass:fieldmap:1',
  title: 'smartpass field map',
  description:
    'Which attributes go into a PassKit SmartPass link, and what happens where one is missing.',
  type: 'object',
  required: ['smartpass', 'project', 'fields'],
  additionalProperties: false,
  properties: {
    $schema: text('Schema', 'The address of this schema, for editors.', './fieldmap.schema.json'),
    smartpass: {
      const: 1,
      title: 'Version',
      description: 'The version of this format: 1.',
      examples: [1],
    },
    project: {
      type: 'object',
      title: 'Project',
      description:
        'The PassKit project that the link belongs to. Its secret is never written here.',
      examples: [{ url: 'https://pub1.pskt.io/c/a4hrop', kind: 'membership' }],
      required: ['url'],
      additionalProperties: false,
      properties: {
        url: text(
          'Project URL',
          'Copied from Distribution in the PassKit dashboard.',
          'https://pub1.pskt.io/c/a4hrop',
        ),
        kind: {
          enum: ['membership', 'coupon'],
          title: 'Kind',
          description: 'What the project issues.',
          examples: ['membership'],
        },
      },
    },
    identity: text(
      'Identity',
      "The field that holds the external id, or 'none': then each visit to a link makes another pass.",
      'none',
      'person.externalId',
    ),
    missing: {
      $ref: '#/$defs/policy',
      title: 'Default policy',
      description: `${POLICY_ABOUT} For fields that do not say themselves.`,
      examples: ['omit'],
    },
    fields: fieldsSchema(),
    link: {
      type: 'object',
      title: 'Link',
      description: 'How the link is written.',
      examples: [{ base64: 'url', query: { utm_source: 'moengage' } }],
      additionalProperties: false,
      properties: {
        base64: {
          enum: ['url', 'standard'],
          default: 'url',
          title: 'Base64',
          description:
            'The alphabet of the payload. standard is what the guide writes; a form decoder reads its + as a space.',
          examples: ['url'],
        },
        query: {
          type: 'object',
          title: 'Query',
          description: 'Parameters added after the signature. They are not signed.',
          examples: [{ utm_source: 'moengage' }],
          additionalProperties: { type: ['string', 'number', 'boolean'] },
        },
      },
    },
  },
  $defs: DEFINITIONS,
};
