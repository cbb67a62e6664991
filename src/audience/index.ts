/**
 * The dry run: a campaign over its whole audience, before the send.
 * In: a campaign, an export of users. Out: how many are sent the message, who is dropped and why, and what it would cost to mend.
 * Users are grouped by what the message can tell apart; a few of each class are rendered. Must not know how anything is printed.
 */
export {
  CHARACTER_SETS,
  PRESENCE,
  shapeOf,
  type Attribute,
  type CharacterSet,
  type Feature,
  type Features,
} from './features.ts';
export { featuresOf } from './features-of.ts';
export { presenceOf, resultOf, resultsOf } from './classify.ts';
export { cellOf, classColumns, type ClassColumn } from './sql/class-columns.ts';
export { ClassesError, judgeClasses, type UndecidedClass } from './sql/classes.ts';
export { DIALECT_NAMES, type DialectName } from './sql/dialect.ts';
export { classQuery } from './sql/query.ts';
export { fittingAccounts } from './accounts.ts';
export { audit } from './audit.ts';
export { compareReports, type Difference } from './diff.ts';
export { cheapestFix, type FixStep, type FixSubject } from './fix.ts';
export { FailingClasses } from './failing-classes.ts';
export { fixSubject } from './fix-subject.ts';
export { groupRows } from './groups.ts';
export { planFor, type PlanOptions } from './plan.ts';
export { ColumnTypeError, NOT_UTF8, SourceError, TO_UTF8 } from './read/batch.ts';
export { openSource, partsOf, type ExportSource } from './read/source.ts';
export { recordingFiles } from './recorded-files.ts';
export { accountsForReport, mergeShards, ShardsError, type ShardResult } from './merge.ts';
export { reportOf, type AudienceReport } from './report.ts';
export { AudienceRun, type RunPlan } from './run.ts';
export {
  loadForAudience,
  localRunner,
  type Runner,
  type RunnerData,
  type Tried,
} from './runner.ts';
export { mergeTallies, type Tally } from './tally.ts';
export { serveRunner, threadRunner } from './threads.ts';
export { boundText, lookedIntoText, numberText, percentText, reasonText } from './wording.ts';
export { audiencePage } from './page.ts';
