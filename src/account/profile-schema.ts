import { CHANNELS } from './channels.ts';
import { PROFILE_FIELDS } from './profile-fields.ts';

/** A JSON Schema, or part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * The JSON Schema (2020-12) of the `profile` section of smartpass.config.yaml, made from the table of fields. Every scalar is
 * read as text. A field is a value or `{value, date, evidence}`; `null` may also be a mapping by channel.
 */
export function profileSchema(): JsonSchema {
  return {
    title: 'What is known of a MoEngage account',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      [...PROFILE_FIELDS].map(([name, spec]) => [
        name,
        {
          description: `${spec.what}. Default: ${spec.default}. ${spec.source}`,
          ...(name === 'null'
            ? byChannel([...spec.values.keys()])
            : answer([...spec.values.keys()])),
        },
      ]),
    ),
  };
}

function answer(values: readonly string[]): JsonSchema {
  return {
    if: { type: 'object' },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: {
      type: 'object',
      required: ['value'],
      additionalProperties: false,
      properties: {
        value: choices(values),
        date: {
          type: 'string',
          pattern: String.raw`^\d{4}-\d{2}-\d{2}`,
          description: 'a date such as 2026-01-31',
          examples: ['2026-01-31'],
        },
        evidence: { type: 'string' },
      },
    },
    else: choices(values),
  };
}

/** One of these texts; editors may take those that look like a number for one. */
function choices(values: readonly string[]): JsonSchema {
  const numbers = values.map(Number).filter((number) => !Number.isNaN(number));
  return { enum: [...values, ...numbers] };
}

function byChannel(values: readonly string[]): JsonSchema {
  const one = answer(values);
  return {
    if: { type: 'object', not: { required: ['value'] } },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
    then: {
      additionalProperties: false,
      properties: Object.fromEntries([...CHANNELS.keys()].map((channel) => [channel, one])),
    },
    else: one,
  };
}
