import { isTemplateError } from '../account/index.ts';
import { isSound, type Campaign, type Outcome } from '../campaign/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import { EXIT, type Judge } from './command.ts';
import { reasonOf } from './recipients.ts';

/** What a preview says of its campaign as a whole, and its exit code. */
export type PreviewVerdict = { readonly findings: readonly Finding[]; readonly code: number };

/**
 * Judges a preview by everything that it shows: the campaign, what was let through in renders, and what is wrong with the links,
 * whether they open or not. A message without the link of its field map is an error, and so is a template that fails for every
 * user.
 */
export function judgePreview(
  campaign: Campaign,
  all: readonly Outcome[],
  judge: Judge,
): PreviewVerdict {
  const findings = judge.keep([...campaign.findings, ...failsForAll(campaign, all)]);
  const shown = all.flatMap((outcome) =>
    outcome.sent ? [...outcome.warnings, ...outcome.links.flatMap((link) => link.findings)] : [],
  );
  const isBroken = all.some((outcome) => !isSound(outcome, campaign));
  return { findings, code: isBroken ? EXIT.findings : judge.exit([...findings, ...shown]) };
}

/** An outcome without the warnings and notes that are switched off. */
export function keptIn(outcome: Outcome, judge: Judge): Outcome {
  if (!outcome.sent) return outcome;
  const warnings = judge.keep(outcome.warnings);
  const links = outcome.links.map((link) => ({ ...link, findings: judge.keep(link.findings) }));
  return { ...outcome, warnings, links };
}

/** An error where nobody is sent the message and each user is dropped by a fault of the template, not by a choice of it. */
function failsForAll({ template }: Campaign, all: readonly Outcome[]): readonly Finding[] {
  const faults = all.flatMap((outcome) => {
    const fault = outcome.sent
      ? undefined
      : outcome.failures.find(({ category }) => isTemplateError(category));
    return fault === undefined ? [] : [fault];
  });
  const [first] = faults;
  if (first === undefined || faults.length < all.length) return [];
  return [
    {
      code: 'campaign/template-fails',
      severity: 'error',
      message: `the template fails for every user: ${reasonOf(first)}`,
      file: first.file ?? template.file,
      ...(first.span !== undefined && { span: first.span }),
    },
  ];
}
