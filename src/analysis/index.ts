/**
 * What a template reads, prints, links to and branches on, computed once without running it.
 * In: the text of a template, a profile, a channel. Out: an Analysis: its tree, tokens, reads, branches, findings, and where each place comes from.
 * Must not know how Jinja is run, nor field maps.
 */
export {
  analyse,
  Analysis,
  filed,
  readingKey,
  syntaxFinding,
  type AnalyseOptions,
  type AttributeUse,
} from './analysis.ts';
export { DEFAULT, type Branch } from './branches.ts';
export { type Construct } from './checks.ts';
export { copyValue } from './copy.ts';
export { flowsInto, type Flow } from './flow.ts';
export { ValueFinder, type KnownValues } from './known-values.ts';
export { blocksIn, type BlockUse } from './prepare.ts';
export { DICT_METHODS, type AttributeKind, type ReadKind, type Read, Reads } from './reads.ts';
export {
  checkPrinted,
  PRINTED,
  secretsHeld,
  learnSecrets,
  learnWritten,
  signingKeyOf,
  type SecretPlace,
} from './secrets.ts';
export type { Shape, ShapedRead, ShapeUse } from './shape.ts';
export { shapesOf } from './shapes.ts';
export { accountSyntax, TEMPLATE_SYNTAX } from './syntax.ts';
export { touchedFields } from './touched-fields.ts';
export {
  checkMembers,
  unknownMembers,
  type FixtureAdvice,
  type NameSources,
  type UnknownMember,
} from './unknown-members.ts';
export { checkUnknownNames } from './unknown-names.ts';
export { hasForeignTags } from './written-as-text.ts';
export { linkRanges, quotedRanges } from './links.ts';
export { DATE_FILTERS } from './shape-filters.ts';
