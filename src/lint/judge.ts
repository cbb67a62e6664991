import type { SourceMap } from '../diagnostics/index.ts';
import {
  isHtml,
  type Channel,
  type Failure,
  type Hashes,
  type Profile,
  type TriggerKind,
} from '../account/index.ts';
import { shapesOf, type ShapedRead } from '../analysis/index.ts';
import { Accounts, type EmulatorOptions } from '../emulator/index.ts';
import { harmsOf, nullAccounts, rendered, type InAccount } from './harm.ts';
import { EVERY_BLOCK, Surroundings, type Person, type TriedUser } from './person.ts';
import { ancestry, placed, type PlacedHarm } from './place.ts';
import type { Subject } from './rule.ts';
import { searchUsers } from './search.ts';

/** What is known of the campaign that a template is for: an absent channel or trigger rules no name out. */
export type LintOptions = {
  readonly profile: Profile;
  readonly channel?: Channel | undefined;
  readonly trigger?: TriggerKind | undefined;
  readonly hashes: Hashes;
  /** The present instant in epoch milliseconds. */
  readonly clock: () => number;
  /** Named in findings. */
  readonly file?: string | undefined;
  /** The text is an address as a whole. */
  readonly link?: boolean | undefined;
};

/** The accounts in which a template is tried: its own, and those that differ in what becomes of nulls. */
export type TriedAccounts = { readonly own: InAccount; readonly others: readonly InAccount[] };

/** A template that was tried on made-up users: `harms` are what their values did, `failures` why the most complete is not sent it. */
export type Trials = {
  readonly subject: Subject;
  readonly accounts: TriedAccounts;
  readonly users: readonly TriedUser[];
  readonly reads: readonly ShapedRead[];
  readonly surroundings: Surroundings;
  readonly harms: readonly PlacedHarm[];
  readonly failures: readonly Failure[];
};

/** Compiles a template in the accounts in which it is tried. Throws a FindingsError for one that its own account refuses. */
function tryingAccounts(
  map: SourceMap,
  options: LintOptions,
  surroundings: Surroundings,
): TriedAccounts {
  const { file, link } = options;
  const accounts = new Accounts(emulatorOptions(options, surroundings), { file, link });
  const own = accounts.compile(map);
  if (own.message === undefined) throw own.refusal;
  const others = nullAccounts(own.message.analysis, accounts.profile).flatMap((profile) => {
    const { message } = accounts.compile(map, profile);
    return message === undefined ? [] : [{ profile, message }];
  });
  return { own: { profile: accounts.profile, message: own.message }, others };
}

/** Tries a template on users that are made up from what it reads. Throws a FindingsError for one that its account refuses. */
export function tryUsers(map: SourceMap, options: LintOptions): Trials {
  const surroundings = new Surroundings();
  const accounts = tryingAccounts(map, options, surroundings);
  const { message, profile } = accounts.own;
  const { analysis } = message;
  const reads = shapesOf(analysis.root, analysis.reads);
  const { users, unreached, failures } = searchUsers(message, reads, surroundings);
  const around = ancestry(analysis.root);
  const [first] = users;
  const subject: Subject = {
    analysis,
    profile,
    isHtml: options.channel === undefined || isHtml(options.channel),
    reads,
    unreached,
    around,
    complete: first && completeOf(accounts.own, first.person, surroundings),
  };
  const harms = placed(harmsOf(users, accounts, surroundings), analysis, around);
  return { subject, accounts, users, reads, surroundings, harms, failures };
}

function completeOf(own: InAccount, user: Person, surroundings: Surroundings): Subject['complete'] {
  const { outcome, prints } = rendered(own, user, surroundings);
  return { text: outcome.text, prints };
}

function emulatorOptions(
  { profile, channel, trigger, hashes, clock }: LintOptions,
  { contentApi, auxTables }: Surroundings,
): EmulatorOptions {
  const account = { contentApi, auxTables, contentBlocks: EVERY_BLOCK };
  return { profile, channel, trigger, crypto: hashes, clock, ...account };
}
