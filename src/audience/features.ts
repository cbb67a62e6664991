import type { AttributeKind } from '../analysis/index.ts';
import type { MappedField } from '../compiler/index.ts';

/** An attribute of a user or of what the campaign brings along, as a template reads it: `UserAttribute['First Name']`. */
export type Attribute = { readonly kind: AttributeKind; readonly name: string };

/**
 * What the feature `presence` tells apart, by number. A text is blank where it is white space as Python's `str.isspace()` has it. An
 * empty cell of a table and a NULL of a column are `missing`; only JSON has `null`.
 */
export const PRESENCE = [
  'missing',
  'null',
  'empty text',
  'blank text',
  'text',
  'zero',
  'whole number',
  'zero with a fraction',
  'number with a fraction',
  'false',
  'true',
  'empty list',
  'list',
  'empty mapping',
  'mapping',
] as const;

/** Signs that a text has or has not: each is a regular expression that JavaScript and the databases read alike. */
export const CHARACTER_SETS = {
  quote: '"',
  apostrophe: "'",
  backslash: '\\\\',
  control: '[\\x01-\\x1f\\x7f]',
  angle: '[<>]',
  ampersand: '&',
  reserved: '[%#?+=]',
  space: '[ \\t]',
  'non-ascii': '[^\\x01-\\x7f]',
} as const;

/** One of those sets of characters. */
export type CharacterSet = keyof typeof CHARACTER_SETS;

/** A change of a text before it is compared. */
export type Fold = 'trim' | 'lower' | 'upper' | 'title';

/** What is done with the value of an attribute for a field of the map; it succeeds where something visible comes out. */
export type Conversion = Pick<MappedField, 'transforms' | 'conversion' | 'lookup'>;

/**
 * Something about the value of one attribute that a message can tell apart. Each gives a whole number, `shape` a text:
 * - `presence`: the index in `PRESENCE`;
 * - `equals`: the number of the first of `values` (from 1) that the value is equal to after `folds`, 0 for none; texts are equal to
 *   texts, numbers to numbers, true to 1;
 * - `between`: where a number (with `parses` a text that is one as well) lies among `bounds`, which are sorted: 0 for no number, 1
 *   below the first, 2 equal to it, 3 above it and below the second, …;
 * - `length`: in how many of `bounds` (sorted) the characters (code points) of a text or the items of a list go: 0 for fewer than the first;
 * - `has`: 1 where a text has a character of the set;
 * - `contains`: 1 where a text contains another;
 * - `half-pair`: 1 where a text has half of a surrogate pair, which only JSON can bring; 0 in every database;
 * - `converts`: 1 where what the field map does with the value gives something visible;
 * - `date`: 1 where MoEngage's date filters can read the text;
 * - `shape`: `shapeOf` the value.
 */
export type Feature =
  | { readonly kind: 'presence' | 'half-pair' | 'date' | 'shape' }
  | {
      readonly kind: 'equals';
      readonly values: readonly (string | number | boolean)[];
      readonly folds: readonly Fold[];
    }
  | { readonly kind: 'between'; readonly bounds: readonly number[]; readonly parses: boolean }
  | { readonly kind: 'length'; readonly bounds: readonly number[] }
  | { readonly kind: 'has'; readonly set: CharacterSet }
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'converts'; readonly by: Conversion };

/** The features of one attribute, in the order in which their results are written. */
export type AttributeFeatures = {
  readonly attribute: Attribute;
  readonly features: readonly Feature[];
};

/**
 * What a message can tell its users apart by. `isComplete` is false where it reads attributes by names that are computed, so that
 * only a render tells what becomes of a user.
 */
export type Features = {
  readonly attributes: readonly AttributeFeatures[];
  readonly isComplete: boolean;
};

/** What `shapeOf` does, step by step: each match of a regular expression becomes a text. Written so that databases do the same. */
export const SHAPE_STEPS = [
  ['[^\\x01-\\x7f]+', '¤'],
  ['[A-Za-z]+', 'a'],
  ['[0-9]+', '9'],
  ['[ \\t\\r\\n]+', ' '],
] as const;

/** A shape has at most so many characters. */
export const SHAPE_LENGTH = 40;

const STEPS = SHAPE_STEPS.map(([pattern, by]) => [new RegExp(pattern, 'g'), by] as const);

/** The form of a text: runs of letters, digits, white space and other characters than ASCII become one character, the rest stays. */
export function shapeOf(text: string): string {
  return STEPS.reduce((shape, [pattern, by]) => shape.replace(pattern, by), text).slice(
    0,
    SHAPE_LENGTH,
  );
}
