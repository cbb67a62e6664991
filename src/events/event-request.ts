import { PASS_EVENTS } from '../account/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import { LimitError, PyError } from '../jinja/index.ts';
import { DATA_API_LIMITS, type CreateEventRequest } from './data-api/contract.ts';
import { isBlockedCustomerId } from './data-api/customer-ids.ts';
import type { FieldValue, PassEvent } from './pass-event.ts';
import type { AttributeSource, EventSettings } from './settings.ts';

/** What is known of an event beside what its webhook said: the key that each delivery of it has, and when it happened. */
type EventFacts = { readonly key: string; readonly occurredAt: number };

/** A request for the Data API, or why the event cannot be sent. */
type BuiltRequest =
  | { readonly request: CreateEventRequest; readonly body: string; readonly finding?: undefined }
  | { readonly finding: Finding };

/**
 * The request that tells MoEngage of a pass event. Attributes without a value are left out; an event of the future counts as of `now`,
 * since MoEngage refuses those. No customer id that MoEngage refuses is sent, and no body over 128 KB.
 */
export function eventRequest(
  event: PassEvent,
  facts: EventFacts,
  settings: EventSettings,
  now: number,
): BuiltRequest {
  const { customerId: field, names, keyAttribute, attributes } = settings;
  const id = event.fields.get(field);
  const customerId = id === undefined || Array.isArray(id) ? '' : String(id).trim();
  if (customerId === '') return { finding: noCustomerId(field) };
  if (isBlockedCustomerId(customerId)) return { finding: badCustomerId(field) };
  const action = names.get(event.kind) ?? PASS_EVENTS.get(event.kind)?.action ?? event.kind;
  const values: [string, FieldValue][] = [];
  for (const [name, source] of attributes) {
    const value = valueOf(source, event, action);
    if (typeof value === 'object' && 'code' in value)
      return { finding: { ...value, message: `attribute '${name}': ${value.message}` } };
    if (value !== undefined && value !== '') values.push([name, value]);
  }
  values.push([keyAttribute, facts.key]);
  const time = new Date(Math.min(facts.occurredAt, now)).toISOString();
  const request: CreateEventRequest = {
    type: 'event',
    customer_id: customerId,
    actions: [{ action, attributes: Object.fromEntries(values), current_time: time }],
  };
  const body = JSON.stringify(request);
  return new TextEncoder().encode(body).length > DATA_API_LIMITS.bytes
    ? { finding: tooLarge() }
    : { request, body };
}

function valueOf(
  source: AttributeSource,
  { fields, kind }: PassEvent,
  action: string,
): FieldValue | Finding | undefined {
  if (source.kind === 'field') return fields.get(source.field);
  try {
    return source.template.renderText(
      new Map<string, unknown>([
        ['pass', fields],
        ['event', { kind, name: action }],
      ]),
    );
  } catch (error) {
    if (!(error instanceof PyError || error instanceof LimitError)) throw error;
    // The error may quote a value of the pass: its type alone is told.
    return {
      code: 'events/template-failed',
      severity: 'error',
      message: `the template fails for this pass with ${error.name}`,
      hint: "give missing fields a default, such as {{ pass['members.tier.id'] | default('none') }}",
    };
  }
}

function noCustomerId(field: string): Finding {
  return {
    code: 'events/no-customer-id',
    severity: 'error',
    message: `the pass has no ${field}, so no user of MoEngage is known for it`,
    hint: 'give passes the MoEngage ID as person.externalId, or name the field that has it under events.customerId',
  };
}

function badCustomerId(field: string): Finding {
  return {
    code: 'events/bad-customer-id',
    severity: 'error',
    message: `MoEngage takes no customer id such as this pass has in ${field}`,
    hint: "words such as 'guest', 'null' or '0' are refused: passes need the MoEngage ID of their user",
  };
}

function tooLarge(): Finding {
  return {
    code: 'events/too-large',
    severity: 'error',
    message: 'the request is larger than the 128 KB that MoEngage takes',
    hint: 'send fewer attributes, or shorter ones',
  };
}
