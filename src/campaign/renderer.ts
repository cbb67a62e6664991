import { SourceMap, type Finding, type Secrets } from '../diagnostics/index.ts';
import { signingKeyOf, type AttributeUse } from '../analysis/index.ts';
import {
  Accounts,
  worldsOf,
  type CompiledMessage,
  type EmulatorOptions,
  type Worlds,
} from '../emulator/index.ts';
import {
  type Hashes,
  type MessageOutcome,
  type ProfileField,
  type Recipient,
} from '../account/index.ts';
import { checkAgainstFixtures } from './check-message.ts';
import type { Campaign } from './load.ts';
import { RoundCache } from './round-cache.ts';
import { triggerKind } from './read-campaign.ts';

/**
 * A message that is ready to be rendered for users. `findings` is what the account has against the template as such: a name
 * that does not exist in the channel, a printed value that may be null.
 */
export type Renderer = {
  readonly findings: readonly Finding[];
  /** What the message reads of the account, with places in the template. */
  readonly reads: readonly AttributeUse[];
  render(recipient: Recipient): MessageOutcome;
};

/**
 * What is rendered. `template` is the file that the message was made of: findings and failures point into it. Where no trigger
 * is known, every name of the channel is there. With `secrets`, which learns what the template signs with, links are signed with
 * `secret` in its place.
 */
export type Message = Pick<Campaign, 'channel' | 'profile'> & {
  readonly message: string | SourceMap;
  readonly template?: Campaign['template'] | undefined;
  readonly trigger?: Campaign['trigger'] | undefined;
  readonly fixtures?: Campaign['fixtures'] | undefined;
  readonly secret?: string | undefined;
  readonly secrets?: Secrets | undefined;
  /** Where they are known, names that the message reads are held against what they and the tests have. */
  readonly users?: Campaign['users'] | undefined;
  readonly tests?: Campaign['tests'] | undefined;
};

/** What a renderer needs of its surroundings: the hashes of the filters, and the time in epoch milliseconds. */
export type Surroundings = { readonly hashes: Hashes; readonly clock: () => number };

/**
 * Makes a message ready to be rendered as its account would. Throws a FindingsError, with places in the template, for one that
 * does not parse or that the account refuses. A `cache` keeps what was compiled for the same surroundings.
 */
export function createRenderer(
  campaign: Message,
  surroundings: Surroundings,
  cache: RoundCache = new RoundCache(),
): Renderer {
  const compiled = compiledMessage(campaign, surroundings, cache);
  const { users, tests = [], fixtures = { auxTables: new Map() }, secrets } = campaign;
  const findings = [
    ...compiled.findings,
    ...(users === undefined ? [] : checkAgainstFixtures(compiled, { users, tests, fixtures })),
  ];
  return {
    findings: secrets?.hideIn(findings) ?? findings,
    reads: compiled.attributes,
    render: (recipient) => compiled.render(recipient),
  };
}

/** The message as its own account compiles it; throws as `createRenderer`. */
export function compiledMessage(
  campaign: Message,
  surroundings: Surroundings,
  cache: RoundCache,
): CompiledMessage {
  const own = accountsOf(campaign, surroundings, cache).compile(SourceMap.of(campaign.message));
  if (own.message === undefined) throw own.refusal;
  return own.message;
}

/**
 * A message in every account that fits what its profile pins, less the fields of `ignored`; places are those of the template.
 * Throws as `createRenderer`.
 */
export function messageWorlds(
  campaign: Message,
  surroundings: Surroundings,
  ignored: readonly ProfileField[] = [],
  cache: RoundCache = new RoundCache(),
): Worlds {
  const accounts = accountsOf(campaign, surroundings, cache);
  return worldsOf(campaign.message, emulatorOptions(campaign, surroundings), ignored, accounts);
}

function accountsOf(campaign: Message, surroundings: Surroundings, cache: RoundCache): Accounts {
  const { message, template, channel, trigger, profile, fixtures, secret, secrets } = campaign;
  const { text, source } = SourceMap.of(message);
  const account = [channel, trigger, profile, fixtures, secret, secrets];
  const madeOf = [text, source.text, template?.file, ...account];
  return cache.recall(
    'accounts',
    madeOf,
    () => new Accounts(emulatorOptions(campaign, surroundings), template?.file),
  );
}

/** The account that a message is sent by, as an emulator is told of it. */
export function emulatorOptions(
  { channel, profile, trigger, fixtures, secret, secrets }: Message,
  { hashes, clock }: Surroundings,
): EmulatorOptions {
  return {
    ...fixtures,
    profile,
    channel,
    trigger: trigger && triggerKind(trigger),
    crypto: hashes,
    clock,
    ...(secrets && { signingKey: signingKeyOf(secrets, secret) }),
  };
}
