/**
 * The MoEngage account: its names, filters, failures and wording, what is known of it (the profile) and what that leaves open.
 * In: texts of fixture, profile and table files; a profile, a clock and hashes. Out: Python values, filters, worlds, findings.
 * It speaks Jinja's values and must not know what a PassKit link is, nor read files, the clock or the network itself.
 */
export {
  readCalibration,
  type CalibrationOptions,
  type ReadCalibration,
} from './calibrate/read-calibration.ts';
export type { Decided, Decision } from './calibrate/decide.ts';
export { editProfile, type EditedProfile, type ProfileChange } from './calibrate/edit-profile.ts';
export type { PastedAnswer } from './calibrate/find-answers.ts';
export { PART_LIMIT, PROBE_PARTS, WHOLE_PROBE, type ProbePart } from './calibrate/parts.ts';
export { TEST_SENDS, type TestSend } from './calibrate/test-sends.ts';
export {
  CHANNELS,
  PREVIEW_CHANNELS,
  TRIGGERS,
  isChannel,
  type Channel,
  type TriggerKind,
} from './channels.ts';
export { readDate } from './dates/read-date.ts';
export { strftime } from './dates/strftime.ts';
export { strptime } from './dates/strptime.ts';
export type { DateTime } from './dates/calendar.ts';
export {
  EDITORS,
  ace,
  froala,
  froalaTyped,
  jinjaCode,
  onSave,
  survives,
  type Editor,
  type EditorName,
  type FroalaOptions,
} from './editors.ts';
export {
  FAILURE_CATEGORIES,
  FUNNEL,
  NOT_SEND,
  type FailureCategory,
  type FailurePlace,
} from './failures.ts';
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
export {
  recordedAnswers,
  type ContentApiAnswer,
  type ContentApiCall,
  type ContentApiResolver,
} from './emulator/content-api.ts';
export { traceBranches, type Branch, type BranchTracer } from './emulator/branches.ts';
export type { AttributeUse, CompiledMessage, CompileOptions } from './emulator/message.ts';
export type { Failure, MessageOutcome } from './emulator/outcome.ts';
export type { AttributeKind, ReadKind } from './emulator/reads.ts';
export { moengageFilters } from './filters/index.ts';
export type { FilterOptions, FilterProfile } from './filters/options.ts';
export { nobleHashes, type Hashes } from './hashes.ts';
export { readValue, toValue, type ReadValue } from './lossless-yaml.ts';
export * as messages from './messages.ts';
export {
  CAMPAIGN_ATTRIBUTES,
  NAMES,
  checkAvailable,
  whyUnavailable,
  type NameForm,
  type NameSpec,
} from './names.ts';
export { PROFILE_FIELDS, type FieldSpec } from './profile-fields.ts';
export { profileSchema, type JsonSchema } from './profile-schema.ts';
export {
  defaultProfile,
  describeUnknown,
  forChannel,
  isKnown,
  makeProfile,
  profileOf,
  unknownFields,
  type Answer,
  type Profile,
  type ProfileField,
  type ProfileValues,
} from './profile.ts';
export { renderWorlds, worldsOf, type Worlds } from './emulator/render-worlds.ts';
export {
  notSent,
  type WorldDifference,
  type WorldOutcome,
  type WorldsReport,
} from './emulator/world-sight.ts';
export { readContentBlocks, type ContentBlock, type ContentBlocks } from './read-content-blocks.ts';
export { readAuxTable, type AuxTable, type ReadAuxTable } from './read-aux-table.ts';
export {
  readContentApi,
  type ContentApiFailure,
  type ContentApiRecord,
  type ContentApiRecords,
} from './read-content-api.ts';
export { PROFILE_FILE, profileFromJson, readProfile, type ReadProfile } from './read-profile.ts';
export {
  readMapping,
  readRecipient,
  type ReadRecipient,
  type Recipient,
} from './read-recipient.ts';
export {
  RESERVED_EVENT_ATTRIBUTES,
  RESERVED_USER_ATTRIBUTES,
  STANDARD_USER_ATTRIBUTES,
  checkAttributeName,
} from './reserved.ts';
export { differingFields, worlds } from './worlds.ts';
