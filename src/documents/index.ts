/**
 * One positioned, lossless reader of YAML and JSON, and one check of files by JSON Schemas.
 * In: the text of a file. Out: a tree of values with the place of each, Python values, plain data, findings.
 * Must not know MoEngage or PassKit.
 */
/** @internal */
export { compileSchema, type Schema, type SchemaIssue, type Validate } from './compile-schema.ts';
export { numberValue } from './plain-scalars.ts';
export { unknownKey, unknownKeys, type KnownKeys } from './keys.ts';
/** @internal */
export { jsonItems } from './read-json.ts';
export { readTree, type DocumentCodes, type ReadTree } from './read-tree.ts';
/** @internal */
export { keysOf } from './key-slips.ts';
/** @internal */
export { parseYaml } from './read-tree.ts';
export {
  FileSchema,
  findingAbout,
  generalFinding,
  inOrder,
  isKeyChoice,
  type SchemaCodes,
  type SchemaError,
  type SchemaOptions,
} from './schema.ts';
export { valueHint } from './schema-hints.ts';
export { scalarMap } from './scalar-map.ts';
export type { DataPath, Entry, Tree } from './tree.ts';
export { plainOf, textsOf, toValue, type ReadValue } from './values.ts';
/** @internal */
export { flowText } from './words.ts';
export { list, namedPath, placeOf, quoted, shown, treeAt, type Place } from './words.ts';
