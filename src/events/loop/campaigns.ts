import {
  createRenderer,
  outcomeOf,
  triggerKind,
  type Campaign,
  type FixtureUser,
  type Outcome,
  type Renderer,
} from '../../campaign/index.ts';
import type { Hashes } from '../../account/index.ts';
import { fromJs, toJs, type Dict } from '../../jinja/index.ts';
import type { Crypto } from '../../passkit/index.ts';

/** What messages are rendered with. */
export type LoopSurroundings = {
  readonly hashes: Hashes;
  readonly crypto: Crypto;
  readonly now: () => number;
};

/** A message that went out, or was dropped: of which campaign, for whom, and what came of it. */
export type SentMessage = {
  readonly campaign: Campaign;
  readonly user: FixtureUser;
  readonly outcome: Outcome;
};

/** An event that MoEngage has accepted. */
export type ArrivedEvent = {
  readonly action: string;
  readonly customerId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
};

/** What an event sets off: messages, and the campaigns that it triggers but that have no fixture user with its customer id. */
type SetOff = {
  readonly messages: readonly SentMessage[];
  readonly strangers: readonly Campaign[];
};

/** Attributes that hold the id under which the Data API knows a user. */
const IDS: readonly string[] = ['MoEngage_ID', 'ID', 'uid'];

/** The campaigns of a folder, ready to be sent to their fixture users at the instant of the loop's clock. */
export class LoopCampaigns {
  readonly all: readonly Campaign[];
  private readonly surroundings: LoopSurroundings;
  private readonly renderers: Map<Campaign, Renderer> = new Map();

  /** Throws a FindingsError where a message does not parse or is refused by its account. */
  constructor(campaigns: readonly Campaign[], surroundings: LoopSurroundings) {
    this.all = campaigns;
    this.surroundings = surroundings;
    const { hashes, now: clock } = surroundings;
    for (const campaign of campaigns)
      this.renderers.set(campaign, createRenderer(campaign, { hashes, clock }));
  }

  /** Sends a campaign to one of its fixture users, with the event that the fixture has. Undefined where there is none of that name. */
  send(file: string, userName: string): SentMessage | undefined {
    const campaign = this.all.find((one) => one.file === file);
    const user = campaign?.users.find(({ name }) => name === userName);
    return campaign && user && this.render(campaign, user);
  }

  /** Sends the campaigns that an event triggers, with its attributes and no others. */
  setOff({ action, customerId, attributes }: ArrivedEvent): SetOff {
    const messages: SentMessage[] = [];
    const strangers: Campaign[] = [];
    for (const campaign of this.all) {
      const { trigger } = campaign;
      if (triggerKind(trigger) !== 'event' || (trigger as { event: string }).event !== action)
        continue;
      const user = campaign.users.find(
        ({ recipient }) => customerIdOf(recipient.user) === customerId,
      );
      if (user === undefined) strangers.push(campaign);
      else {
        const event = fromJs(attributes) as Dict;
        messages.push(this.render(campaign, { ...user, recipient: { ...user.recipient, event } }));
      }
    }
    return { messages, strangers };
  }

  private render(campaign: Campaign, user: FixtureUser): SentMessage {
    const renderer = this.renderers.get(campaign);
    if (renderer === undefined) throw new RangeError('the campaign is not of this loop');
    return {
      campaign,
      user,
      outcome: outcomeOf(campaign, user, renderer, this.surroundings.crypto),
    };
  }
}

/** The id under which the Data API knows a user; undefined where the fixture has none. */
function customerIdOf(user: Dict): string | undefined {
  const value = IDS.map((name) => user.getString(name)).find(
    (id) => id !== undefined && id !== null,
  );
  return value === undefined || value === null ? undefined : String(toJs(value));
}
