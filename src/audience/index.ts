/**
 * The dry run: a campaign over its whole audience, before the send.
 * In: a campaign, an export of users. Out: how many are sent the message, who is dropped and why, and what it would cost to mend.
 * Users are grouped by what the message can tell apart; a few of each class are rendered. Must not know how anything is printed.
 */
export {
  CHARACTER_SETS,
  PRESENCE,
  SHAPE_LENGTH,
  SHAPE_STEPS,
  shapeOf,
  type Attribute,
  type AttributeFeatures,
  type CharacterSet,
  type Conversion,
  type Feature,
  type Features,
  type Fold,
} from './features.ts';
export { featuresOf } from './features-of.ts';
export { presenceOf, resultOf, resultsOf, type Result } from './classify.ts';
export { cellOf, classColumns, type ClassColumn, type Doubt } from './sql/class-columns.ts';
export { DIALECT_NAMES, type DialectName } from './sql/dialect.ts';
export { classQuery, type ClassQuery, type QueryOptions } from './sql/query.ts';
