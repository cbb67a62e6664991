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
