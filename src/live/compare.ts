import type { Finding, Position, Span } from '../diagnostics/index.ts';
import type { Profile, Recipient } from '../account/index.ts';
import type { Campaign, FixtureUser, Surroundings } from '../campaign/index.ts';
import type { AccountClient } from './client.ts';
import {
  explanations,
  firstDifference,
  isSame,
  placeInTemplate,
  positionIn,
  renderedIn,
  textOfRendered,
  textOfShown,
  type ExplainingField,
} from './differences.ts';
import { accountReads } from './account-reads.ts';
import { askPreview, type PreviewSubject, type Shown } from './preview-api.ts';
import { previewMessage, type PreviewMessage } from './preview-message.ts';

/** How a campaign is compared. `id` names the requests; with `asUser` the account takes that user's own attributes. */
export type CompareOptions = {
  readonly id: string;
  readonly asUser?: string | undefined;
};

/** One user for whom the account shows something else than is rendered here. */
export type Difference = {
  readonly user: string;
  readonly here: string;
  readonly account: string;
  /** Where the texts differ first, in UTF-16 code units and as a place of the rendered text. */
  readonly offset: number;
  readonly position: Position;
  /** Where in the template that comes from. */
  readonly span: Span | undefined;
};

/** One step of an explanation: changes of the profile, and others that do the same for as many users. */
export type ExplainingStep = {
  readonly fields: readonly ExplainingField[];
  readonly alternatives: readonly (readonly ExplainingField[])[];
};

/** Changes of the profile that, taken together, give the account's answers for so many of the differing users. */
export type Explanation = { readonly steps: readonly ExplainingStep[]; readonly users: number };

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

type Compared = { readonly user: FixtureUser; readonly shown: Shown };

/**
 * Renders a campaign for each of its users in the account and here, in the account that its profile describes, and compares the texts
 * byte for byte. Throws a FindingsError where the account cannot be asked.
 */
export async function compareLive(
  client: AccountClient,
  campaign: Campaign,
  surroundings: Surroundings,
  options: CompareOptions,
): Promise<Comparison> {
  const message = previewMessage(campaign, surroundings);
  const answers = await askForAll(client, campaign, message, options);
  const differing = answers.filter(
    ({ user, shown }) => !isSame(renderedIn(message, user.recipient), shown),
  );
  return {
    users: campaign.users.map(({ name }) => name),
    unsent: campaign.users
      .filter(({ recipient }) => renderedIn(message, recipient).refused !== undefined)
      .map(({ name }) => name),
    differences: differing.map((one) => differenceOf(message, one)),
    explanation: explain(message, campaign.profile, differing),
    findings: accountReads(message, campaign.template.file),
  };
}

async function askForAll(
  client: AccountClient,
  { channel, trigger, users }: Campaign,
  { source }: PreviewMessage,
  { id, asUser }: CompareOptions,
): Promise<readonly Compared[]> {
  const key = channel === 'email' ? 'email_html' : 'message';
  const texts = new Map([[key, source.text]]);
  const event = typeof trigger !== 'string' && 'event' in trigger ? trigger.event : undefined;
  const subjectOf = (recipient: Recipient): PreviewSubject =>
    asUser === undefined ? { recipient, event } : { asUser };
  const compared: Compared[] = [];
  for (let from = 0; from < users.length; from += AT_A_TIME) {
    const batch = users.slice(from, from + AT_A_TIME).map(async (user, at) => {
      const request = { id: `${id}-${from + at + 1}`, channel, texts };
      const answer = await askPreview(client, { ...request, subject: subjectOf(user.recipient) });
      const shown = 'shown' in answer ? answer.shown.get(key) : undefined;
      return { user, shown: shown ?? { refused: 'refused' in answer ? answer.refused : '' } };
    });
    // oxlint-disable-next-line no-await-in-loop -- a batch after the other
    compared.push(...(await Promise.all(batch)));
  }
  return compared;
}

function differenceOf(message: PreviewMessage, { user, shown }: Compared): Difference {
  const here = textOfRendered(renderedIn(message, user.recipient));
  const account = textOfShown(shown);
  const offset = firstDifference(here, account);
  return {
    user: user.name,
    here,
    account,
    offset,
    position: positionIn(here, offset),
    span: placeInTemplate(message, user.recipient, offset),
  };
}

/** So many steps an explanation has at most. */
const MOST_STEPS = 8;

/** Explains the first difference, then the first that this leaves, and so on. */
function explain(
  message: PreviewMessage,
  base: Profile,
  differing: readonly Compared[],
): Explanation {
  const explainedBy = (profile: Profile): readonly Compared[] =>
    differing.filter(({ user, shown }) =>
      isSame(renderedIn(message, user.recipient, profile), shown),
    );
  const steps: ExplainingStep[] = [];
  const givenUp = new Set<Compared>();
  let profile = base;
  let explained: readonly Compared[] = [];
  while (steps.length < MOST_STEPS) {
    const next = differing.find((one) => !explained.includes(one) && !givenUp.has(one));
    if (next === undefined) break;
    const ranked = explanations(message, next.user.recipient, profile, next.shown)
      .map((fields) => ({ fields, users: explainedBy(changed(profile, fields)).length }))
      .toSorted((a, b) => b.users - a.users);
    const [best] = ranked;
    if (best === undefined || best.users <= explained.length) {
      givenUp.add(next);
      continue;
    }
    const alike = ranked.filter(({ users }) => users === best.users).slice(1);
    steps.push({ fields: best.fields, alternatives: alike.map(({ fields }) => fields) });
    profile = changed(profile, best.fields);
    explained = explainedBy(profile);
  }
  return { steps, users: explained.length };
}

function changed(profile: Profile, fields: readonly ExplainingField[]): Profile {
  const values = fields.map(({ field, account }) => [field, account]);
  return { ...profile, ...Object.fromEntries(values) };
}
