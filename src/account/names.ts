import type { Finding } from '../diagnostics/index.ts';
import { channelLabel, CHANNELS, TRIGGERS, type Channel, type TriggerKind } from './channels.ts';
import type { FailureCategory } from './failures.ts';
import { accountSourceBy, type AccountSource } from './variables.ts';

/** How a name is reached in a template: a word of its own, a filter, or put in by the editor before Jinja runs. */
export type NameForm = 'variable' | 'filter' | 'editor';

/**
 * One name that MoEngage adds to Jinja. `channels` and `triggers` say where it exists; `category` is the failure that a
 * missing value of it is counted under; `example` is how a template writes it. `triggersIn` are the channels that have it in other
 * kinds of campaigns than the rest.
 */
export type NameSpec = {
  readonly name: string;
  readonly form: NameForm;
  readonly what: string;
  readonly example: string;
  readonly channels: ReadonlySet<Channel>;
  readonly triggers: ReadonlySet<TriggerKind>;
  readonly triggersIn?: ReadonlyMap<Channel, ReadonlySet<TriggerKind>>;
  readonly category: FailureCategory;
  readonly source: string;
};

const EVERYWHERE: ReadonlySet<Channel> = new Set(CHANNELS.keys());
const ALWAYS: ReadonlySet<TriggerKind> = new Set(TRIGGERS.keys());

/** A name of the table of variables, with the failure that a missing value of it is counted under. */
function named(name: AccountSource['name']): Pick<NameSpec, 'name' | 'category'> {
  return { name, category: accountSourceBy('name', name)?.category ?? 'Unknown' };
}

function allBut(...left: Channel[]): ReadonlySet<Channel> {
  return new Set([...EVERYWHERE].filter((channel) => !left.includes(channel)));
}

const SPECS: readonly NameSpec[] = [
  {
    ...named('UserAttribute'),
    form: 'variable',
    what: "the user's profile; keys are readable names, letter case and spaces count",
    example: "{{ UserAttribute['First Name'] }}",
    channels: EVERYWHERE,
    triggers: ALWAYS,
    source: 'MoEngage, Jinja templating language',
  },
  {
    ...named('EventAttribute'),
    form: 'variable',
    what: 'the attributes of the event that triggered the campaign; in a flow those of its latest event, and with MOE_TRIGGER_EVENT. in front those of the event that began it',
    example: "{{ EventAttribute['Amount'] }}",
    channels: allBut('personalize'),
    triggers: new Set(['event', 'flow']),
    source: 'MoEngage, Message personalization, Personalization in flows',
  },
  {
    ...named('BusinessEventAttribute'),
    form: 'variable',
    what: 'the attributes of the business event that triggered the campaign',
    example: "{{ BusinessEventAttribute['Product'] }}",
    channels: new Set(['push', 'sms', 'rcs', 'mms', 'email']),
    triggers: new Set(['business-event', 'flow']),
    source: 'MoEngage, Message personalization: the pages name the idea, not the variable (?)',
  },
  {
    ...named('CampaignAttribute'),
    form: 'variable',
    what: "the campaign's ID, name and tags, or those of a flow; in a preview the ID is a dummy",
    example: "{{ CampaignAttribute['Campaign ID'] }}",
    channels: new Set(['email', 'connector']),
    triggers: ALWAYS,
    triggersIn: new Map([['connector', new Set<TriggerKind>(['flow'])]]),
    source: 'MoEngage, Message personalization: the pages name the idea, not the variable (?)',
  },
  {
    ...named('ProductSet'),
    form: 'variable',
    what: 'lists of catalogue items by the name of the product set',
    example: '{{ ProductSet.Name[0].title }}',
    channels: EVERYWHERE,
    triggers: ALWAYS,
    source: 'MoEngage, Message personalization',
  },
  {
    ...named('Coupons'),
    form: 'variable',
    what: 'a coupon of a list by its name; the fallback is used where the list has none left',
    example: "{{ Coupons.CouponListName['Welcome']|default('MOE_NOT_SEND') }}",
    channels: new Set(['push', 'email', 'sms', 'whatsapp', 'in-app']),
    triggers: ALWAYS,
    source: 'MoEngage, Use a coupon list in a campaign',
  },
  {
    ...named('ContentApi'),
    form: 'variable',
    what: 'a live HTTP call whose JSON answer the template reads; 5 seconds, up to 3 tries',
    example: '{{ ContentApi.Name({}).field }}',
    channels: allBut('cards'),
    triggers: ALWAYS,
    source: 'MoEngage, Content API',
  },
  {
    ...named('getAuxData'),
    form: 'filter',
    what: 'the row of an imported table, found by its key',
    example: "{{ (UserAttribute['uid']|getAuxData('dues')).Amount }}",
    channels: allBut('personalize'),
    triggers: ALWAYS,
    source: 'MoEngage, Auxiliary data',
  },
  {
    name: 'content block',
    form: 'editor',
    what: 'a text fragment that the editor puts in',
    example: 'put in from the personalization editor',
    channels: EVERYWHERE,
    triggers: ALWAYS,
    category: 'Content Block',
    source: 'MoEngage, Content blocks',
  },
  {
    name: 'HTML content block',
    form: 'editor',
    what: 'an HTML fragment that the editor puts in',
    example: 'put in from the personalization editor',
    channels: new Set(['email', 'in-app', 'personalize', 'connector']),
    triggers: ALWAYS,
    category: 'Content Block',
    source: 'MoEngage, Content blocks',
  },
];

/** Every name that MoEngage adds, by name. */
export const NAMES: ReadonlyMap<string, NameSpec> = new Map(SPECS.map((spec) => [spec.name, spec]));

/** The keys of CampaignAttribute: those of a campaign, then those of a flow. */
export const CAMPAIGN_ATTRIBUTES: readonly string[] = [
  'Campaign ID',
  'Campaign name',
  'Campaign tags',
  'Flow Name',
  'Parent Flow Id',
  'Version Name',
  'Flow Tags',
  'Stage Name',
  'Stage Id',
];

/**
 * The error for a name that does not exist in a channel or kind of campaign, or undefined where it does. A channel or trigger
 * that is not known rules nothing out. The caller adds file and span.
 */
export function checkAvailable(
  spec: NameSpec,
  channel?: Channel,
  trigger?: TriggerKind,
): Finding | undefined {
  const message = whyUnavailable(spec, channel, trigger);
  return message === undefined
    ? undefined
    : { code: 'moengage/unavailable-name', severity: 'error', message };
}

/** The same in one sentence. */
export function whyUnavailable(
  spec: NameSpec,
  channel?: Channel,
  trigger?: TriggerKind,
): string | undefined {
  if (channel !== undefined && !spec.channels.has(channel)) {
    const where = listOf([...spec.channels].map(channelLabel));
    return `${spec.name} does not exist in ${channelLabel(channel)}: only in ${where}`;
  }
  const own = channel === undefined ? undefined : spec.triggersIn?.get(channel);
  const triggers = own ?? spec.triggers;
  if (trigger !== undefined && !triggers.has(trigger)) {
    const where = listOf([...triggers].map((kind) => TRIGGERS.get(kind) ?? kind));
    return `${spec.name} does not exist in ${TRIGGERS.get(trigger) ?? trigger}${own === undefined || channel === undefined ? '' : ` in ${channelLabel(channel)}`}: only in ${where}`;
  }
  return undefined;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
