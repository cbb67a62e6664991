import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { EndpointName } from '../../src/live/index.ts';

/*
 * What MoEngage's OpenAPI files say of requests and answers, as JSON Schemas of our own. Requests are closed: a key that the
 * contract does not have is an error. Answers are open, as there.
 */

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const map = { type: 'object' } as const;

function closed(
  required: readonly string[],
  properties: Readonly<Record<string, unknown>>,
): object {
  return { type: 'object', required, properties, additionalProperties: false };
}

function open(required: readonly string[], properties: Readonly<Record<string, unknown>>): object {
  return { type: 'object', required, properties };
}

const REQUESTS: Readonly<Record<EndpointName, object>> = {
  preview: closed(['request_id', 'personalization_content', 'personalization_details'], {
    request_id: { ...text, minLength: 1 },
    personalization_content: {
      oneOf: [
        closed(['payload'], { payload: { ...map, minProperties: 1 } }),
        closed(['custom_template_data'], {
          custom_template_data: closed(['template_id', 'version'], {
            template_id: text,
            version: text,
          }),
        }),
      ],
    },
    personalization_details: {
      ...closed(['channel'], {
        channel: { enum: ['EMAIL', 'PUSH', 'SMS'] },
        event_name: text,
        user_attributes: map,
        event_attributes: map,
      }),
      dependentRequired: { event_attributes: ['event_name'] },
    },
    user_details: closed(['identifier', 'identifier_value'], {
      identifier: text,
      identifier_value: text,
    }),
  }),
  templates: closed(['page', 'entries'], {
    page: { type: 'integer' },
    entries: { type: 'integer', minimum: 1, maximum: 15 },
    template_name: text,
    template_id: text,
    group_id: text,
  }),
  blocks: closed([], {
    filters: closed([], {
      content_type: { type: 'array', items: { enum: ['HTML', 'TEXT'] } },
      status: { type: 'array', items: { enum: ['ACTIVE', 'ARCHIVED'] } },
      team_ids: texts,
      tag_ids: texts,
      updated_by: texts,
      search_text: text,
    }),
  }),
  blocksById: closed(['ids'], { ids: texts, is_raw_content_required: { type: 'boolean' } }),
};

const block = open(['id', 'name', 'content_type'], {
  id: text,
  name: text,
  label: text,
  description: text,
  content_type: text,
  content: text,
  raw_content: text,
  status: text,
  created_by: text,
  created_at: text,
  updated_by: text,
  updated_at: text,
  tag_ids: texts,
  team_ids: texts,
  images_used: texts,
});

const ANSWERS: Readonly<Record<EndpointName, object>> = {
  preview: open(['personalized_content'], {
    personalized_content: open(['payload'], { payload: map }),
  }),
  templates: open(['data'], {
    data: {
      type: 'array',
      items: open(['external_template_id', 'version', 'basic_details', 'meta_info'], {
        external_template_id: text,
        version: { type: 'integer' },
        basic_details: open(['email_content', 'subject', 'thumbnail_url', 'sender_name'], {
          email_content: text,
          subject: text,
          attachments: texts,
          thumbnail_url: text,
          sender_name: text,
          preview_text: text,
        }),
        meta_info: open(['template_id', 'template_name', 'template_version', 'created_by'], {
          template_id: text,
          template_name: text,
          template_version: text,
          created_by: text,
          locale: text,
          variation: { type: 'integer' },
          group_id: text,
        }),
        created_by: text,
        created_at: text,
        updated_by: text,
        updated_at: text,
      }),
    },
  }),
  blocks: open(['data'], { data: { type: 'array', items: block } }),
  blocksById: open(['data'], { data: { type: 'array', items: block } }),
};

const detail = open([], {
  code: text,
  target: { oneOf: [text, texts] },
  message: { oneOf: [text, { type: 'array', items: open(['message'], { message: text }) }] },
});

const error = open(['error'], {
  error: open(['code', 'message'], {
    code: text,
    message: text,
    target: text,
    details: { type: 'array', items: detail },
    request_id: text,
  }),
});

const blockProblem = open(['title', 'description', 'code'], {
  title: text,
  description: text,
  code: text,
});

const templateProblems = {
  anyOf: [
    error,
    open(['response_id', 'type', 'error'], { response_id: text, type: text }),
    open(['title', 'message'], { title: text, message: text }),
  ],
};

const PROBLEMS: Readonly<Record<EndpointName, object>> = {
  preview: error,
  templates: templateProblems,
  blocks: blockProblem,
  blocksById: blockProblem,
};

const ajv = new Ajv2020({ allErrors: true });
const compiled = new Map<object, ValidateFunction>();

function problems(schema: object, value: unknown): readonly string[] {
  const known = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, known);
  known(value);
  return (known.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
  );
}

/** What is wrong with a request by the contract. */
export function wrongRequest(name: EndpointName, body: string): readonly string[] {
  return problems(REQUESTS[name], JSON.parse(body));
}

/** What is wrong with an answer of a status by the contract. */
export function wrongAnswer(name: EndpointName, status: number, body: unknown): readonly string[] {
  return problems(status === 200 ? ANSWERS[name] : PROBLEMS[name], body);
}
