/**
 * The way back: PassKit's pass events on their way to MoEngage's Data API, and a stand-in for that API.
 * In: requests as method, path, headers and body; a clock. Out: answers, the events that were accepted.
 * Must not know how anything is printed, nor import Node's modules.
 */
export { isBlockedCustomerId } from './data-api/customer-ids.ts';
export {
  AUTHENTICATION_PATH,
  CREATE_EVENT_REQUEST,
  eventPath,
  type CreateEventRequest,
} from './data-api/contract.ts';
export { REFUSALS, type RefusalName } from './data-api/refusals.ts';
export { dataApiStandIn, type DataApiOptions } from './data-api/stand-in.ts';
export { readEventSettings } from './read-settings.ts';
export { defaultEventSettings, type AttributeSource, type EventSettings } from './settings.ts';
export type { WebhookSignature } from './signature.ts';
export { eventRequest } from './event-request.ts';
export { isPaused } from './store.ts';
export type { DeadEvent, EventStore, NewEvent, StoreStatus } from './store.ts';
export { openSqlStore, type SqlDatabase } from './sql-store.ts';
export { memoryStore } from './memory-store.ts';
export { createRelay, type Relay } from './relay.ts';
export type { RelayLog } from './receiver.ts';
export { metricsText } from './metrics.ts';
export { testCredentials } from './authentication.ts';

export { Loop } from './loop/loop.ts';
export { loadLoop, type LoadedLoop } from './loop/load-loop.ts';
export { LOOP_PATTERNS, readScenarios, scenarioLines } from './loop/read-scenarios.ts';
export { runScenario } from './loop/run-scenario.ts';
export { LOOP_SCHEMA } from './loop/scenario-schema.ts';
export { performCommand } from './loop/commands.ts';
export type { LoopState } from './loop/state.ts';
export { loopPage } from './loop-page.ts';
