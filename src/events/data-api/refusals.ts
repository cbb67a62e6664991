import type { StandInAnswer } from '../../live/index.ts';

/** What the Data API says of a request that it refuses, without the id of the request. */
export type Refusal = {
  readonly status: number;
  readonly type: string;
  readonly message: string;
  readonly attribute?: string;
};

const MISSING = 'MissingAttributeError';
const MALFORMED = 'Malformed JSON';
const UNAUTHENTICATED = 'Authentication required';
const SUSPENDED = 'Your account is suspended. Please contact MoEngage team.';
const UNREADABLE =
  'Could not decode the request body. The JSON was incorrect or not encoded as UTF-8.';

/** The names of the documented refusals. */
export type RefusalName =
  | 'missing-actions'
  | 'missing-customer-id'
  | 'incorrect-json'
  | 'missing-action-key'
  | 'incorrect-action'
  | 'auth-error'
  | 'missing-header'
  | 'account-blocked'
  | 'account-suspended'
  | 'temp-suspended'
  | 'payload-exceeded'
  | 'unsupported-media-type'
  | 'rate-limit'
  | 'unknown-error'
  | 'missing-content-type'
  | 'empty-body'
  | 'unreadable-header'
  | 'wrong-workspace'
  | 'workspace-mismatch';

/** The documented refusals by name: those of the contract's `/event` first, then those of the page Data Overview. */
export const REFUSALS: Readonly<Record<RefusalName, Refusal>> = {
  'missing-actions': {
    status: 400,
    attribute: 'actions',
    message: 'actions can not be empty Array',
    type: MISSING,
  },
  'missing-customer-id': notFound('customer_id'),
  'incorrect-json': { status: 400, message: UNREADABLE, type: MALFORMED },
  'missing-action-key': notFound('action'),
  'incorrect-action': { status: 400, attribute: 'action', message: UNREADABLE, type: MALFORMED },
  'auth-error': {
    status: 401,
    message: 'App Secret key mismatch. Please login to the dashboard to verify key',
    type: UNAUTHENTICATED,
  },
  'missing-header': {
    status: 401,
    message: 'Authentication Header Required',
    type: UNAUTHENTICATED,
  },
  'account-blocked': { status: 403, message: SUSPENDED, type: 'BlockedClient' },
  'account-suspended': { status: 403, message: SUSPENDED, type: 'Account Suspended' },
  'temp-suspended': {
    status: 403,
    message: 'Your account is temporarily suspended. Please contact MoEngage team.',
    type: 'Account Temporarily Suspended',
  },
  'payload-exceeded': {
    status: 413,
    message: 'Payload size exceeds 128 KB',
    type: 'PayloadTooLarge',
  },
  'unsupported-media-type': {
    status: 415,
    message: 'Content type is not supported',
    type: 'Unsupported media type',
  },
  'rate-limit': {
    status: 429,
    message: 'Rate limits for customers exceeded. Please Try After Some Time',
    type: 'Rate Limits Exceeded',
  },
  'unknown-error': {
    status: 500,
    message:
      'An unexpected error was encountered while processing this request. Please contact MoEngage Team',
    type: 'ServerError',
  },
  'missing-content-type': {
    status: 400,
    message: 'The Content-Type Header is required',
    type: 'Missing header value',
  },
  'empty-body': {
    status: 400,
    message: 'A valid JSON document is required',
    type: 'Empty request body',
  },
  'unreadable-header': {
    status: 401,
    message: 'Invalid identity information found',
    type: UNAUTHENTICATED,
  },
  'wrong-workspace': {
    status: 401,
    message: 'Invalid APP_ID used in Authentication Header',
    type: UNAUTHENTICATED,
  },
  'workspace-mismatch': {
    status: 409,
    message: 'App key mismatch in params and authentication',
    type: 'Authentication Mismatch',
  },
};

/** The refusal of a request that lacks a key. */
export function notFound(attribute: string): Refusal {
  return {
    status: 400,
    attribute,
    message: `${attribute} is not found in the payload`,
    type: MISSING,
  };
}

/** The refusal of a key's value, worded as the page Data Overview has it. Which values are refused in this way is not documented. */
export function notExpected(attribute: string, expected: string): Refusal {
  return {
    status: 400,
    attribute,
    message: `${attribute} is expected to be ${expected}`,
    type: MISSING,
  };
}

/** A refusal as an answer. */
export function refused({ status, ...error }: Refusal, requestId: string): StandInAnswer {
  return { status, body: { status: 'fail', error: { ...error, request_id: requestId } } };
}
