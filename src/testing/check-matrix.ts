import type { Outcome } from '../campaign/index.ts';
import { isTemplateError } from '../account/index.ts';
import { worstOf } from '../diagnostics/index.ts';
import { opensPass } from '../passkit/index.ts';
import { causes } from './check-link.ts';
import { describeFailures } from './check-drop.ts';
import { withoutLinks } from './snapshot-text.ts';

/**
 * What is wrong with the outcome of a user who lacks an attribute: an error instead of a reason, a link that opens nothing,
 * a link that is gone, or Python's `None` in what people read. `whole` is the outcome of the same user who lacks nothing.
 */
export function checkLacking(outcome: Outcome, whole: Outcome): string | undefined {
  if (!outcome.sent) {
    const isCrash = outcome.failures.some(({ category }) => isTemplateError(category));
    if (!isCrash) return undefined;
    return `the template fails instead of dropping the user with a reason${describeFailures(outcome.failures)}`;
  }
  const { links } = outcome;
  const broken = links.find((link) => !opensPass(link) || worstOf(link.findings) === 'error');
  if (broken !== undefined) return `a link goes out that opens no pass${causes(broken)}`;
  const hadLink = whole.sent && whole.links.length > 0;
  if (hadLink && links.length === 0) return 'the message goes out without its link';
  return printedNone(outcome, whole);
}

function printedNone(outcome: Outcome & { sent: true }, whole: Outcome): string | undefined {
  const known = whole.sent ? new Map(whole.links[0]?.payload ?? []) : new Map<string, unknown>();
  for (const { payload = [] } of outcome.links)
    for (const [name, value] of payload)
      if (saysNone(value) && !saysNone(known.get(name)))
        return `the payload says 'None' where the attribute was: ${name}: ${JSON.stringify(value)}`;
  const text = withoutLinks(outcome.text, outcome.links);
  const before = whole.sent ? withoutLinks(whole.text, whole.links) : '';
  const line = text.split('\n').find((one) => saysNone(one) && !before.includes(one));
  return line === undefined || saysNone(before)
    ? undefined
    : `the message says 'None' where the attribute was: ${line.trim().slice(0, 100)}`;
}

function saysNone(value: unknown): boolean {
  return typeof value === 'string' && /(?<![\p{L}\p{N}_])None(?![\p{L}\p{N}_])/u.test(value);
}
