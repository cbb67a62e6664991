/**
 * From a field map to the Jinja snippet that builds the signed link.
 * In: the text of a field map (YAML, JSON, or a payload as the guide writes it), a channel, a secret or none.
 * Out: a checked map, findings at their places, a snippet, and what the link of a user must be (without any Jinja).
 * Templates are not rendered here and files not read: texts come in and go out.
 * Must not know campaigns, the command line, or how Jinja is run.
 */
export { adopt, type Adopted } from './adopt/adopt.ts';
export { compile, holdsSnippet, isSnippet, type Compiled, type CompileOptions } from './compile.ts';
export type { Buttons } from './emit/buttons.ts';
export type { Channel } from '../account/index.ts';
export type { FieldMap, MappedField, Policy, Source } from './field-map.ts';
export { isConstant, sourcesWithin } from './field-map.ts';
export { checkFixtures } from './check-fixtures.ts';
export { hashOfMap } from './hash.ts';
export { misspellsLink, usesLink } from './link-flow.ts';
export { findMarker, nearMarker, type MarkerOptions } from './marker.ts';
export { placeLink, placeSnippet, type Placed, type PlaceOptions } from './place-snippet.ts';
export { readFieldMap, type ReadFieldMap, type ReadOptions } from './read/read-field-map.ts';
export { FIELD_MAP_SCHEMA } from './schema.ts';
export { CONVERSIONS as CONVERSION_NAMES } from './schema-conversions.ts';
export {
  converterOf,
  evaluate,
  evaluatorOf,
  expectedLink,
  linkerOf,
  type Evaluated,
  type MappedLink,
} from './reference.ts';
export type { Known } from './reference-sources.ts';
export { applyTransforms, isBlank } from './reference-texts.ts';
export { writeFieldMap } from './write-field-map.ts';
