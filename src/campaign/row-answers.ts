import type { Crypto } from '../passkit/index.ts';
import type { Failure } from '../account/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import { BothWays } from './both-ways.ts';
import type { FixtureUser } from './campaign-files.ts';
import type { Campaign } from './load.ts';
import { mappedRender, type MappedMessage } from './mapped-outcomes.ts';
import type { PartText } from './outcome.ts';
import { isSound, outcomeOf } from './preview.ts';
import type { Renderer, Surroundings } from './renderer.ts';

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
  return new BothWays<RowAnswer>({
    byMap:
      render &&
      ((user) => {
        const mapped = render(user);
        return mapped && { answer: answerOf(mapped, campaign), kind: mapped.kind };
      }),
    whole: (user) => linksAlone(campaign, user, renderer, crypto),
    isSame: (whole, mapped) => JSON.stringify(whole) === JSON.stringify(mapped),
  });
}

/** The answer to a user by the field map. */
function answerOf({ link, message }: MappedMessage, { secrets }: Campaign): RowAnswer {
  return message.sent
    ? { sent: true, links: [link], findings: [] }
    : { sent: false, failures: secrets.hideIn(message.failures) };
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
