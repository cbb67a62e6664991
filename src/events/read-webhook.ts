import { isObject, type Finding } from '../diagnostics/index.ts';
import { Dict, parseJson, toJs } from '../jinja/index.ts';
import { passEventKind, type FieldValue, type PassEvent } from './pass-event.ts';

/** A pass event, or why a webhook holds none. */
type ReadWebhook =
  | { readonly event: PassEvent; readonly finding?: undefined }
  | { readonly event?: undefined; readonly finding: Finding };

type Json = Readonly<Record<string, unknown>>;

/** The parts of a pass, and the beginning that their fields get. Both spellings of the metadata occur; `recordData` has whole names. */
const PARTS: readonly (readonly [part: string, prefix: string])[] = [
  ['personDetails', 'person.'],
  ['person', 'person.'],
  ['metadata', 'meta.'],
  ['metaData', 'meta.'],
  ['recordData', ''],
];

/** What the protocols mean, in both enumerations of PassKit's SDKs. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['100', 'membership'],
  ['MEMBERSHIP', 'membership'],
  ['101', 'coupon'],
  ['200', 'coupon'],
  ['SINGLE_USE_COUPON', 'coupon'],
  ['102', 'event ticket'],
  ['300', 'event ticket'],
  ['EVENT_TICKETING', 'event ticket'],
  ['3', 'boarding pass'],
  ['400', 'boarding pass'],
  ['FLIGHT', 'boarding pass'],
]);

/** So deep do objects of a part go; what is deeper is left out. */
const DEEPEST = 8;

/**
 * Reads the body of a webhook, `{event, pass: {id, classId, protocol, personDetails, metadata, recordData, externalId}}`. A body
 * without `event` counts as what its method is used for alone: a POST is a created pass, a DELETE a deleted one. Source: PassKit's
 * SDKs and webhooks seen in use. Never throws.
 */
export function readWebhook(body: string, method: string): ReadWebhook {
  const json = objectOf(body);
  if (json === undefined)
    return wrong('events/not-json', 'the body of a webhook is a JSON object', 'send it as JSON');
  const named = json['event'] ?? json['eventType'] ?? IMPLIED.get(method);
  const kind = passEventKind(named);
  if (kind === undefined)
    return wrong(
      'events/unknown-event',
      named === undefined
        ? 'the webhook names no event'
        : 'the event of the webhook is none of the six pass events',
      'an event is such as PASS_EVENT_INSTALLED',
    );
  const pass = isObject(json['pass']) ? json['pass'] : json;
  const passId = textOf(pass['id']) ?? textOf(json['passId']) ?? textOf(pass['passId']);
  if (passId === undefined)
    return wrong(
      'events/no-pass',
      'the webhook does not say which pass it is about',
      'a webhook has the id of its pass as pass.id',
    );
  return { event: { kind, passId, fields: fieldsOf(pass, passId) } };
}

const IMPLIED: ReadonlyMap<string, string> = new Map([
  ['POST', 'created'],
  ['DELETE', 'deleted'],
]);

function fieldsOf(pass: Json, passId: string): ReadonlyMap<string, FieldValue> {
  const fields = new Map<string, FieldValue>([['pass.id', passId]]);
  for (const [name, value] of Object.entries(pass))
    if (!PARTS.some(([part]) => part === name)) collect(fields, `pass.${name}`, value, DEEPEST);
  const type = TYPES.get((textOf(pass['protocol']) ?? '').replace(/^PASS_PROTOCOL_/, ''));
  if (type !== undefined) fields.set('pass.type', type);
  for (const [part, prefix] of PARTS) {
    const held = pass[part];
    if (!isObject(held)) continue;
    for (const [name, value] of Object.entries(held))
      collect(fields, `${prefix}${name}`, value, DEEPEST);
  }
  return fields;
}

/** Adds a value under its name, the first of equal names wins; objects by their keys, nulls not at all. */
function collect(
  fields: Map<string, FieldValue>,
  name: string,
  value: unknown,
  deep: number,
): void {
  const plain = plainOf(value);
  if (plain !== undefined) {
    if (!fields.has(name)) fields.set(name, plain);
  } else if (isObject(value) && deep > 0)
    for (const [key, inner] of Object.entries(value))
      collect(fields, `${name}.${key}`, inner, deep - 1);
}

function plainOf(value: unknown): FieldValue | undefined {
  if (Array.isArray(value)) return value.map(scalarOf).filter((item) => item !== undefined);
  return scalarOf(value) ?? (isObject(value) ? timeOf(value) : undefined);
}

function scalarOf(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return String(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The instant of `{seconds, nanos}` as ISO 8601. */
function timeOf({ seconds, nanos = 0 }: Json): string | undefined {
  const whole = Number(seconds);
  if (seconds === undefined || !Number.isSafeInteger(whole)) return undefined;
  const date = new Date(whole * 1000 + Math.floor(Number(nanos) / 1e6));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function textOf(value: unknown): string | undefined {
  const plain = scalarOf(value);
  return plain === undefined || plain === '' ? undefined : String(plain);
}

/** The object of a text of JSON, whole numbers of any size exact; undefined for any other text. */
function objectOf(text: string): Json | undefined {
  try {
    const value = parseJson(text);
    return value instanceof Dict ? (toJs(value) as Json) : undefined;
  } catch {
    return undefined;
  }
}

function wrong(code: string, message: string, hint: string): ReadWebhook {
  return { finding: { code, severity: 'error', message, hint } };
}
