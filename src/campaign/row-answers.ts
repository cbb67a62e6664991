import type { Crypto } from '../passkit/index.ts';
import type { Failure } from '../account/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import { BothWays } from './both-ways.ts';
import type { FixtureUser } from './campaign-files.ts';
import type { Campaign } from './load.ts';
import { mappedRender, type MappedMessage } from './mapped-outcomes.ts';
import type { PartText } from './outcome.ts';
import { isSound, outcomeOf, smartPassLinks, textFindings } from './preview.ts';
import type { RenderedMessage, RenderedPart, Renderer, Surroundings } from './renderer.ts';

/**
 * What a row gets: the links of the message, with its text unless only links are asked for, or why the user is dropped. `findings` are
 * what is wrong with the message of that user; where only links are asked for, no others than those of a link that opens no pass.
 */
export type RowAnswer =
  | {
      readonly sent: true;
      readonly links: readonly string[];
      readonly text?: string;
      readonly parts?: readonly PartText[];
      readonly findings: readonly Finding[];
    }
  | { readonly sent: false; readonly failures: readonly Failure[] };

/** Answers users one after the other. */
export type RowAnswers = (user: FixtureUser) => RowAnswer;

/** Answers users with their links alone, and counts those whose link the field map computed. */
export type LinkAnswers = BothWays<RowAnswer>;

/** Answers the rows of a campaign in full. */
export function rowAnswers(campaign: Campaign, renderer: Renderer, crypto: Crypto): RowAnswers {
  return (user) => {
    const outcome = outcomeOf(campaign, user, renderer, crypto);
    if (!outcome.sent) return { sent: false, failures: outcome.failures };
    const { text, parts, links, warnings } = outcome;
    return {
      sent: true,
      links: links.map(({ link }) => link),
      text,
      parts,
      findings: [...warnings, ...links.flatMap(({ findings }) => findings)],
    };
  };
}

/** Answers the rows of a campaign with their links alone; where it has a field map, that computes links and drops users, and `mapped` counts those. `of` throws a MapDiffersError where rows answered before may be wrong. */
export function linkAnswers(
  campaign: Campaign,
  renderer: Renderer,
  surroundings: Surroundings,
  crypto: Crypto,
): LinkAnswers {
  const render = mappedRender(campaign, surroundings, crypto, { drops: true });
  const steady = new SteadyLinks();
  return new BothWays<RowAnswer>({
    byMap:
      render &&
      ((user) => {
        const mapped = render(user);
        const answer = mapped && answerOf(mapped, campaign, steady);
        return answer && { answer, kind: mapped.kind };
      }),
    whole: (user) => linksAlone(campaign, user, renderer, crypto),
    isSame: (whole, mapped) => JSON.stringify(whole) === JSON.stringify(mapped),
  });
}

/** The answer to a user by the field map, undefined where the message has not just that link. */
function answerOf(
  { link, message }: MappedMessage,
  campaign: Campaign,
  steady: SteadyLinks,
): RowAnswer | undefined {
  if (!message.sent) return { sent: false, failures: campaign.secrets.hideIn(message.failures) };
  const isMeant = steady.hasJust(link, message) && textFindings(campaign, message).length === 0;
  return isMeant ? { sent: true, links: [link], findings: [] } : undefined;
}

/** Words between two tags, which make no link and end none. */
const WORDS = />[\p{L}\p{N}\s.,:;()]*</gu;

/** Tells of the messages of one template whether each has just its own link: their links are looked for again only where more than words between tags differs. */
class SteadyLinks {
  #rest: string | undefined;

  /** Whether a link is the only pass link of a message. */
  hasJust(link: string, message: RenderedMessage): boolean {
    const rest = message.parts.map((part) => restOf(part, link)).join('\n');
    if (rest === this.#rest) return true;
    const links = smartPassLinks(message);
    const isSo = links.length === 1 && links[0] === link;
    if (isSo) this.#rest = rest;
    return isSo;
  }
}

/** What decides about the links of a part, with all places of one of them marked; text without an address has none. */
function restOf({ shape, outcome: { text } }: RenderedPart, link: string): string {
  const marked = text.replaceAll(link, '//');
  if (shape === 'html') return marked.replaceAll(WORDS, '><');
  return marked.includes('//') ? marked : '';
}

function linksAlone(
  campaign: Campaign,
  user: FixtureUser,
  renderer: Renderer,
  crypto: Crypto,
): RowAnswer {
  const outcome = outcomeOf(campaign, user, renderer, crypto);
  if (!outcome.sent) return { sent: false, failures: outcome.failures };
  const { links, warnings } = outcome;
  const findings = isSound(outcome, campaign)
    ? []
    : [...warnings, ...links.flatMap((one) => one.findings)];
  return { sent: true, links: links.map(({ link }) => link), findings };
}
