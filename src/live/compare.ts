import { positionAt, type Finding, type Position, type Span } from '../diagnostics/index.ts';
import type { Recipient } from '../account/index.ts';
import type { Campaign, FixtureUser, Surroundings } from '../campaign/index.ts';
import { accountReads } from './account-reads.ts';
import type { AccountClient } from './client.ts';
import {
  firstDifference,
  isSame,
  placeInTemplate,
  renderedIn,
  textOfRendered,
  textOfShown,
} from './differences.ts';
import { explain, type Compared, type Explanation } from './explain.ts';
import { askPreview, type PreviewSubject, type Shown } from './preview-api.ts';
import { previewParts, type PreviewPart } from './preview-message.ts';

/** How a campaign is compared. `id` begins the names of the requests; with `asUser` the account takes that user's own attributes. */
type CompareOptions = {
  readonly id: string;
  readonly asUser?: string | undefined;
};

/** One user for whom the account shows something else than is rendered here, in the first part that differs. */
export type Difference = {
  readonly user: string;
  readonly part: string;
  readonly here: string;
  readonly account: string;
  /** Where the texts differ first, in UTF-16 code units and as a place of the rendered text. */
  readonly offset: number;
  readonly position: Position;
  /** Where in the template that comes from. */
  readonly file: string;
  readonly span: Span | undefined;
};

/** A campaign beside the account. `unsent` are users whose message is not sent here, which a preview does not show for sure. */
export type Comparison = {
  readonly users: readonly string[];
  readonly unsent: readonly string[];
  readonly differences: readonly Difference[];
  readonly explanation: Explanation;
  /** What of the message is the account's own data, so that it may differ without any difference of rendering. */
  readonly findings: readonly Finding[];
};

/** So many requests are under way at a time. */
const AT_A_TIME = 8;

/**
 * Renders a campaign for each of its users in the account and here, in the account that its profile describes, and compares the parts
 * byte for byte. Throws a FindingsError where the account cannot be asked.
 */
export async function compareLive(
  client: AccountClient,
  campaign: Campaign,
  surroundings: Surroundings,
  options: CompareOptions,
): Promise<Comparison> {
  const parts = previewParts(campaign, surroundings);
  const answers = await askForAll(client, campaign, parts, options);
  const differing = answers.filter(
    ({ user, part, shown }) => !isSame(renderedIn(part, user.recipient), shown),
  );
  const first = new Map(differing.toReversed().map((one) => [one.user.name, one]));
  return {
    users: campaign.users.map(({ name }) => name),
    unsent: campaign.users
      .filter(({ recipient }) =>
        parts.some((part) => renderedIn(part, recipient).refused !== undefined),
      )
      .map(({ name }) => name),
    differences: campaign.users.flatMap(({ name }) => {
      const one = first.get(name);
      return one === undefined ? [] : [differenceOf(one)];
    }),
    explanation: explain(campaign.profile, differing),
    findings: parts.flatMap(accountReads),
  };
}

async function askForAll(
  client: AccountClient,
  { channel, trigger, users }: Campaign,
  parts: readonly PreviewPart[],
  { id, asUser }: CompareOptions,
): Promise<readonly Compared[]> {
  const texts = new Map(parts.map(({ name, source }) => [name, source.text]));
  const event = typeof trigger !== 'string' && 'event' in trigger ? trigger.event : undefined;
  const subjectOf = (recipient: Recipient): PreviewSubject =>
    asUser === undefined ? { recipient, event } : { asUser };
  const ask = async (user: FixtureUser, number: number): Promise<readonly Compared[]> => {
    const subject = subjectOf(user.recipient);
    const answer = await askPreview(client, { id: `${id}-${number}`, channel, texts, subject });
    const shownOf = (name: string): Shown =>
      'refused' in answer ? answer : (answer.shown.get(name) ?? { refused: '' });
    return parts.map((part) => ({ user, part, shown: shownOf(part.name) }));
  };
  const compared: Compared[] = [];
  // The first request goes alone: what is wrong with the account is wrong with all of them.
  for (let from = 0, to = 1; from < users.length; from = to, to += AT_A_TIME) {
    const batch = users.slice(from, to).map((user, at) => ask(user, from + at + 1));
    // oxlint-disable-next-line no-await-in-loop -- a batch after the other
    const settled = await Promise.allSettled(batch);
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      compared.push(...one.value);
    }
  }
  return compared;
}

function differenceOf({ user, part, shown }: Compared): Difference {
  const here = textOfRendered(renderedIn(part, user.recipient));
  const account = textOfShown(shown);
  const offset = firstDifference(here, account);
  return {
    user: user.name,
    part: part.name,
    here,
    account,
    offset,
    position: positionAt(here, offset),
    file: part.file,
    span: placeInTemplate(part, user.recipient, offset),
  };
}
