import { DELIVERY_DEFAULTS, PASS_EVENTS, type PassEventKind } from '../account/index.ts';
import type { Template } from '../jinja/index.ts';

/** Where the value of an attribute comes from: a field of the pass with its type kept, or a template that gives a text. */
export type AttributeSource =
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'template'; readonly text: string; readonly template: Template };

/** How webhooks are signed: the header, in lower case, and how the hash of the body is written there. */
export type SignatureSettings = {
  readonly header: string;
  readonly scheme: 'hmac-sha256' | 'hmac-sha1' | 'hmac-sha512' | 'token';
  readonly encoding: 'hex' | 'base64' | 'base64url';
  readonly prefix: string;
};

/** How events are delivered; durations are milliseconds. */
type DeliverySettings = {
  readonly eventsPerMinute: number;
  readonly parallel: number;
  readonly timeout: number;
  readonly retry: number;
  readonly keep: number;
  readonly duplicates: number;
};

/** The section `events` of a configuration, every default filled in. */
export type EventSettings = {
  readonly name: string | undefined;
  readonly enabled: boolean;
  readonly send: ReadonlySet<PassEventKind>;
  readonly names: ReadonlyMap<PassEventKind, string>;
  readonly customerId: string;
  /** The field with the time of the event; undefined: the time of arrival. */
  readonly time: string | undefined;
  readonly attributes: ReadonlyMap<string, AttributeSource>;
  readonly keyAttribute: string;
  readonly signature: SignatureSettings | undefined;
  readonly delivery: DeliverySettings;
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What `delivery` says in the units of its keys, as milliseconds. */
export function deliveryOf(written: {
  readonly [key in keyof typeof DELIVERY_DEFAULTS]: number;
}): DeliverySettings {
  return {
    eventsPerMinute: written.eventsPerMinute,
    parallel: written.parallel,
    timeout: written.timeoutSeconds * SECOND,
    retry: written.retryHours * HOUR,
    keep: written.keepDays * 24 * HOUR,
    duplicates: written.duplicateMinutes * MINUTE,
  };
}

/** The attributes that are sent where a configuration names none. */
const OWN_ATTRIBUTES: ReadonlyMap<string, AttributeSource> = new Map([
  ['Pass Id', { kind: 'field', field: 'pass.id' }],
  ['Pass Type', { kind: 'field', field: 'pass.type' }],
  ['Project Id', { kind: 'field', field: 'pass.classId' }],
]);

/** The settings of a configuration without a section `events`. */
export function defaultEventSettings(): EventSettings {
  return {
    name: undefined,
    enabled: true,
    send: new Set(PASS_EVENTS.keys()),
    names: new Map(Array.from(PASS_EVENTS, ([kind, { action }]) => [kind, action])),
    customerId: 'person.externalId',
    time: undefined,
    attributes: OWN_ATTRIBUTES,
    keyAttribute: 'Event Key',
    signature: undefined,
    delivery: deliveryOf(DELIVERY_DEFAULTS),
  };
}
