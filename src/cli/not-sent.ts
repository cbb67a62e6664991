import type { Finding, Span } from '../diagnostics/index.ts';
import { alsoAt, type Failure, type MessageOutcome } from '../account/index.ts';
import { reasonOf } from './recipients.ts';

/** Codes of findings that say of a template what its failures say of a user. */
const SAME: ReadonlySet<string> = new Set([
  'moengage/content-block',
  'moengage/unknown-attribute',
  'moengage/unknown-variable',
]);

/**
 * What is to be said of a template and of its render for one user: each mistake once, at its place. Where the user is not sent
 * the message because of something that a finding is about, the failure takes over its hint.
 */
export function findingsOf(
  findings: readonly Finding[],
  outcome: MessageOutcome,
  file: string,
): readonly Finding[] {
  if (outcome.sent) return [...findings, ...outcome.warnings];
  const told = new Set<Finding>();
  const failures = outcome.failures.map((failure): Finding => {
    const same = findings.find((finding) => isAbout(finding, failure));
    if (same !== undefined) told.add(same);
    return notSent(failure, file, same?.hint);
  });
  return [...findings.filter((finding) => !told.has(finding)), ...failures];
}

/** Whether a finding about a template says what a failure says of a user. */
export function isAbout({ code, message, span }: Finding, failure: Failure): boolean {
  const { name, span: place } = failure;
  if (!SAME.has(code) || name === undefined || span === undefined || place === undefined)
    return false;
  return message.includes(`'${name}'`) && isWithin(span, place);
}

function isWithin(inner: Span, outer: Span): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
}

function compare(one: Span['start'], other: Span['start']): number {
  return one.line - other.line || one.column - other.column;
}

function notSent(failure: Failure, file: string, advice: string | undefined): Finding {
  const { span } = failure;
  const hint = advice ?? alsoAt(failure);
  return {
    code: 'cli/not-sent',
    severity: 'error',
    message: `not sent: ${reasonOf(failure)}`,
    file,
    ...(span && { span }),
    ...(hint !== undefined && { hint }),
  };
}
