/**
 * One positioned, lossless reader of YAML and JSON.
 * In: the text of a file. Out: values with the place of each, findings for what cannot be read.
 * Must not know MoEngage or PassKit.
 */
export { readValue, toValue, type ReadValue, unknownKeys } from './lossless-yaml.ts';
export { type Tree, type Entry, readTree, plainOf } from './tree.ts';
export { findingAt, keyOf, readYaml, valueAt, pairsOf, type YamlFile } from './yaml-file.ts';
export { type DataPath, YamlSource } from './yaml-source.ts';
