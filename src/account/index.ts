/**
 * The MoEngage account as data and rules: channels, names, filters, dates, failures, editors, fixtures, and what is known of it (the profile).
 * In: texts of fixture, profile and table files; a profile and hashes. Out: Python values, filters, messages, findings.
 * It must not know the engine that runs a template, what a PassKit link is, files, the clock or the network.
 */
export type { Decided, Decision } from './calibrate/decide.ts';
export { editProfile, type EditedProfile, type ProfileChange } from './calibrate/edit-profile.ts';
export type { PastedAnswer } from './calibrate/find-answers.ts';
export {
  MISSING_ATTRIBUTE,
  PART_LIMIT,
  PROBE_PARTS,
  WHOLE_PROBE,
  type ProbePart,
} from './calibrate/parts.ts';
export type { Pin } from './calibrate/verdicts.ts';
export {
  readCalibration,
  type CalibrationOptions,
  type ReadCalibration,
} from './calibrate/read-calibration.ts';
export { BEGIN as PROBE_BEGIN } from './calibrate/token.ts';
export { TEST_SENDS, type TestSend } from './calibrate/test-sends.ts';
export {
  channelLabel,
  CHANNELS,
  isChannel,
  isHtml,
  hasOneLink,
  mainPart,
  partKeys,
  printsLink,
  TRIGGERS,
  type Channel,
  type ChannelSpec,
  type PartSpec,
  type TriggerKind,
} from './channels.ts';
export { configSecrets } from './config-secrets.ts';
export { CONFIG_SCHEMA, DATA_CENTERS, type DataCenter, type LintLevel } from './config-schema.ts';
export { DELIVERY_DEFAULTS } from './events-schema.ts';
export { PASS_EVENTS, type PassEventKind, type PassEventSpec } from './pass-events.ts';
export type { DateTime } from './dates/calendar.ts';
export { readDate } from './dates/read-date.ts';
export { findZone } from './dates/zones.ts';
export { strftime } from './dates/strftime.ts';
export { strptime } from './dates/strptime.ts';
export {
  EDITORS,
  ace,
  editorsOf,
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
  isTemplateError,
  NOT_SEND,
  type FailureCategory,
  type FailurePlace,
} from './failures.ts';
export { moengageFilters } from './filters/index.ts';
export { findTable } from './filters/aux-data.ts';
export type { FilterOptions, FilterProfile } from './filters/options.ts';
export { nobleHashes, type Hashes } from './hashes.ts';
export * as messages from './messages.ts';
export {
  auxTableNotFound,
  NO_ATTRIBUTE,
  parsingFailed,
  UNRESOLVED,
  contentApiNotFound,
  contentBlocksNotFound,
  productSetNotFound,
} from './messages.ts';
export {
  CAMPAIGN_ATTRIBUTES,
  NAMES,
  checkAvailable,
  whyUnavailable,
  type NameForm,
  type NameSpec,
} from './names.ts';
export {
  EXAMPLE_HINT,
  kindOf,
  isLikelyUser,
  otherThanTable,
  otherThanTemplate,
  patternsOfKind,
  readKind,
  type ReadableKind,
} from './file-kinds.ts';
export { CONFIG_FILE, isYamlFile, type FileKind } from './kind-table.ts';
export { FILTER_DOCS, TEST_DOCS, type LanguageDoc } from './language/filters.ts';
export { GLOBAL_DOCS, INNER_TAGS, TAG_DOCS } from './language/tags.ts';
export { findConfig, findProject, folderOf, type FolderLook } from './find-config.ts';
export { rootOf } from './path-root.ts';
export { alsoAt, type Failure, type MessageOutcome, type PreviewErrors } from './outcome.ts';
export { previewErrors } from './preview-errors.ts';
export {
  PROFILE_FIELDS,
  type FieldSpec,
  type ProfileField,
  type ProfileValues,
} from './profile-fields.ts';
export { profileSchema, type JsonSchema } from './profile-schema.ts';
export {
  defaultProfile,
  describeUnknown,
  engineOf,
  decides,
  forChannel,
  isKnown,
  makeProfile,
  profileOf,
  unknownFields,
  type Answer,
  type Profile,
} from './profile.ts';
export { readAuxTable, type AuxTable, type ReadAuxTable } from './read-aux-table.ts';
export {
  CONTENT_API_FAILURES,
  readContentApi,
  type ContentApiFailure,
  type ContentApiRecord,
  type ContentApiRecords,
} from './read-content-api.ts';
export { readContentBlocks, type ContentBlock, type ContentBlocks } from './read-content-blocks.ts';
export {
  readLintSection,
  type LintSection,
  profileFromJson,
  readProfile,
  readSection,
  readWorkspace,
  type ReadProfile,
  type Workspace,
} from './read-config.ts';
export {
  cellValue,
  COLUMN_TYPES,
  inferred,
  likelySeparator,
  type ColumnType,
} from './export-cells.ts';
export { readCsv } from './read-csv.ts';
export {
  isExportName,
  isExportText,
  readExport,
  type ExportedUser,
  type ExportOptions,
  type ReadExport,
} from './read-export.ts';
export { readDict, readMapping, type ReadDict } from './read-dict.ts';
export { readRecipient, type ReadRecipient, type Recipient } from './read-recipient.ts';
export {
  checkAttributeName,
  KNOWN_USER_ATTRIBUTES,
  OWN_USER_ATTRIBUTES,
  RESERVED_EVENT_ATTRIBUTES,
} from './reserved.ts';
export {
  ACCOUNT_SOURCES,
  accountSourceBy,
  ATTRIBUTES,
  attributesBy,
  innerOf,
  RECIPIENT_VARIABLES,
  type AccountSource,
  type AttributeVariable,
  type RecipientVariable,
} from './variables.ts';
export { otherNamesOf } from './user-attributes.ts';
