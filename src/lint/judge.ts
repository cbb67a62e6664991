import { once, SourceMap } from '../diagnostics/index.ts';
import type { RuleLevels } from './levels.ts';
import {
  isHtml,
  type Channel,
  type Hashes,
  type Profile,
  type TriggerKind,
} from '../account/index.ts';
import { shapesOf, unknownMembers, type Analysis, type ShapedRead } from '../analysis/index.ts';
import { Budget } from './budget.ts';
import { nameSources, type KnownNames } from './names.ts';
import { Accounts, type EmulatorOptions } from '../emulator/index.ts';
import { nullAccounts, rendered, type InAccount, type Rendered } from './harm.ts';
import { messageIn, Renders } from './renders.ts';
import { EVERY_BLOCK, Surroundings } from './surroundings.ts';
import { PartRenders } from './part-renders.ts';
import { ancestry } from './expressions.ts';
import { nodesByPlace, placed, type NodesByPlace, type PlacedHarm } from './place.ts';
import { SIGNED_WITH } from './pass-link.ts';
import { inOlderRelease } from './older.ts';
import type { TriedUser } from './person.ts';
import type { Subject } from './rule.ts';
import { harmsOf } from './try-values.ts';
import { Skeletons } from './skeleton.ts';
import { unmetGuards } from './unmet.ts';
import { searchUsers, type Search } from './search.ts';

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
  /** What names of the account are held against; without it those that every account has. */
  readonly names?: KnownNames | undefined;
  /** The level of a rule, or `off`, by its code, where it is another one than the rule's own. */
  readonly rules?: RuleLevels | undefined;
};

/** The accounts in which a template is tried: its own, and those that differ in what becomes of nulls. */
type TriedAccounts = {
  readonly own: InAccount;
  readonly others: readonly InAccount[];
  /** Where the same text is compiled in others. */
  readonly all: Accounts;
};

/** A template that was tried on made-up users, those of `search`: `harms` are what their values did. */
export type Trials = {
  readonly subject: Subject;
  readonly accounts: TriedAccounts;
  readonly search: Search;
  /** On whom which values were tried. */
  readonly users: readonly TriedUser[];
  readonly reads: readonly ShapedRead[];
  readonly nodes: NodesByPlace;
  readonly renders: Renders;
  readonly harms: readonly PlacedHarm[];
  /** How many values were tried, and how many were not, as a render of this template costs too much. */
  readonly tried: number;
  readonly left: number;
  /** Whether renders of the whole message for all of them would cost too much. */
  readonly isLarge: boolean;
};

/** What the search for users may cost, in budgets of one template. */
const SEARCHED = 0.4;

/** What it may cost to settle whether somebody reaches a guard. */
const SETTLED = 0.1;

/** What it may cost to compare what users are sent of another text; to read a text as HTML costs about as much as its characters. */
const RETOLD = 0.2;

/** Compiles a template in the accounts in which it is tried. Throws a FindingsError for one that its own account refuses. */
function tryingAccounts(
  map: SourceMap,
  options: LintOptions,
  surroundings: Surroundings,
): TriedAccounts {
  const { file, link } = options;
  const accounts = new Accounts(emulatorOptions(options, surroundings), { file, link });
  const { profile } = accounts;
  const own = { profile, message: messageIn(accounts, map, profile) };
  const others = nullAccounts(own.message.analysis, profile).map((other) => ({
    profile: other,
    // Most others share what is rendered in the own account.
    get message() {
      return messageIn(accounts, map, other);
    },
  }));
  return { own, others, all: accounts };
}

/** What a compiled template gives users, before values are tried. */
export type Untried = Pick<Trials, 'accounts' | 'renders'> & { readonly analysis: Analysis };

/**
 * What is known before a template is tried: users who were found before a change of it, what renders may cost, and which values are to
 * be tried on whom; without `usersOf` all on those found.
 */
type KnownTrials = {
  readonly search?: Search | undefined;
  readonly budget?: Budget;
  readonly usersOf?: ((untried: Untried) => readonly TriedUser[]) | undefined;
};

/**
 * Tries a template on users that are made up from what it reads, or on those who were made up for it before a change. Throws a
 * FindingsError for one that its account refuses.
 */
export function tryUsers(
  map: SourceMap,
  options: LintOptions,
  { search: known, budget = new Budget(), usersOf }: KnownTrials = {},
): Trials {
  const surroundings = new Surroundings();
  const accounts = tryingAccounts(map, options, surroundings);
  const { message, profile } = accounts.own;
  const { analysis } = message;
  const reads = shapesOf(analysis.root, analysis.reads);
  const nodes = nodesByPlace(analysis);
  const around = ancestry(analysis.root);
  const renders = new Renders(map, accounts.all, surroundings);
  const parts = PartRenders.of(message, surroundings, budget);
  const search =
    known ??
    searchUsers(
      message,
      { reads, nodes, around, budget: new Budget(SEARCHED), parts, now: options.clock() },
      renders,
    );
  const { users, unreached } = search;
  const [first] = users;
  const names = nameSources(options.names);
  const unmet = once(() =>
    unmetGuards(users.length === 0 ? [] : search.guards, {
      message,
      reads,
      around,
      surroundings,
      complete: search.complete,
      budget: new Budget(SETTLED),
    }),
  );
  const older = once(() =>
    inOlderRelease({
      map,
      accounts: accounts.all,
      own: accounts.own,
      users,
      renders,
      nodes,
      around,
    }),
  );
  const complete = once(() => first && completeOf(renders.of(first.person)));
  const unknown = once(() => unknownMembers(analysis, names));
  const skeletons = new Skeletons();
  const subject: Subject = {
    analysis,
    profile,
    channel: options.channel,
    names,
    get unknown() {
      return unknown();
    },
    isHtml: options.channel === undefined || isHtml(options.channel),
    reads,
    unreached,
    around,
    get unmet() {
      return unmet();
    },
    changesElements: (html, other) => skeletons.differ(html, other),
    retold: (text) => retold(text, accounts, { users, renders }),
    get older() {
      return older();
    },
    get complete() {
      return complete();
    },
  };
  const tried = usersOf?.({ analysis, accounts, renders }) ?? users;
  const { harms: found, ...counts } = harmsOf(tried, accounts, { whole: renders, budget, parts });
  const harms = placed(found, analysis, { around, nodes });
  return { subject, accounts, search, users: tried, reads, nodes, renders, harms, ...counts };
}

const HOUR = 3_600_000;

/** How much later a message may be sent that is not sent now: other hours of the day, then other days of the week. */
const LATER: readonly number[] = [
  ...[6, 12, 18].map((hours) => hours * HOUR),
  ...[1, 2, 3, 4, 5, 6].map((days) => (days * 24 + 12) * HOUR),
];

/** A tried template, and the options that it was tried with; `now` is the instant, where it is another one than theirs. */
export type TriedNow = {
  readonly trials: Trials;
  readonly options: LintOptions;
  readonly now?: number;
};

/**
 * Tries a template as `tryUsers` does; where nobody is sent it now and it asks for the time, at another hour or day at which
 * somebody is.
 */
export function tryWhenSent(map: SourceMap, options: LintOptions): TriedNow {
  const trials = tryUsers(map, options);
  const isTimed = trials.subject.analysis.map.text.includes('today');
  if (trials.search.users.length > 0 || !isTimed) return { trials, options };
  const now = options.clock();
  for (const later of LATER) {
    const then = { ...options, clock: () => now + later };
    const other = tryUsers(map, then);
    if (other.search.users.length > 0) return { trials: other, options: then, now: now + later };
  }
  return { trials, options };
}

/** What users are sent, and what of another text, as long as that does not cost too much. */
function* retold(
  text: string,
  { own, all }: TriedAccounts,
  { users, renders }: { readonly users: Search['users']; readonly renders: Renders },
): Iterable<readonly [before: string, after: string]> {
  const { message } = all.compile(SourceMap.of(text));
  const other = message && { profile: own.profile, message };
  const budget = new Budget(RETOLD);
  for (const { person } of users) {
    if (!budget.has(0)) return;
    const here = renders.of(person);
    const there = other && rendered(other, person, renders.surroundings);
    budget.spend(here.work * 2 + here.outcome.text.length);
    if (here.outcome.sent) yield [here.outcome.text, there?.outcome.sent ? there.outcome.text : ''];
  }
}

function completeOf({ outcome, prints }: Rendered): Subject['complete'] {
  return { text: outcome.text, prints };
}

/** Links are signed with one secret, whatever the template has, so that their signatures can be verified. */
function withOne(): string {
  return SIGNED_WITH;
}

function emulatorOptions(
  { profile, channel, trigger, hashes, clock }: LintOptions,
  { contentApi, auxTables }: Surroundings,
): EmulatorOptions {
  const account = { contentApi, auxTables, contentBlocks: EVERY_BLOCK };
  return {
    profile,
    channel,
    trigger,
    crypto: hashes,
    clock,
    traced: true,
    signingKey: withOne,
    ...account,
  };
}
