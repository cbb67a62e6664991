import { opensPass, readLink, type Crypto, type LinkReport } from '../passkit/index.ts';
import { checkPrinted } from '../analysis/index.ts';
import type { Cache, Finding } from '../diagnostics/index.ts';
import { checkLinks, linksOf, looksLikeSmartPass } from './links.ts';
import type { FixtureUser } from './campaign-files.ts';
import type { Campaign } from './load.ts';
import type { Outcome } from './outcome.ts';
import type { RenderedMessage, RenderedPart, Renderer } from './renderer.ts';

/** How the links of an outcome are read: `reports` keeps what was read of links before, `explains` is as in `readLink`. */
type LinkReading = {
  readonly reports?: Cache<LinkReport> | undefined;
  readonly explains?: boolean;
};

/**
 * What the campaign does with one user. `crypto` verifies the links; they are signed with the campaign's secret. No text of the
 * outcome shows a secret; a message that prints one has an error among its warnings.
 */
export function outcomeOf(
  campaign: Campaign,
  user: FixtureUser,
  renderer: Pick<Renderer, 'render'>,
  crypto: Crypto,
  reading?: LinkReading,
): Outcome {
  return judged(campaign, user, renderer.render(user.recipient), crypto, reading);
}

/** The outcome of a user whose message is rendered. */
export function judged(
  campaign: Campaign,
  user: Pick<FixtureUser, 'name'>,
  rendered: RenderedMessage,
  crypto: Crypto,
  reading: LinkReading = {},
): Outcome {
  const { secrets } = campaign;
  const parts = rendered.parts.map(({ name, label, shape, outcome }) => ({
    name,
    label,
    shape,
    text: secrets.hide(outcome.text),
  }));
  if (!rendered.sent)
    return { user: user.name, sent: false, failures: secrets.hideIn(rendered.failures), parts };
  const links = smartPassLinks(rendered).map((link) => readOne(link, campaign, crypto, reading));
  const text = secrets.hide(rendered.text);
  const warnings = [
    ...textFindings(campaign, rendered, text),
    ...secrets.hideIn(rendered.warnings),
  ];
  return { user: user.name, sent: true, text, parts, links, warnings };
}

/** What is wrong with the texts of a message: secrets in them, which `hidden` is without, and links that touch others or are there twice. */
export function textFindings(
  { secrets, channel }: Pick<Campaign, 'secrets' | 'channel'>,
  { text, parts }: RenderedMessage,
  hidden: string = secrets.hide(text),
): readonly Finding[] {
  const printed = (part: RenderedPart): readonly Finding[] =>
    checkPrinted(part.outcome.text, secrets, part.file);
  return [
    ...(hidden === text ? [] : parts.flatMap(printed)),
    ...parts.flatMap((part) => checkLinks(part.outcome.text, channel, part.file)),
  ];
}

/** The SmartPass links of a rendered message, each once, as they are in it: secrets in them are not hidden. */
export function smartPassLinks({ parts }: RenderedMessage): readonly string[] {
  return [...new Set(parts.flatMap(linksIn))].filter(looksLikeSmartPass);
}

function linksIn({ shape, outcome: { text } }: RenderedPart): readonly string[] {
  return linksOf(text, shape === 'html');
}

/** The outcome of every user of the campaign, in the order of its users. */
export function* outcomes(
  campaign: Campaign,
  renderer: Renderer,
  crypto: Crypto,
): Generator<Outcome, void, undefined> {
  for (const user of campaign.users) yield outcomeOf(campaign, user, renderer, crypto);
}

/**
 * Whether an outcome is what was meant: the user is dropped, or every SmartPass link opens (a valid signature and a payload
 * that is a JSON object), there is one where the template has a field map, and no secret is printed. What suits a field or a mail
 * program less is a finding of the link.
 */
export function isSound(outcome: Outcome, campaign: Pick<Campaign, 'map'>): boolean {
  if (!outcome.sent) return true;
  if (outcome.warnings.some(({ severity }) => severity === 'error')) return false;
  if (campaign.map !== undefined && outcome.links.length === 0) return false;
  return outcome.links.every(opensPass);
}

function readOne(
  link: string,
  { secret, secrets, map }: Campaign,
  crypto: Crypto,
  { reports, explains }: LinkReading,
): LinkReport {
  const kind = map?.project.kind;
  const read = (): LinkReport =>
    readLink(link, {
      secret,
      secrets,
      crypto,
      ...(kind !== undefined && { kind }),
      ...(explains !== undefined && { explains }),
    });
  // What is known to be a secret is hidden in a report, and only grows.
  const key = [secrets.count, kind, secret, explains, link].join(' ');
  return reports === undefined ? read() : reports.recall(key, read);
}
