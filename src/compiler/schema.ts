import { FIELDS } from '../passkit/index.ts';

type Schema = Readonly<Record<string, unknown>>;

const POLICY_ABOUT =
  'What happens to a user for whom the value is missing: undefined, null, empty, blank, or not convertible.';

const text = (title: string, description: string, ...examples: unknown[]): Schema => ({
  type: 'string',
  title,
  description,
  ...(examples.length === 0 ? {} : { examples }),
});

const scalar = (title: string, description: string, ...examples: unknown[]): Schema => ({
  type: ['string', 'number', 'boolean'],
  title,
  description,
  examples,
});

const sourceKeys: Readonly<Record<string, Schema>> = {
  user: text(
    'User attribute',
    "UserAttribute['…']: the name exactly as MoEngage shows it, letter case and blanks included.",
    'First Name',
  ),
  event: text(
    'Event attribute',
    "EventAttribute['…']: an attribute of the event that triggers the campaign.",
    'Expires At',
  ),
  business: text(
    'Business event attribute',
    'An attribute of the business event that triggers the campaign (email, push and SMS).',
    'Store',
  ),
  campaign: text(
    'Campaign attribute',
    'Campaign ID, Campaign name or Campaign tags (email only).',
    'Campaign ID',
  ),
  product: {
    title: 'Product set item',
    description: 'A field of an item of a product set. Items count from 0.',
    examples: ['Recommended[0].title', { set: 'Recommended', item: 0, field: 'title' }],
    oneOf: [
      { type: 'string' },
      {
        type: 'object',
        required: ['set', 'field'],
        additionalProperties: false,
        properties: {
          set: text('Product set', 'The name of the product set.', 'Recommended'),
          item: {
            type: 'integer',
            minimum: 0,
            default: 0,
            title: 'Item',
            description: 'Its position, counted from 0.',
            examples: [0],
          },
          field: text('Field', 'The field of the item.', 'title'),
        },
      },
    ],
  },
  content: {
    title: 'Content API field',
    description: "A field of a Content API's answer. Equal calls of one map are made once.",
    examples: [
      'Points.balance.total',
      { api: 'Points', field: 'balance.total', params: { id: { user: 'MoEngage_ID' } } },
    ],
    oneOf: [
      { type: 'string' },
      {
        type: 'object',
        required: ['api', 'field'],
        additionalProperties: false,
        properties: {
          api: text('Content API', 'Its name: letters, digits and underscores.', 'Points'),
          field: text('Field', 'The path into the answer.', 'balance.total'),
          params: {
            type: 'object',
            title: 'Parameters',
            description: 'What the API is called with.',
            examples: [{ id: { user: 'MoEngage_ID' } }],
            additionalProperties: { $ref: '#/$defs/source' },
          },
        },
      },
    ],
  },
  aux: {
    type: 'object',
    title: 'Auxiliary table field',
    description: 'A field of the row of an imported table that a key finds.',
    examples: [{ table: 'stores', key: { user: 'Store' }, field: 'name' }],
    required: ['table', 'key', 'field'],
    additionalProperties: false,
    properties: {
      table: text('Table', 'The name of the imported file.', 'stores'),
      key: {
        $ref: '#/$defs/source',
        title: 'Key',
        description: 'Where the key comes from.',
        examples: [{ user: 'Store' }],
      },
      field: text('Column', 'The column that is read.', 'name'),
    },
  },
  value: scalar(
    'Literal',
    'The same value for every user, as written: 10.0 stays 10.0.',
    'moengage',
  ),
  text: text(
    'Text with placeholders',
    'Missing where one of its placeholders is. Literal braces are written \\{ and \\}.',
    '{user:First Name} {user:Last Name}',
  ),
  first: {
    type: 'array',
    title: 'First that is present',
    description: 'Several sources: the first whose value is not missing is taken.',
    examples: [[{ user: 'Nickname' }, { user: 'First Name' }]],
    minItems: 1,
    items: { $ref: '#/$defs/source' },
  },
};

const shapeKeys: Readonly<Record<string, Schema>> = {
  transform: {
    title: 'Transforms',
    description:
      'Changes of the text, in order: trim, lower, upper, title, or truncate to a number of characters.',
    examples: ['trim', ['trim', { truncate: 20 }]],
    oneOf: [{ $ref: '#/$defs/transform' }, { type: 'array', items: { $ref: '#/$defs/transform' } }],
  },
  as: {
    enum: [
      'text',
      'phone',
      'integer',
      'number',
      'boolean',
      'date',
      'datetime',
      'gender',
      'colour',
      'url',
    ],
    default: 'text',
    title: 'Conversion',
    description: 'The form the value is brought into. What cannot be brought into it is missing.',
    examples: ['phone'],
  },
  order: {
    enum: ['ymd', 'dmy', 'mdy'],
    default: 'ymd',
    title: 'Order of a date',
    description: 'How the attribute writes dates: 2027-01-31, 31/01/2027 or 01/31/2027.',
    examples: ['dmy'],
  },
  offset: {
    type: 'string',
    pattern: '^[+-](?:[01]\\d|2[0-3]):[0-5]\\d$',
    default: '+00:00',
    title: 'Offset',
    description: 'The offset of a date and time that names none.',
    examples: ['+02:00'],
  },
  map: {
    type: 'object',
    title: 'Look-up',
    description: 'What each value becomes. A value that is not listed is missing.',
    examples: [{ gold: 'T1', silver: 'T2' }],
    minProperties: 1,
    additionalProperties: { type: ['string', 'number', 'boolean'] },
  },
  missing: {
    $ref: '#/$defs/policy',
    title: 'When missing',
    description: POLICY_ABOUT,
    examples: ['omit'],
  },
};

const SOURCES = Object.keys(sourceKeys);
const oneSource = SOURCES.map((key) => ({ required: [key] }));

const defs: Schema = {
  source: {
    type: 'object',
    title: 'Source',
    description: 'Where a value comes from: exactly one of these keys.',
    examples: [{ user: 'First Name' }],
    additionalProperties: false,
    properties: sourceKeys,
    oneOf: oneSource,
  },
  field: {
    type: 'object',
    title: 'Field',
    description: 'One field of the payload: a source, and how its value is brought into form.',
    examples: [{ user: 'First Name', missing: { default: 'Friend' } }],
    additionalProperties: false,
    properties: { ...sourceKeys, ...shapeKeys },
    oneOf: oneSource,
  },
  transform: {
    title: 'Transform',
    description: 'One change of a text.',
    examples: ['trim'],
    oneOf: [
      { enum: ['trim', 'lower', 'upper', 'title'] },
      {
        type: 'object',
        required: ['truncate'],
        additionalProperties: false,
        properties: {
          truncate: {
            type: 'integer',
            minimum: 1,
            title: 'Truncate',
            description: 'How many characters stay.',
            examples: [20],
          },
        },
      },
    ],
  },
  policy: {
    title: 'Policy',
    description: POLICY_ABOUT,
    examples: ['omit', { drop: 'No email address' }, { default: 'Friend' }],
    oneOf: [
      { enum: ['omit', 'empty', 'drop'] },
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
        properties: {
          drop: text(
            'Drop',
            'The user is not mailed; MoEngage counts this reason.',
            'No email address',
          ),
          default: scalar('Default', 'This value is used instead.', 'Friend'),
        },
      },
    ],
  },
};

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
      description: 'The PassKit project that the link belongs to. Its secret never stands here.',
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
            'The alphabet of the payload. standard is what the guide writes; a form decoder reads its + as a blank.',
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
  $defs: defs,
};

/** The keys that name a source, in the order of the schema. */
export const SOURCE_KEYS: readonly string[] = SOURCES;
