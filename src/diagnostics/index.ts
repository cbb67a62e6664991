/**
 * Findings: what is wrong with something a user wrote, where, and what to do about it.
 * In: a code, a message, a place. Out: finding values, drawn frames with carets, suggestions.
 * Must not know any other room: it imports nothing of them.
 */
export { CODES } from './codes.ts';
export { FindingsError, type Finding, type Position, type Severity, type Span } from './finding.ts';
export { drawFinding, drawFrame, plain, type Paint } from './frame.ts';
export { closest, didYouMean } from './suggest.ts';
export { positionAt, spanOf } from './text.ts';
