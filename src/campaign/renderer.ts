import {
  Dict,
  Environment,
  escape,
  isError,
  LimitError,
  PyError,
  str,
  Undefined,
  type Tag,
  type Trace,
  type Value,
} from '../jinja/index.ts';
import {
  messages,
  moengageFilters,
  NAMES,
  NOT_SEND,
  whyUnavailable,
  type Hashes,
  type Recipient,
} from '../moengage/index.ts';
import type { Campaign } from './load.ts';
import type { Failure } from './outcome.ts';
import { triggerKind } from './read-campaign.ts';

/** What rendering a message for one user gives: the text that is sent, or every failure that drops the user. */
export type Rendered =
  | { readonly sent: true; readonly text: string }
  | { readonly sent: false; readonly failures: readonly Failure[] };

/** A message that is ready to be rendered for users. */
export type Renderer = { render(recipient: Recipient): Rendered };

/** What is rendered: where no trigger is known, every name of the channel is there. */
export type Message = Pick<Campaign, 'message' | 'channel' | 'profile'> & {
  readonly trigger?: Campaign['trigger'] | undefined;
};

/** What a renderer needs of its surroundings: the hashes of the filters, and the time in epoch milliseconds. */
export type Surroundings = { readonly hashes: Hashes; readonly clock: () => number };

/**
 * Makes a campaign's message ready to be rendered as its account would. A template that does not parse gives a renderer that
 * drops everybody.
 */
export function createRenderer(campaign: Message, { hashes, clock }: Surroundings): Renderer {
  const failures: Failure[] = [];
  const environment = makeEnvironment(campaign, { hashes, clock }, failures);
  try {
    const template = environment.compile(campaign.message, { trace: true });
    const trace = traceOf(campaign, failures);
    return {
      render(recipient) {
        failures.length = 0;
        try {
          const text = template.renderText(namesOf(recipient, campaign), { trace });
          if (text.includes(NOT_SEND)) failures.push({ category: 'Unknown', message: NOT_SEND });
          return failures.length === 0 ? { sent: true, text } : dropped(failures);
        } catch (error) {
          return dropped([...failures, failureOf(error)]);
        }
      },
    };
  } catch (error) {
    const failure = failureOf(error);
    return { render: () => dropped([failure]) };
  }
}

function makeEnvironment(
  { profile }: Pick<Campaign, 'profile'>,
  { hashes, clock }: Surroundings,
  failures: Failure[],
): Environment {
  const notSend: Tag = {
    parse: (parser) => parser.parseArguments(),
    render(_context, args) {
      const [reason] = args;
      const message = reason === undefined ? NOT_SEND : str(reason);
      failures.push({ category: 'Custom Error Message', message });
      return '';
    },
  };
  return new Environment({
    version: profile.jinja,
    autoescape: profile.autoescape === 'on',
    keepTrailingNewline: profile.trailingNewline === 'kept',
    filters: moengageFilters({ crypto: hashes, profile, clock, auxTables: new Map() }),
    tags: new Map([[NOT_SEND, notSend]]),
  });
}

function traceOf({ profile }: Pick<Campaign, 'profile'>, failures: Failure[]): Trace {
  return {
    print(_site, value, autoescape) {
      const isNull = value === null || value instanceof Undefined;
      if (isNull && profile.null === 'drop') {
        const name = value === null ? undefined : value.undefinedName;
        const found = name === undefined ? {} : { name: str(name) };
        failures.push({ category: 'User Attribute', message: messages.UNRESOLVED, ...found });
        return '';
      }
      if (value === null && profile.null === 'blank') return '';
      return str(autoescape ? escape(value) : value);
    },
    hit: () => undefined,
    defaulted: (_site, value) => value,
  };
}

function namesOf(
  { user, event, businessEvent, campaign, productSets }: Recipient,
  { channel, trigger }: Message,
): ReadonlyMap<string, Value> {
  const all: readonly (readonly [string, Value | undefined])[] = [
    ['UserAttribute', user],
    ['EventAttribute', event ?? new Dict()],
    ['BusinessEventAttribute', businessEvent ?? new Dict()],
    ['CampaignAttribute', campaign ?? new Dict()],
    ['ProductSet', productSets ?? new Dict()],
  ];
  const names = new Map<string, Value>();
  for (const [name, value] of all) {
    const spec = NAMES.get(name);
    const kind = trigger === undefined ? undefined : triggerKind(trigger);
    const isThere = spec !== undefined && whyUnavailable(spec, channel, kind) === undefined;
    if (value !== undefined && isThere) names.set(name, value);
  }
  return names;
}

function failureOf(error: unknown): Failure {
  if (isError(error, 'TemplateSyntaxError'))
    return { category: 'Unknown', message: messages.parsingFailed(error.message) };
  if (isError(error, 'UndefinedError')) return { category: 'Undefined', message: error.message };
  if (error instanceof PyError || error instanceof LimitError)
    return { category: 'Unknown', message: `${error.type}: ${error.message}` };
  throw error;
}

function dropped(failures: readonly Failure[]): Rendered {
  return { sent: false, failures: [...failures] };
}
