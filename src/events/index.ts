/**
 * The way back: PassKit's pass events on their way to MoEngage's Data API, and a stand-in for that API.
 * In: requests as method, path, headers and body; a clock. Out: answers, the events that were accepted.
 * Must not know how anything is printed, nor import Node's modules.
 */
export { isBlockedCustomerId } from './data-api/customer-ids.ts';
export {
  AUTHENTICATION_PATH,
  CREATE_EVENT_REQUEST,
  DATA_API_LIMITS,
  eventPath,
  type CreateEventRequest,
  type EventAction,
} from './data-api/contract.ts';
export { REFUSALS, type Refusal, type RefusalName } from './data-api/refusals.ts';
export { dataApiStandIn, type DataApi, type DataApiOptions } from './data-api/stand-in.ts';
export { passEventKind, type FieldValue, type PassEvent } from './pass-event.ts';
export { readWebhook, type ReadWebhook } from './read-webhook.ts';
export { readEventSettings, type ReadSettings } from './read-settings.ts';
export {
  defaultEventSettings,
  type AttributeSource,
  type DeliverySettings,
  type EventSettings,
  type SignatureSettings,
} from './settings.ts';
export type { WebhookSignature } from './signature.ts';
export { eventRequest, type BuiltRequest, type EventFacts } from './event-request.ts';
export { isPaused } from './store.ts';
export type {
  AddedEvent,
  Claimed,
  ClaimRequest,
  DeadEvent,
  EventStore,
  NewEvent,
  ReplayRequest,
  Settled,
  StoredEvent,
  StoreStatus,
} from './store.ts';
export { openSqlStore, type SqlDatabase } from './sql-store.ts';
export { memoryStore } from './memory-store.ts';
export {
  createRelay,
  type Relay,
  type RelayCounts,
  type RelayOptions,
  type RelayProblem,
  type RelayStep,
} from './relay.ts';
export type { RelayLog } from './receiver.ts';
export { metricsText } from './metrics.ts';
export { testCredentials, type Authentication } from './authentication.ts';

export { Loop, type LoopOptions } from './loop/loop.ts';
export { loadLoop, type LoadedLoop, type LoadLoopOptions } from './loop/load-loop.ts';
export {
  LOOP_PATTERNS,
  readScenarios,
  scenarioLines,
  type LoopExpectation,
  type LoopStep,
  type Scenario,
} from './loop/read-scenarios.ts';
export { runScenario, type ScenarioProblem } from './loop/run-scenario.ts';
export { LOOP_SCHEMA } from './loop/scenario-schema.ts';
export { performCommand, type LoopCommand } from './loop/commands.ts';
export type { LoopState, ShownEvent, ShownMessage, ShownPass } from './loop/state.ts';
export { loopPage } from './loop-page.ts';
