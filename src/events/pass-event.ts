import { PASS_EVENTS, type PassEventKind } from '../account/index.ts';

/** A value of a pass's field: numbers that JavaScript cannot hold exactly are texts, times are ISO 8601. */
export type FieldValue = string | number | boolean | readonly (string | number | boolean)[];

/**
 * A pass event as a webhook of PassKit told it. `fields` are flat, by the names that SmartPass links use: `person.*`, `meta.*`,
 * `members.*`, and `pass.id`, `pass.classId`, `pass.protocol`, `pass.type`, `pass.externalId` of the pass itself.
 */
export type PassEvent = {
  readonly kind: PassEventKind;
  readonly passId: string;
  readonly fields: ReadonlyMap<string, FieldValue>;
};

/** A pass event as the text that a store keeps. */
export function packEvent({ kind, passId, fields }: PassEvent): string {
  return JSON.stringify({ kind, passId, fields: [...fields] });
}

/** The pass event of a text that `packEvent` made. */
export function unpackEvent(text: string): PassEvent {
  const { kind, passId, fields } = JSON.parse(text) as {
    readonly kind: PassEventKind;
    readonly passId: string;
    readonly fields: readonly (readonly [string, FieldValue])[];
  };
  return { kind, passId, fields: new Map(fields) };
}

/** Longer names first: `uninstalled` holds `installed`. */
const BY_LENGTH = [...PASS_EVENTS.keys()].sort((one, other) => other.length - one.length);

/**
 * The pass event that a webhook names: its flag (`2`), or a text with its word such as `PASS_EVENT_INSTALLED` or `Pass installed`.
 * Undefined for anything else.
 */
export function passEventKind(named: unknown): PassEventKind | undefined {
  if (typeof named === 'number' || (typeof named === 'string' && /^\d+$/.test(named)))
    return [...PASS_EVENTS].find(([, { flag }]) => flag === Number(named))?.[0];
  if (typeof named !== 'string') return undefined;
  const words = named.toLowerCase().split(/[^a-z]+/);
  return BY_LENGTH.find((kind) => words.includes(kind));
}
