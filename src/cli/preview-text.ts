import {
  byFieldMapOf,
  byFieldMapText,
  describeTrigger,
  type Campaign,
  type Outcome,
} from '../campaign/index.ts';
import { printable, printableLines, type Paint } from '../diagnostics/index.ts';
import { opensPass, type LinkReport } from '../passkit/index.ts';
import { fittedTable } from './fitted-table.ts';
import {
  countedReasons,
  findingsOf,
  noted,
  rowOf,
  STATES,
  stateText,
  type UserRow,
} from './preview-rows.ts';
import type { PreviewPass } from './preview-pass.ts';
import { reasonOf } from './recipients.ts';
import { cutTo, fold } from './show.ts';
import type { Screen } from './streams.ts';
import { counted } from './terminal.ts';

/**
 * `live`: links are signed with a secret that was given. `text`: messages are shown. `whole`: each user is shown with all that is
 * known of the links.
 */
export type PreviewOptions = {
  readonly live: boolean;
  readonly text: boolean;
  readonly whole?: boolean;
};

/** What the preview is drawn with. */
type Drawn = PreviewOptions & { readonly paint: Paint; readonly screen: Screen };

/** So many reasons are counted in the summary. */
const MOST_REASONS = 6;

/**
 * The preview for people: what all of it comes to, then a line for each user, those with problems first. Of outcomes that are added no
 * more is kept than is shown.
 */
export class PreviewText {
  readonly #options: PreviewOptions;
  readonly #rows: UserRow[] = [];
  readonly #shown: Outcome[] = [];
  readonly #counts: Counts = { noted: 0, unlinked: 0, broken: 0, printed: 0 };

  constructor(options: PreviewOptions) {
    this.#options = options;
  }

  add(outcome: Outcome, campaign: Pick<Campaign, 'map'>): void {
    const { text, whole = false } = this.#options;
    this.#rows.push(rowOf(outcome, campaign));
    if (text || whole) this.#shown.push(outcome);
    if (!outcome.sent) return;
    const counts = this.#counts;
    if (findingsOf(outcome).length > 0) counts.noted += 1;
    if (campaign.map !== undefined && outcome.links.length === 0) counts.unlinked += 1;
    if (!outcome.links.every(opensPass)) counts.broken += 1;
    if (outcome.warnings.some(({ code }) => code === SECRET_PRINTED)) counts.printed += 1;
  }

  drawn(
    campaign: Campaign,
    rendered: PreviewPass['rendered'],
    by: Pick<Drawn, 'paint' | 'screen'>,
  ): string {
    const sums = summary(campaign, this.#rows, this.#counts, this.#options.live);
    const byMap = byFieldMapOf(rendered);
    const total = byMap ? `${sums} ${byFieldMapText(byMap)}.` : sums;
    return drawn(campaign, this.#rows, { total, shown: this.#shown }, { ...this.#options, ...by });
  }
}

/** How many users who are sent the message have something to note, no link, a link that opens no pass, the secret in the message. */
type Counts = { noted: number; unlinked: number; broken: number; printed: number };

function drawn(
  campaign: Campaign,
  rows: readonly UserRow[],
  { total, shown }: { readonly total: string; readonly shown: readonly Outcome[] },
  options: Drawn,
): string {
  const { paint, screen, whole = false } = options;
  const ordered = STATES.flatMap((state) => rows.filter((row) => row.state === state));
  const parts = [
    `${paint.strong(printable(campaign.name))}: ${campaign.channel}, ${printable(describeTrigger(campaign.trigger))}`,
    ...(screen.isTerminal ? fold([total], screen.width) : [total]),
    ...(whole ? [] : reasonLines(rows, screen)),
    '',
    whole
      ? shown.map((one) => userText(one, campaign, options)).join('\n\n')
      : usersTable(campaign, ordered, options),
  ];
  if (options.text && !whole)
    for (const outcome of shown)
      if (outcome.sent)
        parts.push(
          `${paint.strong(`-- ${printable(outcome.user)}`)}\n${messageText(outcome, paint)}`,
        );
  if (screen.isTerminal && !whole)
    parts.push(paint.dim('in full: --user NAME, or --payload for all; as a page: --html FILE'));
  return parts.join('\n');
}

function usersTable(
  campaign: Pick<Campaign, 'map'>,
  rows: readonly UserRow[],
  { paint, screen }: Drawn,
): string {
  // A campaign without pass links has nothing to say in their columns.
  const hasLinks = campaign.map !== undefined || rows.some(({ signatures }) => signatures !== '');
  const cells = rows.map(({ user, state, links, signatures, reasons }) => [
    user,
    stateText(state, paint),
    ...(hasLinks ? [links, signatures === 'valid' ? signatures : paint.error(signatures)] : []),
    reasons.length > 1 ? `${reasons[0]} (and ${reasons.length - 1} more)` : (reasons[0] ?? ''),
  ]);
  const links = hasLinks ? ['link', 'signature'] : [];
  const head = ['user', 'outcome', ...links, 'why it is not sent, or a note'];
  return fittedTable(head, cells, { paint, screen }, { isCut: true });
}

/** Why users are dropped and what is to be noted, with how many users that is. */
function reasonLines(rows: readonly UserRow[], { isTerminal, width }: Screen): readonly string[] {
  const lines = STATES.flatMap((state) =>
    countedReasons(rows, state).map(([reason, users]) => {
      const word = state === 'dropped' ? 'dropped' : state === 'broken' ? 'broken' : 'noted';
      const line = `${String(users).padStart(5)} ${word}: ${reason}`;
      return isTerminal ? cutTo(line, width) : line;
    }),
  );
  const more = lines.length - MOST_REASONS;
  return more > 1 ? [...lines.slice(0, MOST_REASONS), `      and ${more} more reasons`] : lines;
}

/** All about one user: why the message is not sent, or what each link holds. */
function userText(outcome: Outcome, campaign: Campaign, options: Drawn): string {
  const { paint, screen, text } = options;
  const { state } = rowOf(outcome, campaign);
  const title = `${paint.strong(printable(outcome.user))}: ${stateText(state, paint)}`;
  if (!outcome.sent)
    return [title, ...outcome.failures.map((failure) => `  ${printable(reasonOf(failure))}`)].join(
      '\n',
    );
  const findings = findingsOf(outcome).map((finding) => {
    const colour = finding.severity === 'error' ? paint.error : paint.warning;
    return fold([noted(finding)], screen.width - 2).map((line) => `  ${colour(line)}`);
  });
  const links = outcome.links.flatMap((link, at) =>
    linkLines(link, at, outcome.links.length, paint),
  );
  return [
    title,
    ...(links.length === 0 ? ['  no pass link'] : links),
    ...findings.flat(),
    ...(text ? [messageText(outcome, paint)] : []),
  ].join('\n');
}

function linkLines(report: LinkReport, at: number, count: number, paint: Paint): readonly string[] {
  const { length, signature, payload, recovered } = report;
  const verdict = signature.verdict === 'valid' ? 'valid' : paint.error(signature.verdict);
  const title = count === 1 ? 'link' : `link ${at + 1}`;
  const fields = payload ?? recovered ?? [];
  const width = Math.max(0, ...fields.map(([name]) => printable(name).length));
  return [
    `  ${title} of ${counted(length, 'character')}, signature ${verdict}`,
    ...fields.map(([name, value]) => {
      const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
      return `    ${printable(name).padEnd(width)}  ${printable(text)}`;
    }),
  ];
}

/** The message of a user; with several parts each below its name. */
function messageText({ text, parts }: Outcome & { readonly sent: true }, paint: Paint): string {
  if (parts.length <= 1) return printableLines(text);
  return parts
    .map((part) => `${paint.dim(`${part.label}:`)} ${printableLines(part.text)}`)
    .join('\n');
}

function summary(
  campaign: Pick<Campaign, 'map'>,
  rows: readonly UserRow[],
  { noted, unlinked, broken, printed }: Counts,
  live: boolean,
): string {
  const count = (state: UserRow['state']): number =>
    rows.filter((row) => row.state === state).length;
  const parts = [
    counted(rows.length, 'user'),
    `${rows.length - count('dropped')} sent`,
    `${count('dropped')} dropped`,
    ...(noted > 0 ? [`${noted} with something to note (!)`] : []),
    ...(unlinked > 0 ? [`${unlinked} without a link`] : []),
    ...(broken > 0 ? [`${broken} with a link that opens no pass`] : []),
    ...(printed > 0 ? [`${printed} with a secret in the message`] : []),
  ];
  // Where no message has a pass link, nothing is signed.
  const isSigned = campaign.map !== undefined || rows.some(({ signatures }) => signatures !== '');
  const signed = live
    ? 'Signed with the secret that was given: these links are live, and the first visit to one creates a pass.'
    : 'Signed with a fixed fake secret: these links open no pass.';
  return isSigned || live ? `${parts.join(', ')}. ${signed}` : `${parts.join(', ')}.`;
}

/** The code of the finding about a message that holds the secret. */
const SECRET_PRINTED = 'moengage/secret-printed';
