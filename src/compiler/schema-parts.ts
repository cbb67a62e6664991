import { CONVERSION_KEYS, type Schema } from './schema-conversions.ts';

/** What a policy is about, in words. */
export const POLICY_ABOUT =
  'What happens to a user for whom the value is missing: undefined, null, empty, blank, or not convertible.';

/** The schema of a text. */
export const text = (title: string, description: string, ...examples: unknown[]): Schema => ({
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
    "UserAttribute['…']: the name exactly as MoEngage shows it, letter case and spaces included.",
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
  now: {
    const: true,
    title: 'Moment of sending',
    description:
      'The date and time at which the message is rendered, in UTC; with plus, some days later.',
    examples: [true],
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
  ...CONVERSION_KEYS,
  map: {
    type: 'object',
    title: 'Look-up',
    description:
      'What each value becomes. Keys are compared as text, whether they are quoted or not, without white space at their ends; a value that is not listed is missing.',
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

/** The keys that name a source, in the order of the schema. */
export const SOURCE_KEYS: readonly string[] = Object.keys(sourceKeys);
const oneSource = SOURCE_KEYS.map((key) => ({ required: [key] }));

/** What the schema of a field map refers to: sources, fields, transforms, policies. */
export const DEFINITIONS: Schema = {
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
