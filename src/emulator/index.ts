/**
 * A message rendered for a recipient, in one account or in every account that fits what is known of it (worlds).
 * In: a template; a profile, fixtures, a clock and hashes, or their defaults. Out: an outcome for each recipient, sent or dropped with failures at their places.
 * Must not know PassKit, nor read files, the clock or the network itself.
 */
export { Accounts } from './accounts.ts';
export type { PlacedBranch } from './branches.ts';
export {
  recordedAnswers,
  type ContentApiAnswer,
  type ContentApiCall,
  type ContentApiResolver,
} from './content-api.ts';
export { createEmulator, type CompileOptions, type Emulator } from './emulator.ts';
export type { PrintedPlace } from './marked-render.ts';
export { checkFixtureNames, knownValues } from './known-values.ts';
export type { CompiledMessage } from './message.ts';
export type { MessagePart } from './message-part.ts';
export { NULL_FIELDS, type NullField, type Observed } from './message-render.ts';
export type { EmulatorOptions } from './options.ts';
export type { EmulatorSettings, PlainAttributes, PlainRecipient } from './plain.ts';
export { SharedRenders } from './shared-renders.ts';
export { renderWorlds, worldsOf, type Worlds } from './render-worlds.ts';
export {
  notSent,
  type WorldDifference,
  type WorldOutcome,
  type WorldsReport,
} from './world-outcomes.ts';
export { differingFields, worlds } from './worlds.ts';
