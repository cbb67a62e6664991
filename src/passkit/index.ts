/**
 * PassKit SmartPass links: which fields there are, what suits them, building, signing, decoding and verifying links.
 * In: payloads, project URLs, secrets, links. Out: links, reports of links, findings about fields and values.
 * Hash functions (and AES) are handed in, or come from the portable set: nothing here needs Node.
 * The secret of a project goes into a hash and nowhere else: no finding, report or error holds it.
 * Must not know Jinja, MoEngage, files or the command line: a field map and its snippet are the compiler's work.
 */
export {
  allFieldNames,
  concreteFieldNames,
  fieldNamed,
  groupIndex,
  searchFields,
  suggestField,
} from './catalogue.ts';
export type { CatalogueField, FieldGroup, ProjectKind, ValueType } from './catalogue-types.ts';
export { FIELDS } from './catalogue-data.ts';
export { checkValue, expectedForm, type ValueProblem } from './values.ts';
export {
  checkPayload,
  entriesOf,
  minify,
  type PayloadInput,
  type PayloadOptions,
} from './payload.ts';
export {
  decodeBase64,
  encodeBase64,
  encodeText,
  type Base64Alphabet,
  type DecodedBase64,
} from './base64.ts';
export { readJson, type JsonDefect, type JsonMember, type JsonReading } from './json-reader.ts';
export { portableCrypto, type Crypto } from './crypto.ts';
export { checkProjectUrl, PROJECT_HOSTS } from './project-url.ts';
export {
  buildLink,
  escapeQuery,
  linkBuilder,
  RESERVED_PARAMETERS,
  type LinkPlan,
} from './build.ts';
/** @internal */
export { unwrapLink } from './damage/unwrap.ts';
export { readLink } from './read.ts';
export { opensPass, type LinkReport, type ReadOptions, type RepairedLink } from './link-report.ts';
export type { PayloadFields } from './read-payload.ts';
export type { SignatureForm, SignatureReport } from './signature.ts';
export {
  DEFAULT_LENGTHS,
  linkLengthVerdict,
  QR_MAX_BYTES,
  qrModules,
  qrVersion,
  smsParts,
  type LengthLimits,
  type SmsSize,
} from './sizes.ts';
export { addressesIn, gluedBefore, partOfAddress } from './addresses.ts';
export { BUTTONS, type SavePassButton } from './buttons.ts';
