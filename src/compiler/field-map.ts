import type { Span } from '../diagnostics/index.ts';
import type { AttributeVariable } from '../account/index.ts';
import type { ProjectKind } from '../passkit/index.ts';

/** A source that is an attribute of one name: `UserAttribute['First Name']` and its likes. */
export type AttributeSource = {
  readonly kind: AttributeVariable['source'];
  readonly attribute: string;
};

/** A step into a nested value: a key, or the position of a list item counted from 0. */
export type PathStep = string | number;

/** A field of an item of a product set: `ProductSet.Recommended[0].title`; `path[0]` is the item's position. */
export type ProductSource = {
  readonly kind: 'product';
  readonly set: string;
  readonly path: readonly PathStep[];
};

/** A field of a Content API's answer; equal calls of one map are made once. */
export type ContentSource = {
  readonly kind: 'content';
  readonly api: string;
  readonly path: readonly PathStep[];
  readonly params: readonly (readonly [name: string, value: Source])[];
};

/** A field of the row of an auxiliary table whose key is the value of `key`; no key, no row. */
export type AuxSource = {
  readonly kind: 'aux';
  readonly table: string;
  readonly key: Source;
  readonly field: string;
};

/** The moment at which the message is rendered, in UTC. */
type NowSource = { readonly kind: 'now' };

/** A literal, as it was written: `10.0` stays `10.0`. */
type ValueSource = { readonly kind: 'value'; readonly text: string };

/** Text with placeholders; it is missing where one of its placeholders is. */
type TextSource = { readonly kind: 'text'; readonly parts: readonly (string | Source)[] };

/** The first of several sources that is present. */
type FirstSource = { readonly kind: 'first'; readonly sources: readonly Source[] };

/** Where a value comes from. */
export type Source =
  | AttributeSource
  | ProductSource
  | ContentSource
  | AuxSource
  | ValueSource
  | NowSource
  | TextSource
  | FirstSource;

/** A change of a text: `truncate` keeps that many characters (code points). */
export type Transform = 'trim' | 'lower' | 'upper' | 'title' | { readonly truncate: number };

/** The order in which a date names year, month and day. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/**
 * How a number is read: `group` is the sign between thousands (with a point there, the decimal sign is a comma), `round` what
 * becomes of a fraction: to the nearest whole number, halves away from zero; away from zero (`up`); cut off (`down`).
 */
export type NumberOptions = {
  readonly group?: Group;
  readonly round?: Rounding;
};

/** The sign between thousands. */
export type Group = ',' | '.' | "'" | ' ';

/** The way a number is rounded. */
export type Rounding = 'nearest' | 'up' | 'down';

/**
 * A date, or a date and time. `order` is how the text writes dates, `plus` a number of days that is added, `offset` that of a
 * time which names none, `time` the time of a date alone.
 */
export type DateConversion =
  | { readonly to: 'date'; readonly order: DateOrder; readonly plus?: number }
  | {
      readonly to: 'datetime';
      readonly order: DateOrder;
      readonly offset: string;
      readonly time: string;
      readonly plus?: number;
    };

/**
 * A number. `min` and `max` are the least and the greatest that is taken; `integer` takes whole numbers only, unless it rounds.
 */
export type NumberConversion =
  | ({
      readonly to: 'number' | 'integer';
      readonly min?: number;
      readonly max?: number;
    } & NumberOptions)
  | { readonly to: 'latitude' | 'longitude' | 'uint16' };

/** The form a text is brought into; text that cannot be, is missing. `country` is that of telephone numbers without prefix. */
export type Conversion =
  | { readonly to: 'text' | 'repr' | SignConversion }
  | { readonly to: 'phone'; readonly country?: string }
  | NumberConversion
  | DateConversion;

/** The conversions that have no options. */
type SignConversion =
  | 'boolean'
  | 'gender'
  | 'colour'
  | 'url'
  | 'email'
  | 'uuid'
  | 'image'
  | 'image-id';

/** What numbers a conversion takes: whole ones only or not, and from where to where. */
export type Bounds = {
  readonly isWhole: boolean;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
};

/** The bounds of a conversion to a number. */
export function boundsOf(conversion: NumberConversion): Bounds {
  switch (conversion.to) {
    case 'latitude':
      return { isWhole: false, min: -90, max: 90 };
    case 'longitude':
      return { isWhole: false, min: -180, max: 180 };
    case 'uint16':
      return { isWhole: true, min: 0, max: 65_535 };
    case 'number':
    case 'integer':
    default:
      return { isWhole: conversion.to === 'integer', min: conversion.min, max: conversion.max };
  }
}

/** What happens to a user for whom a value is missing: undefined, null, empty, blank, or not convertible. */
export type Policy =
  | { readonly kind: 'drop'; readonly reason: string }
  | { readonly kind: 'default'; readonly text: string }
  | { readonly kind: 'omit' }
  | { readonly kind: 'empty' };

/** One field of the payload. The value is read, transformed, converted and looked up, in this order. */
export type MappedField = {
  readonly name: string;
  readonly source: Source;
  readonly transforms: readonly Transform[];
  readonly conversion: Conversion;
  readonly lookup?: readonly (readonly [from: string, to: string])[];
  readonly missing: Policy;
  /** Where the name is in the map. */
  readonly span: Span;
};

/** A field map that was read without errors. Fields are in the order of the map, which is that of the payload. */
export type FieldMap = {
  readonly file: string;
  readonly project: { readonly url: string; readonly kind?: ProjectKind };
  readonly fields: readonly MappedField[];
  readonly base64: 'url' | 'standard';
  readonly query: readonly (readonly [name: string, value: string])[];
};

/** The sources that a source is made of, itself first. */
export function* sourcesWithin(source: Source): Generator<Source> {
  yield source;
  switch (source.kind) {
    case 'text':
      for (const part of source.parts) if (typeof part !== 'string') yield* sourcesWithin(part);
      break;
    case 'first':
      for (const inner of source.sources) yield* sourcesWithin(inner);
      break;
    case 'aux':
      yield* sourcesWithin(source.key);
      break;
    case 'content':
      for (const [, value] of source.params) yield* sourcesWithin(value);
      break;
    case 'user':
    case 'event':
    case 'business':
    case 'campaign':
    case 'product':
    case 'value':
    case 'now':
      break;
  }
}

/** Whether every user gets the same value from this source. */
export function isConstant(source: Source): boolean {
  return [...sourcesWithin(source)].every(
    ({ kind }) => kind === 'value' || kind === 'text' || kind === 'first',
  );
}

/** The location or beacon a field belongs to, such as `location[1]`, or undefined. */
export function groupOf(name: string): string | undefined {
  return /^(?:location|beacon)\[\d+\]/.exec(name)?.[0];
}
