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
export {
  ClassesError,
  judgeClasses,
  type ClassesResult,
  type UndecidedClass,
} from './sql/classes.ts';
export { DIALECT_NAMES, type DialectName } from './sql/dialect.ts';
export { classQuery, type ClassQuery, type QueryOptions } from './sql/query.ts';
export { fittingAccounts, type FittingAccount } from './accounts.ts';
export { audit, type Audit } from './audit.ts';
export { compareReports, type AudienceDifferences, type Difference } from './diff.ts';
export { cheapestFix, type FixStep, type FixSubject, type Proposal } from './fix.ts';
export { FailingClasses } from './failing-classes.ts';
export { fixSubject } from './fix-subject.ts';
export { groupRows } from './groups.ts';
export { planFor, type Planned, type PlanOptions } from './plan.ts';
export {
  ColumnTypeError,
  NOT_UTF8,
  SourceError,
  TO_UTF8,
  type BrokenRow,
  type NumberedPart,
  type Part,
} from './read/batch.ts';
export { openSource, partsOf, type ExportSource } from './read/source.ts';
export { recordingFiles, replayedFiles, type FilesRecord } from './recorded-files.ts';
export { audiencePage } from './page.ts';
export {
  accountsForReport,
  mergeShards,
  ShardsError,
  type MergedShards,
  type ShardResult,
} from './merge.ts';
export { reportOf, type AudienceReport } from './report.ts';
export { RowRenderer } from './render-row.ts';
export { AudienceRun, type RunPlan } from './run.ts';
export {
  loadForAudience,
  localRunner,
  type Change,
  type Runner,
  type RunnerData,
  type Tried,
} from './runner.ts';
export { upperBound } from './sample.ts';
export { mergeTallies, type ClassCount, type SampledUser, type Tally } from './tally.ts';
export { serveRunner, threadRunner } from './threads.ts';
export {
  boundText,
  byMapText,
  lookedIntoText,
  numberText,
  percentText,
  reasonText,
} from './wording.ts';
