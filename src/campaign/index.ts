/**
 * One campaign: template and snippet, channel and trigger, account profile, fixture users and tests.
 * In: the path of a campaign file, a way to read files, a hash. Out: for each user an outcome, sent with links or dropped.
 * Links are read back by the PassKit module out of what a reader would click, never out of what the compiler meant.
 * Must not know Node, how files are stored, nor how outcomes are printed.
 */
export {
  readAccountFixtures,
  type AccountFixtures,
  type FixturePaths,
} from './account-fixtures.ts';
export { CAMPAIGN_SCHEMA } from './campaign-schema.ts';
export {
  templateCoverage,
  type CoveragePlace,
  type CoveredUser,
  type TemplateCoverage,
} from './coverage.ts';
export { comparePasses, type PassDifference } from './compare-passes.ts';
export { recipientsIn } from './check-message.ts';
export { collectLinks, looksLikeSmartPass } from './links.ts';
export { lookOf, type CampaignFiles, type FixtureUser, type FoundFile } from './campaign-files.ts';
export { projectFiles, projectFolder } from './project-files.ts';
export { fieldMapOf, missedMarker, type MessagePart } from './load-parts.ts';
export {
  campaignFileOf,
  loadCampaign,
  openCampaign,
  type Campaign,
  type LoadOptions,
  type OpenCampaign,
} from './load.ts';
export type { CampaignUsers } from './load-users.ts';
export { TypicalUsers } from './typical-users.ts';
export { byFieldMapOf, byFieldMapText, MapDiffersError, type ByFieldMap } from './both-ways.ts';
export { MappedOutcomes, plainOutcomes, type Outcomes } from './mapped-outcomes.ts';
export {
  linkAnswers,
  rowAnswers,
  type LinkAnswers,
  type RowAnswer,
  type RowAnswers,
} from './row-answers.ts';
export { campaignsAbove, campaignsNaming, type KnownCampaigns } from './campaigns-naming.ts';
export { isRowsFile, openRows, type OpenRows } from './open-rows.ts';
export { RoundCache } from './round-cache.ts';
export type { Outcome, PartText } from './outcome.ts';
/** @internal */
export { smartPassLinks } from './preview.ts';
export { isSound, outcomeOf, outcomes } from './preview.ts';
export { BROKEN, Judge, type Reason, type Verdict } from './verdict.ts';
export {
  CAMPAIGN_PATTERNS,
  DEFAULT_NOW,
  describeTrigger,
  readCampaign,
  triggerKind,
  type CampaignFile,
  type Trigger,
} from './read-campaign.ts';
export type {
  CampaignTest,
  Changes,
  DropExpectation,
  Expectation,
  LinkExpectation,
  Subject,
} from './campaign-test.ts';
export { readUsersFile, type ReadUsers } from './read-users-file.ts';
export { isOf, type TextExpectation } from './text-expectation.ts';
export { beside, stem } from './paths.ts';
export { userFiles, type UserFiles } from './user-files.ts';
export { derivedUsers, type ProofUser } from '../prove/index.ts';
export { prove, type Proof, type ProvedUser, type ProveOptions } from '../prove/index.ts';
export {
  expectedAnswer,
  HALF_PAIR,
  Prover,
  type ProofAnswer,
  type ProofSubject,
  type ProverOptions,
} from '../prove/index.ts';
export {
  describeWorld,
  NEUTRAL_FIELDS,
  proofWorlds,
  worldAt,
  type ProofWorld,
} from '../prove/index.ts';
export {
  createRenderer,
  emulatorOptions,
  messageWorlds,
  partWorlds,
  type Message,
  type PartWorlds,
  type RenderedMessage,
  type RenderedPart,
  type Renderer,
  type Surroundings,
} from './renderer.ts';
export { listFiles, type FolderEntry, type Folders } from './walk.ts';
export { fitsPath, fitsWildcard } from './wildcard.ts';
