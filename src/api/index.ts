/**
 * What a program imports from `smartpass` and, in a page, from `smartpass/browser`: the few functions that most of them need.
 * In: texts of templates and field maps, users as plain objects, links. Out: snippets, outcomes, reports, findings.
 * Wrong arguments are a TypeError, what is wrong with a text a FindingsError. The modules below have everything else.
 * Must not know Node, files or the command line.
 */
export {
  compileFieldMap,
  type CompiledFieldMap,
  type FieldMapSettings,
} from './compile-field-map.ts';
export { float } from './float.ts';
export {
  createEmulator,
  worldsOf,
  type CompiledMessage,
  type Emulator,
  type EmulatorSettings,
  type PlainAttributes,
  type PlainRecipient,
  type Worlds,
  type WorldsReport,
} from '../emulator/index.ts';
export {
  makeProfile,
  nobleHashes,
  readProfile,
  readRecipient,
  type Channel,
  type Failure,
  type Hashes,
  type MessageOutcome,
  type Profile,
  type ProfileValues,
  type Recipient,
} from '../account/index.ts';
export {
  buildLink,
  checkPayload,
  FIELDS,
  readLink,
  type LinkPlan,
  type LinkReport,
  type ReadOptions as ReadLinkOptions,
} from '../passkit/index.ts';
export { PyError, type EnvironmentOptions } from '../jinja/index.ts';
export { Environment } from './on-nunjucks.ts';
export { drawFinding, FindingsError, type Finding, type Span } from '../diagnostics/index.ts';
