import type { Finding, Secrets, SourceMap } from '../diagnostics/index.ts';
import { signingKeyOf } from '../analysis/index.ts';
import {
  createEmulator,
  worldsOf,
  type AttributeUse,
  type EmulatorOptions,
  type Worlds,
} from '../emulator/index.ts';
import {
  type Hashes,
  type MessageOutcome,
  type ProfileField,
  type Recipient,
} from '../account/index.ts';
import type { Campaign } from './load.ts';
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
};

/** What a renderer needs of its surroundings: the hashes of the filters, and the time in epoch milliseconds. */
export type Surroundings = { readonly hashes: Hashes; readonly clock: () => number };

/**
 * Makes a message ready to be rendered as its account would. Throws a FindingsError, with places in the template, for one that
 * does not parse or that the account refuses.
 */
export function createRenderer(campaign: Message, surroundings: Surroundings): Renderer {
  const emulator = createEmulator(emulatorOptions(campaign, surroundings));
  const compiled = emulator.compile(campaign.message, { name: campaign.template?.file });
  return {
    findings: campaign.secrets?.hideIn(compiled.findings) ?? compiled.findings,
    reads: compiled.attributes,
    render: (recipient) => compiled.render(recipient),
  };
}

/**
 * A message in every account that fits what its profile pins, less the fields of `ignored`; places are those of the template.
 * Throws a FindingsError for one that does not parse or that the account refuses.
 */
export function messageWorlds(
  campaign: Message,
  surroundings: Surroundings,
  ignored: readonly ProfileField[] = [],
): Worlds {
  return worldsOf(campaign.message, emulatorOptions(campaign, surroundings), ignored);
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
