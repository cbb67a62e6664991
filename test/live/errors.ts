import type { EndpointName } from '../../src/live/index.ts';

/** An error as an account gives it, the code of our finding, and what of the account's words is in it. */
export type ContractError = {
  readonly status: number;
  readonly body: unknown;
  readonly code: string;
  readonly says: string;
};

const blockErrors: readonly ContractError[] = [
  {
    status: 400,
    body: { title: 'Invalid field', description: 'app_key - a value is invalid', code: 'nGpU' },
    code: 'live/bad-request',
    says: 'app_key - a value is invalid',
  },
  {
    status: 500,
    body: { title: 'Server error', description: 'Something unexpected', code: 'SRV_1' },
    code: 'live/server-error',
    says: 'request SRV_1',
  },
  {
    status: 503,
    body: { title: 'Server error', description: 'Not now', code: 'SRV_2' },
    code: 'live/server-error',
    says: 'Not now',
  },
];

/** Every shape of error that the contract has an example of, with values of our own. */
export const ERRORS: Readonly<Record<EndpointName, readonly ContractError[]>> = {
  preview: [
    {
      status: 400,
      body: {
        error: {
          code: '400 Bad Request',
          message: 'request_id is missing',
          target: 'request_id',
          details: [{ target: 'request_id', message: 'request_id is missing' }],
          request_id: '11',
        },
      },
      code: 'live/bad-request',
      says: 'request_id is missing',
    },
    {
      status: 401,
      body: {
        error: {
          code: '401 Authentication error',
          message: 'Credentials are needed',
          details: [
            {
              code: 'InvalidValue',
              target: 'APP_SECRET_KEY',
              message: [
                { code: 'InvalidValue', target: 'APP_SECRET_KEY', message: 'The key is not valid' },
              ],
            },
          ],
          request_id: '',
        },
      },
      code: 'live/unauthorized',
      says: 'Credentials are needed: The key is not valid',
    },
    {
      status: 429,
      body: {
        error: {
          code: '429 conflict',
          message: 'rate_limit',
          target: '',
          details: [{ target: 'rate_limit', message: 'Too many of them' }],
          request_id: '3UXN',
        },
      },
      code: 'live/rate-limited',
      says: 'request 3UXN',
    },
    {
      status: 500,
      body: {
        error: {
          code: '500 Internal Server Error',
          message: 'It went wrong',
          target: 'string',
          details: [{ message: 'Expecting something else', target: '' }],
        },
      },
      code: 'live/server-error',
      says: 'It went wrong: Expecting something else',
    },
  ],
  templates: [
    {
      status: 400,
      body: {
        error: {
          code: '400 Bad Request',
          message: 'Invalid field',
          details: [
            {
              code: 'InvalidValue',
              target: ['template_name', 'created_by'],
              message: 'Some are wrong',
            },
          ],
          request_id: 'r1',
        },
      },
      code: 'live/bad-request',
      says: 'template_name, created_by',
    },
    {
      status: 401,
      body: {
        error: {
          code: '401 Unauthorized',
          message: 'Credentials are needed',
          details: [{ code: 'InvalidValue', target: 'APP_ID', message: 'No such workspace' }],
          request_id: 'r2',
        },
      },
      code: 'live/unauthorized',
      says: 'No such workspace',
    },
    {
      status: 429,
      body: {
        response_id: 'r3',
        type: 'custom_template',
        error: { code: 'Too Many Requests', message: 'The limit is n/m mins' },
      },
      code: 'live/rate-limited',
      says: 'The limit is n/m mins',
    },
    {
      status: 500,
      body: { title: 'Server error', message: 'Something unexpected' },
      code: 'live/server-error',
      says: 'Something unexpected',
    },
  ],
  blocks: blockErrors,
  blocksById: blockErrors,
};
