import type { DropExpectation, Outcome } from '../campaign/index.ts';
import type { Span } from '../diagnostics/index.ts';
import { alsoAt, type Failure } from '../account/index.ts';
import type { Problem } from './problem.ts';

/** One failure as messages write it: the reason, the category, the attribute and the places where they are known. */
function describeFailure(failure: Failure): string {
  const { message, category, name, line, part, file } = failure;
  const where = part === undefined ? 'the template' : `${file ?? part}, in ${part}`;
  const place = line === undefined ? '' : `, line ${line} of ${where}`;
  const also = alsoAt(failure);
  return `${message} [${category}${name === undefined ? '' : `: ${name}`}${place}${also === undefined ? '' : `, ${also}`}]`;
}

/** Why the user is dropped, a line each where there are several reasons. */
export function describeFailures(failures: readonly Failure[]): string {
  const [first, ...rest] = failures.map(describeFailure);
  return rest.length === 0 ? `: ${first ?? 'no reason'}` : `:\n  ${[first, ...rest].join('\n  ')}`;
}

/** What is wrong where a user is to be dropped. */
export function checkDrop(
  user: string,
  outcome: Outcome,
  expected: DropExpectation,
  span: Span,
): readonly Problem[] {
  const wanted = describeExpected(expected);
  if (outcome.sent)
    return [{ message: `${user} is sent the message, expected to be dropped${wanted}`, span }];
  const { failures } = outcome;
  if (failures.some((failure) => isMeant(failure, expected))) return [];
  const message = `${user} is dropped, but not${wanted}; the reason is${describeFailures(failures)}`;
  return [{ message, span, compared: { expected, actual: failures.map(plainFailure) } }];
}

function isMeant({ message, category, name }: Failure, expected: DropExpectation): boolean {
  return (
    (expected.reason === undefined || expected.reason === message) &&
    (expected.category === undefined || expected.category === category) &&
    (expected.attribute === undefined || expected.attribute === name)
  );
}

function describeExpected({ reason, category, attribute }: DropExpectation): string {
  const parts = [
    ...(reason === undefined ? [] : [reason]),
    ...(category === undefined ? [] : [`category ${category}`]),
    ...(attribute === undefined ? [] : [`attribute ${attribute}`]),
  ];
  return parts.length === 0 ? '' : ` for: ${parts.join(', ')}`;
}

function plainFailure({ message, category, name }: Failure): DropExpectation {
  return { reason: message, category, ...(name !== undefined && { attribute: name }) };
}
