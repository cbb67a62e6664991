/**
 * Findings: what is wrong with something a user wrote, where, and what to do about it.
 * In: a code, a message, a place. Out: finding values, drawn frames with carets, suggestions; maps from made texts to the file.
 * Must not know any other module: it imports nothing of them.
 */
export { Cache } from './cache.ts';
export { CODES } from './codes.ts';
export {
  FindingsError,
  worstOf,
  type Edit,
  type Finding,
  type Fix,
  type Position,
  type Severity,
  type Span,
} from './finding.ts';
/** @internal */
export { decode, decoded, NOT_UTF8 } from './decode.ts';
export { drawFinding, drawFrame, plain, type Paint } from './frame.ts';
export { type Piece, SourceMap } from './source-map.ts';
export { closest, didYouMean, isSameName, pathHint, plainPath } from './suggest.ts';
export { isObject } from './objects.ts';
/** @internal */
export { jsonIn } from './objects.ts';
export { once } from './once.ts';
export { pathOfUri, uriOfPath } from './uri.ts';
export { printable, printableLines } from './printable.ts';
export {
  around,
  FAKE_SECRET,
  holderOf,
  isPlaceholder,
  looksLikeSecret,
  mayHoldSecret,
  SECRET_PLACEHOLDER,
  Secrets,
  type SecretOptions,
} from './secrets.ts';
export { lastAtMost, Lines, placeKey, positionAt, sharedEnds, spanOf } from './text.ts';
