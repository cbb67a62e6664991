import { isTemplateError, type Failure } from '../account/index.ts';
import { isSound, type Campaign, type Outcome } from '../campaign/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import type { LinkReport } from '../passkit/index.ts';
import { EXIT, type Judge } from './command.ts';
import { isAbout } from './not-sent.ts';
import { reasonOf } from './recipients.ts';

/** What a preview says of its campaign as a whole, and its exit code. */
export type PreviewVerdict = { readonly findings: readonly Finding[]; readonly code: number };

/**
 * Judges a preview by everything that it shows: the campaign, what was let through in renders, and what is wrong with the links,
 * whether they open or not. A message without the link of its field map is an error, and so is a template that fails for every
 * user. Outcomes are added one by one, and none is kept.
 */
export class PreviewJudge {
  readonly #campaign: Pick<Campaign, 'map'>;
  readonly #judge: Judge;
  #users = 0;
  #sent = 0;
  #faults = 0;
  #fault: Failure | undefined;
  #isBroken = false;

  constructor(campaign: Pick<Campaign, 'map'>, judge: Judge) {
    this.#campaign = campaign;
    this.#judge = judge;
  }

  /** How many users there were, and how many of them are sent the message. */
  get counts(): { readonly users: number; readonly sent: number } {
    return { users: this.#users, sent: this.#sent };
  }

  add(outcome: Outcome): void {
    this.#users += 1;
    if (!outcome.sent) {
      const fault = outcome.failures.find(({ category }) => isTemplateError(category));
      if (fault !== undefined) this.#faults += 1;
      this.#fault ??= fault;
      return;
    }
    this.#sent += 1;
    const shown = [...outcome.warnings, ...outcome.links.flatMap((link) => link.findings)];
    this.#isBroken ||= !isSound(outcome, this.#campaign) || this.#judge.exit(shown) !== EXIT.fine;
  }

  verdict({ template, findings: own }: Pick<Campaign, 'template' | 'findings'>): PreviewVerdict {
    const fault = this.#faults === this.#users ? this.#fault : undefined;
    const findings = this.#judge.keep(
      fault === undefined ? own : merged(own, fault, template.file),
    );
    return { findings, code: this.#isBroken ? EXIT.findings : this.#judge.exit(findings) };
  }
}

/** The verdict over all outcomes at once. */
export function judgePreview(
  campaign: Campaign,
  all: readonly Outcome[],
  judge: Judge,
): PreviewVerdict {
  const preview = new PreviewJudge(campaign, judge);
  for (const outcome of all) preview.add(outcome);
  return preview.verdict(campaign);
}

/** An outcome without the warnings and notes that are switched off. */
export function keptIn(outcome: Outcome, judge: Judge): Outcome {
  if (!outcome.sent) return outcome;
  const isWhole = outcome.warnings.length === 0 && outcome.links.every(isFine);
  if (isWhole) return outcome;
  const warnings = judge.keep(outcome.warnings);
  const links = outcome.links.map((link) =>
    isFine(link) ? link : { ...link, findings: judge.keep(link.findings) },
  );
  return { ...outcome, warnings, links };
}

function isFine({ findings }: LinkReport): boolean {
  return findings.length === 0;
}

/** What is said of a campaign whose template fails for every user: each mistake once, and the failure with the hint of the finding about it. */
function merged(own: readonly Finding[], fault: Failure, template: string): readonly Finding[] {
  const others = own.filter((finding) => !isAbout(finding, fault));
  const marker = others.find(({ code }) => code === 'campaign/no-marker');
  // Without its snippet no template has the link: the marker is the mistake.
  if (marker !== undefined && fault.name === LINK)
    return others.map((one) => (one === marker ? { ...marker, severity: 'error' } : one));
  const hint = own.find((finding) => isAbout(finding, fault))?.hint;
  return [
    ...others,
    { ...failsForEveryUser(fault, template), ...(hint !== undefined && { hint }) },
  ];
}

/** The variable that snippets set to the link. */
const LINK = 'longURL';

/** The error where nobody is sent the message and each user is dropped by a fault of the template, not by a choice of it. */
function failsForEveryUser(fault: Failure, template: string): Finding {
  return {
    code: 'campaign/template-fails',
    severity: 'error',
    message: `the template fails for every user: ${reasonOf(fault)}`,
    file: fault.file ?? template,
    ...(fault.span !== undefined && { span: fault.span }),
  };
}
