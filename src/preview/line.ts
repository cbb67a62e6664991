import { isSound, type Campaign, type Outcome } from '../campaign/index.ts';
import type { LinkReport } from '../passkit/index.ts';
import type { PreviewNote, PreviewStatus, PreviewUser } from './preview-data.ts';

/** What becomes of a user and why, in one line; `notes` are those of the user, `hasLinks` says whether pass links are expected. */
export function lineOf(
  outcome: Outcome,
  notes: readonly PreviewNote[],
  { campaign, hasLinks }: { readonly campaign: Campaign; readonly hasLinks: boolean },
): Pick<PreviewUser, 'status' | 'summary'> {
  if (!outcome.sent) return { status: 'dropped', summary: notes.map(reasonOf).join('; ') };
  const { links } = outcome;
  const all = [...links.flatMap(({ findings }) => findings), ...notes];
  const status = statusOf(outcome, campaign, all);
  const worst = all.find(({ severity }) => severity === 'error') ?? all[0];
  const more = all.length > 1 ? ` (and ${all.length - 1} more)` : '';
  if (status !== 'sent' && worst !== undefined)
    return { status, summary: `${worst.message}${more}` };
  return { status, summary: linksLine(links) ?? noLinkLine(status, hasLinks, outcome) };
}

function statusOf(
  outcome: Outcome,
  campaign: Campaign,
  notes: readonly Pick<PreviewNote, 'severity'>[],
): PreviewStatus {
  if (!isSound(outcome, campaign)) return 'broken';
  if (notes.some(({ severity }) => severity === 'error')) return 'broken';
  return notes.some(({ severity }) => severity !== 'note') ? 'warning' : 'sent';
}

function linksLine(links: readonly LinkReport[]): string | undefined {
  const [first] = links;
  if (first === undefined) return undefined;
  const others = links.length === 1 ? '' : ` and ${links.length - 1} more`;
  return `${first.length}-character link${others}`;
}

function noLinkLine(status: PreviewStatus, hasLinks: boolean, outcome: Outcome): string {
  if (status === 'broken') return 'there is no link';
  return hasLinks ? 'no pass link' : beginning(outcome);
}

/** How a message begins that has no link to tell of: its subject, title or text. */
function beginning({ parts }: Outcome): string {
  const text = parts.find(({ shape }) => shape === 'text')?.text.trim() ?? '';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function reasonOf({ category, name, message }: PreviewNote): string {
  const said = category === 'Custom Error Message' ? undefined : category;
  return [said, name, message].filter((part) => part !== undefined).join(': ');
}
