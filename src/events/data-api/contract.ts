import type { Schema } from '../../documents/index.ts';
import { BLOCKED_CUSTOMER_IDS } from './customer-ids.ts';

/** An event of a user as the Data API takes it. Times are ISO 8601 or epoch seconds, the offset is in seconds. Source: MoEngage's OpenAPI file, EventAction. */
type EventAction = {
  readonly action: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly platform?: string;
  readonly moe_os_type?: string;
  readonly app_version?: string;
  readonly user_time?: number | string;
  readonly current_time?: number | string;
  readonly user_timezone_offset?: number;
};

/** The body of a request to `/event`. Source: MoEngage's OpenAPI file, CreateEventRequest. */
export type CreateEventRequest = {
  readonly type: 'event';
  readonly customer_id: string;
  readonly device_id?: string;
  readonly user_identifiers?: Readonly<Record<string, unknown>>;
  readonly actions: readonly EventAction[];
};

/** Events a minute, and bytes a request. Source: MoEngage's OpenAPI file, `/event`. */
export const DATA_API_LIMITS: { readonly eventsPerMinute: number; readonly bytes: number } = {
  eventsPerMinute: 30_000,
  bytes: 128 * 1024,
};

/** The path of `/event` of a workspace, below the host. */
export function eventPath(workspaceId: string): string {
  return `/v1/event/${encodeURIComponent(workspaceId)}`;
}

/** The path that tests credentials, below the host. */
export const AUTHENTICATION_PATH: string = '/v1/integrations/authentication';

/** A name that does not begin as MoEngage's own names do. */
const ownName = { type: 'string', minLength: 1, pattern: '^(?!moe_)' } as const;
const time = {
  description: 'an ISO 8601 text or an epoch time in seconds',
  type: ['number', 'string'],
  pattern: String.raw`^(\d+(\.\d+)?|\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)$`,
} as const;

const EVENT_ACTION = {
  type: 'object',
  required: ['action'],
  additionalProperties: false,
  properties: {
    action: { ...ownName, description: "a name that does not begin with 'moe_'" },
    attributes: {
      type: 'object',
      description: "attributes with names that do not begin with 'moe_'",
      // An example of the contract has moe_os_type among the attributes.
      propertyNames: { anyOf: [{ const: 'moe_os_type' }, ownName] },
    },
    // The list has ANDROID, the examples and the text have Android.
    platform: { enum: ['ANDROID', 'Android', 'iOS', 'web', 'TV', 'unknown'] },
    moe_os_type: {
      enum: ['ROKU', 'WebOS', 'AndroidTV', 'tvOS', 'Tizen', 'FireOS', 'VizioTV', 'Xbox'],
    },
    app_version: { type: 'string' },
    user_time: time,
    current_time: time,
    user_timezone_offset: { type: 'number', minimum: -54_000, maximum: 54_000 },
  },
} as const;

/**
 * What `/event` takes, as a JSON Schema: the contract's CreateEventRequest, closed, with the rules that MoEngage states in words (names, customer
 * ids, the range of the offset).
 */
export const CREATE_EVENT_REQUEST: Schema = {
  $id: 'smartpass/create-event-request',
  type: 'object',
  required: ['type', 'customer_id', 'actions'],
  additionalProperties: false,
  properties: {
    type: { const: 'event' },
    customer_id: {
      type: 'string',
      description: 'a text of two or more characters that is not on the list of refused ids',
      minLength: 2,
      not: { enum: [...BLOCKED_CUSTOMER_IDS] },
    },
    device_id: { type: 'string' },
    user_identifiers: { type: 'object' },
    actions: { type: 'array', minItems: 1, items: EVENT_ACTION },
  },
};
