import type { Campaign } from '../../campaign/index.ts';
import { PASS_EVENTS, type PassEventKind } from '../../account/index.ts';
import { PROJECT_HOSTS } from '../../passkit/index.ts';
import type { CreateEventRequest } from '../data-api/contract.ts';
import type { EventSettings } from '../settings.ts';
import { LoopCampaigns, type LoopSurroundings, type SentMessage } from './campaigns.ts';
import { DeliveryLine } from './delivery-line.ts';
import { FAULTS, Faults, type FaultName } from './faults.ts';
import { Journal } from './journal.ts';
import { Passes, type Pass, type PassAction, type Visit } from './passes.ts';
import { showCampaign, showEvent, showMessage, showPass } from './show.ts';
import type { LoopState, ShownEvent, ShownMessage } from './state.ts';
import { webhookOf } from './webhooks.ts';

/** What a loop is made of. `start` is the first instant of its clock, in epoch milliseconds. */
type LoopOptions = Omit<LoopSurroundings, 'now'> & {
  readonly campaigns: readonly Campaign[];
  readonly settings: EventSettings;
  /** What links have to be signed with. */
  readonly secret: string;
  readonly start: number;
};

/** The pass event that each action comes to. */
const EVENTS: Readonly<Record<PassAction, PassEventKind>> = {
  add: 'installed',
  remove: 'uninstalled',
  update: 'updated',
  invalidate: 'invalidated',
  delete: 'deleted',
};

/** What somebody does takes a second, so that a pass is never in two states at one instant. */
const ACTION = 1000;

/** So many messages, events and passes are shown: the latest. */
const MOST_SHOWN = 100;

/**
 * Mail, link, pass, event, follow-up mail: all of it in one process, with stand-ins for PassKit and MoEngage. What is due happens
 * at once; each action takes a second, and beyond that time passes only where the clock is moved.
 */
export class Loop {
  readonly campaigns: LoopCampaigns;
  readonly passes: Passes;
  readonly messages: ShownMessage[] = [];
  readonly events: ShownEvent[] = [];
  private readonly faults: Faults = new Faults();
  private readonly journal: Journal;
  private readonly line: DeliveryLine;
  private readonly keyAttribute: string;
  private readonly keys: Set<unknown> = new Set();
  private time: number;
  /** Counts what changed, so that a page knows when to ask for the state again. */
  version = 0;
  private refusal: LoopState['refusal'];

  /** Throws a FindingsError where a message of a campaign cannot be rendered. */
  constructor({ campaigns, settings, secret, start, ...surroundings }: LoopOptions) {
    this.time = start;
    const now = (): number => this.time;
    this.journal = new Journal(now);
    this.keyAttribute = settings.keyAttribute;
    this.campaigns = new LoopCampaigns(campaigns, { ...surroundings, now });
    const projects = campaigns.flatMap(({ map }) => (map === undefined ? [] : [map.project]));
    const kindOf = (url: string): (typeof projects)[number]['kind'] | undefined =>
      projects.find((project) => project.url === url)?.kind;
    this.passes = new Passes({ secret, crypto: surroundings.crypto, now, kindOf });
    this.line = new DeliveryLine({
      settings,
      now,
      faults: this.faults,
      passTime: (milliseconds) => {
        this.time += milliseconds;
      },
      log: (entry) => this.journal.relay(entry),
      onAnswer: (status, said) =>
        this.journal.add('MoEngage', `answers ${status}: ${said}`, status !== 200),
      onAccepted: (request) => this.arrive(request),
    });
  }

  /** The present instant of the loop's clock, in epoch milliseconds. */
  get now(): number {
    return this.time;
  }

  /** The addresses of the projects whose passes the campaigns make. */
  get projectUrls(): readonly string[] {
    const mapped = this.campaigns.all.flatMap(({ map }) =>
      map === undefined ? [] : [map.project.url],
    );
    const linked = this.messages.flatMap(({ user }) =>
      user.links.map(({ projectUrl }) => projectUrl),
    );
    return [...new Set([...mapped, ...linked])];
  }

  /** Sends a campaign to one of its fixture users. Undefined where there is no such campaign or user. */
  send(file: string, user: string): ShownMessage | undefined {
    this.time += ACTION;
    const sent = this.campaigns.send(file, user);
    return sent && this.keep(sent);
  }

  /** Opens a link on the landing page. */
  async open(link: string): Promise<Visit> {
    this.time += ACTION;
    const visit = this.passes.visit(link);
    this.refusal = 'why' in visit ? { at: this.iso(), why: visit.why } : undefined;
    if ('why' in visit)
      this.journal.add('landing page', `opens no pass: ${visit.why.join('; ')}`, true);
    else if (visit.isNew) await this.tell('created', visit.pass);
    else this.journal.add('landing page', `shows ${visit.pass.id} once more`);
    this.version += 1;
    return visit;
  }

  /** Opens the link of which the landing page sees the path and the query alone: at the project with that path, else at PassKit's first host. */
  async openPath(path: string): Promise<Visit> {
    const base = this.projectUrls.find((url) => new URL(url).pathname === path.split('?')[0]);
    const host = base === undefined ? `https://${[...PROJECT_HOSTS][0]}` : new URL(base).origin;
    return this.open(`${host}${path}`);
  }

  /** Does something to a pass; `fields` are those that an update changes. Undefined where there is no such pass, or it cannot be done to it. */
  async act(
    id: string,
    action: PassAction,
    fields?: ReadonlyMap<string, string>,
  ): Promise<Pass | undefined> {
    this.time += ACTION;
    const pass = this.passes.act(id, action, fields);
    if (pass !== undefined) await this.tell(EVENTS[action], pass);
    this.version += 1;
    return pass;
  }

  /** Moves the clock on by so many milliseconds; what is due until then happens at its time. */
  async move(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds;
    for (;;) {
      const next = Math.min(this.line.nextAt ?? Infinity, this.passes.nextExpiry ?? Infinity);
      if (next > until) break;
      this.time = Math.max(next, this.time + 1);
      // oxlint-disable-next-line no-await-in-loop -- one instant after the other
      await this.expire();
      // oxlint-disable-next-line no-await-in-loop -- as above
      await this.line.settle();
    }
    this.time = Math.max(this.time, until);
    this.journal.add('clock', 'has been moved on');
    this.version += 1;
  }

  /** Has a fault happen so many times from now on. */
  fault(name: FaultName, times: number): void {
    this.faults.set(name, times);
    this.version += 1;
  }

  /** What the page shows. */
  async state(): Promise<LoopState> {
    const { waiting, sending, delivered } = await this.line.store.status();
    const dead = await this.line.store.dead(MOST_SHOWN);
    const { nextAt } = this.line;
    const isWaiting = waiting + sending > 0 && nextAt !== undefined;
    return {
      version: this.version,
      now: this.iso(),
      campaigns: this.campaigns.all.map(showCampaign),
      messages: this.messages.slice(-MOST_SHOWN),
      passes: this.passes.all.slice(-MOST_SHOWN).map(showPass),
      ...(this.refusal && { refusal: this.refusal }),
      events: this.events.slice(-MOST_SHOWN),
      journal: this.journal.latest,
      queue: {
        waiting: waiting + sending,
        delivered,
        dead: dead.map(({ kind, code, reason }) => `${nameOf(kind)}: ${reason} (${code})`),
        ...(isWaiting && { nextAt: new Date(nextAt).toISOString() }),
      },
      faults: [...FAULTS].map(([name, about]) => ({ name, about, left: this.faults.count(name) })),
    };
  }

  private async expire(): Promise<void> {
    for (const pass of this.passes.expire())
      // oxlint-disable-next-line no-await-in-loop -- one pass after the other
      await this.tell('invalidated', pass);
  }

  /** Sends the webhook of an event, twice where that fault is set. */
  private async tell(kind: PassEventKind, pass: Pass): Promise<void> {
    const webhook = webhookOf(kind, pass);
    const times = this.faults.takes('duplicate-webhook') ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one webhook after the other
      const answer = await this.line.receive(webhook);
      const text = `tells the relay by ${webhook.method} of '${nameOf(kind)}' for ${pass.id}, which answers ${answer}`;
      this.journal.add('PassKit', text, !answer.startsWith('200'));
    }
    await this.line.settle();
  }

  /** What happens where MoEngage has accepted an event: campaigns that it triggers are sent. */
  private arrive(request: CreateEventRequest): void {
    for (const { action, attributes = {} } of request.actions) {
      const event = { action, customerId: request.customer_id, attributes };
      const { messages, strangers } = this.campaigns.setOff(event);
      const key = attributes[this.keyAttribute];
      const id = this.events.length + 1;
      this.events.push(
        showEvent(event, {
          id,
          at: this.iso(),
          isRepeat: this.keys.has(key),
          triggered: messages.map(({ campaign }) => campaign.name),
          strangers: strangers.map(({ name }) => name),
        }),
      );
      this.keys.add(key);
      for (const message of messages) this.keep(message, id);
    }
  }

  private keep(sent: SentMessage, because?: number): ShownMessage | undefined {
    const id = this.messages.length + 1;
    const about = { id, at: this.iso(), ...(because !== undefined && { because }) };
    const message = showMessage(sent, about);
    if (message !== undefined) this.messages.push(message);
    this.version += 1;
    return message;
  }

  private iso(): string {
    return new Date(this.time).toISOString();
  }
}

function nameOf(kind: PassEventKind): string {
  return PASS_EVENTS.get(kind)?.action ?? kind;
}
