/**
 * A MoEngage account asked by HTTP: its profile, its previews beside our renders, its templates and content blocks; and a stand-in for it.
 * In: fetch, a clock, an access, campaigns. Out: a calibration, a comparison, texts of files, findings.
 * Must not know files, Node, the environment or how anything is printed; the key is in no message and no error.
 */
export {
  ANSWER_FILE,
  calibrateLive,
  type CalibratedAccount,
  type LiveCalibration,
} from './calibrate.ts';
export { AccountClient } from './client.ts';
export { compareLive, type Comparison, type Difference } from './compare.ts';
export type { ExplainingField, Explanation } from './explain.ts';
export { ENDPOINTS, hostOf, type EndpointName } from './endpoints.ts';
export { type Shown } from './preview-api.ts';
export { pullAccount, type AccountTemplate } from './pull.ts';
export { filesOf, INDEX_FILE, indexedPaths, type PulledFile } from './pulled-files.ts';
export { emulatedAccount } from './stand-in/emulated.ts';
export type { StandInAnswer } from './stand-in/answers.ts';
export { readCredentials } from './stand-in/credentials.ts';
export type { StandInRender } from './stand-in/preview.ts';
export { StandIn, type StandInOptions, type StandInRequest } from './stand-in/stand-in.ts';
export type { StoredBlock, StoredTemplate } from './stand-in/stored.ts';
export { type Problem } from './problems.ts';
export {
  sendOnce,
  type AccountAccess,
  type LiveFetch,
  type Reply,
  type SendOptions,
} from './send.ts';
export { askedPause, backOff, type LiveClock } from './timing.ts';
