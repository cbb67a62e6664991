import { defaultProfile, forChannel, type Profile, type Recipient } from '../account/index.ts';
import {
  emulatorOptions,
  type Campaign,
  type MessagePart,
  type Surroundings,
} from '../campaign/index.ts';
import { Accounts, type CompiledMessage } from '../emulator/index.ts';
import type { FittingAccount } from './accounts.ts';
import { writtenText } from './written.ts';

/**
 * In which of the accounts that fit users are sent a message. A snippet of the compiler drops the same users in all of them, so that its render
 * is only needed for users whom the message drops without it.
 */
export class InAccounts {
  private readonly count: number;
  private readonly whole: MessageInAccounts;
  private readonly written: MessageInAccounts | undefined;

  /** The first of the accounts is the campaign's own. */
  constructor(campaign: Campaign, accounts: readonly FittingAccount[], surroundings: Surroundings) {
    this.count = accounts.length;
    this.whole = new MessageInAccounts(campaign, accounts, surroundings);
    const parts = campaign.map === undefined ? undefined : writtenParts(campaign, accounts);
    this.written = parts && new MessageInAccounts({ ...campaign, parts }, accounts, surroundings);
  }

  /** A digit for each account, 1 where a user is sent the message; `isSent` says it of the first. */
  sentIn(recipient: Recipient, isSent: boolean): string {
    const isSentAsWritten = this.written?.isSent(recipient, 0) === true;
    if (isSentAsWritten && !isSent) return '0'.repeat(this.count);
    const message = (isSentAsWritten ? this.written : undefined) ?? this.whole;
    const others = Array.from({ length: this.count - 1 }, (_, at) => at + 1);
    return [isSent, ...others.map((at) => message.isSent(recipient, at))].map(Number).join('');
  }
}

/** The parts of a message with some link in place of the snippet; undefined where accounts differ in how they read the text of a template. */
function writtenParts(
  campaign: Campaign,
  accounts: readonly FittingAccount[],
): readonly MessagePart[] | undefined {
  const { editorEntities } = defaultProfile(campaign.channel);
  if (accounts.some(({ profile }) => profile.editorEntities !== editorEntities)) return undefined;
  return campaign.parts.map((part) => ({ ...part, message: writtenText(part, campaign) }));
}

/** The parts of a message, compiled in accounts as they are needed. */
class MessageInAccounts {
  private readonly profiles: readonly Profile[];
  private readonly texts: readonly (readonly [Accounts, MessagePart['message']])[];
  /** By account the parts; undefined for one that the account refuses. */
  private readonly compiled: (readonly (CompiledMessage | undefined)[])[] = [];

  constructor(
    { channel, ...campaign }: Campaign,
    accounts: readonly FittingAccount[],
    surroundings: Surroundings,
  ) {
    const options = emulatorOptions({ ...campaign, channel }, surroundings);
    this.profiles = accounts.map(({ profile }) => forChannel(profile, channel));
    this.texts = campaign.parts.map(({ message, file, shape }) => [
      new Accounts(options, { file, link: shape === 'address' }),
      message,
    ]);
  }

  /** Whether a user is sent the message in an account; one that refuses the message sends it to nobody. */
  isSent(recipient: Recipient, account: number): boolean {
    const parts = (this.compiled[account] ??= this.compile(account));
    return parts.every((part) => part?.render(recipient).sent === true);
  }

  private compile(account: number): readonly (CompiledMessage | undefined)[] {
    const profile = this.profiles[account];
    return this.texts.map(([accounts, text]) => accounts.compile(text, profile).message);
  }
}
