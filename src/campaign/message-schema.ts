import { CHANNELS, type PartSpec } from '../account/index.ts';

const text = { type: 'string', minLength: 1 } as const;
const file = {
  type: 'object',
  required: ['file'],
  additionalProperties: false,
  properties: {
    file: {
      ...text,
      description: 'the file, from the folder of this file',
      examples: ['mail.html'],
    },
  },
} as const;

const HTML = 'the file with the HTML, from the folder of this file, or the HTML itself';
const ADDRESS = 'the address, with Jinja or {# smartpass: fieldmap.yaml #}';
const TEXT = 'the text with its Jinja, or { file: FILE }';

function schemaOf({ shape, each }: PartSpec): object {
  if (each !== undefined)
    return {
      type: 'array',
      minItems: 1,
      description: `a list of { ${each.map(({ name }) => name).join(', ')} }`,
      items: {
        type: 'object',
        minProperties: 1,
        additionalProperties: false,
        properties: Object.fromEntries(each.map((part) => [part.name, schemaOf(part)])),
      },
    };
  const description = shape === 'html' ? HTML : shape === 'address' ? ADDRESS : TEXT;
  return { description, oneOf: [text, file] };
}

const PARTS = new Map(
  [...CHANNELS.values()].flatMap(({ parts }) => parts.map((part) => [part.name, part] as const)),
);

const numbered = [...PARTS.values()].filter((part) => part.numbered === true);

/** The schema of `message:` of a campaign file; which of the parts a channel has is checked where it is read. */
export const MESSAGE_SCHEMA: Readonly<Record<string, unknown>> = {
  type: 'object',
  minProperties: 1,
  description: `the parts of the message: ${[...CHANNELS]
    .map(([channel, { parts }]) => {
      const names = parts.map((part) => (part.numbered === true ? '1, 2 …' : part.name));
      return `{ ${names.join(', ')} } by ${channel}`;
    })
    .join('; ')}`,
  properties: Object.fromEntries(
    [...PARTS.values()]
      .filter((part) => part.numbered !== true)
      .map((part) => [part.name, schemaOf(part)]),
  ),
  patternProperties: Object.fromEntries(
    numbered.map((part) => ['^[1-9][0-9]*$', schemaOf(part)] as const),
  ),
};

/** The keys that `text:` of a test may have for the parts of a message: a schema `value` for each. */
export function textOfParts(value: object): {
  readonly properties: Readonly<Record<string, object>>;
  readonly patternProperties: Readonly<Record<string, object>>;
} {
  const names = [...PARTS.values()].filter((part) => part.numbered !== true);
  return {
    properties: Object.fromEntries(names.map(({ name }) => [name, value])),
    patternProperties: { '^[1-9][0-9]*$': value },
  };
}
