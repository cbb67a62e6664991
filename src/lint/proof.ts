import { FindingsError, once, SourceMap, type Finding, type Fix } from '../diagnostics/index.ts';
import type { MessageOutcome } from '../account/index.ts';
import { Budget } from './budget.ts';
import { isLabelled, type InAccount } from './harm.ts';
import { partsInChange } from './changed.ts';
import { tryUsers, type LintOptions, type Trials, type Untried } from './judge.ts';
import { keyOf, type Person, type TriedUser } from './person.ts';
import { Pieces } from './pieces.ts';
import { ofHarms, ofTexts, type HarmFinding } from './report.ts';
import type { Change } from './rule.ts';
import { toldOfMessage } from './told.ts';
import { triedOn } from './try-values.ts';

/** What all fixes of a template may cost, in budgets of one template. */
const PROVEN = 10;

/** What it costs to read and compile a character of a changed text in its accounts. */
const COMPILED = 4;

/** The trials of a changed text; undefined where its account refuses it. */
type Tried = Trials | 'too large' | undefined;

/** A template before and after changes: what was found and who was sent what is worked out once for all of them. */
export class Proof {
  readonly before: Trials;
  private readonly map: SourceMap;
  private readonly options: LintOptions;
  private readonly tried: Map<string, Tried> = new Map();
  private readonly budget: Budget = new Budget(PROVEN);
  private readonly skipped: Set<Finding> = new Set();
  private readonly mended: Set<Finding> = new Set();
  /** What each user is sent before changes, account by account. */
  private readonly outcomes: Map<Person, readonly MessageOutcome[]> = new Map();
  private readonly pieces: () => Pieces | undefined;
  private readonly counts: () => ReadonlyMap<string, number>;

  constructor(before: Trials, map: SourceMap, options: LintOptions) {
    this.before = before;
    this.map = map;
    this.options = options;
    this.pieces = once(() => Pieces.of(before.subject.analysis, 0));
    this.counts = once(() => countsOf(before));
  }

  /** How many findings have no fix as a change was not tried, whose renders would cost too much. */
  get untried(): number {
    return [...this.skipped].filter((finding) => !this.mended.has(finding)).length;
  }

  /** The fix of a finding about a value: the change, where it removes the finding and brings no other. */
  ofHarm(found: HarmFinding, change: Change): Fix | undefined {
    const { map } = this.before.subject.analysis;
    const after = this.after(map.edited(change.edits).text, true, found.finding);
    if (after === undefined || !this.isMended(after, found)) return undefined;
    const edits = change.edits.map(({ from, to, text }) => {
      const [start, end] = map.origin(from, to);
      return { from: start, to: end, text };
    });
    this.mended.add(found.finding);
    return { title: change.title, edits, safety: this.isSafe(after) ? 'safe' : 'unsafe' };
  }

  /** The fix of a finding about the text; `isOfFile`: the offsets are those of the file, not of what Jinja reads. */
  ofText(finding: Finding, change: Change, isOfFile: boolean): Fix | undefined {
    const isWhole = this.map.text === this.map.source.text;
    if (change.edits.length === 0 || (isOfFile && !isWhole)) return undefined;
    const map = isOfFile ? this.map : this.before.subject.analysis.map;
    const after = this.after(map.edited(change.edits).text, false, finding);
    if (after === undefined) return undefined;
    const [was, is] = [this.before, after].map((trials) => timesOf(finding.code, trials));
    if (is === undefined || was === undefined || is >= was || this.bringsErrors(after))
      return undefined;
    const edits = change.edits.map(({ from, to, text }) => {
      const [start, end] = map.origin(from, to);
      return { from: start, to: end, text };
    });
    this.mended.add(finding);
    return { title: change.title, edits, safety: this.isSafe(after) ? 'safe' : 'unsafe' };
  }

  /** The trials of a text that is changed for a finding, of the same users where `shares`; undefined where it is refused or not tried. */
  private after(text: string, shares: boolean, finding: Finding): Trials | undefined {
    // All of them are compared in whole messages.
    const made = this.before.isLarge ? 'too large' : this.triedWith(text, shares);
    if (made === 'too large') this.skipped.add(finding);
    return made === 'too large' ? undefined : made;
  }

  private triedWith(text: string, shares: boolean): Tried {
    const key = `${shares} ${text}`;
    if (this.tried.has(key)) return this.tried.get(key);
    const made = this.tryText(text, shares);
    this.tried.set(key, made);
    return made;
  }

  private tryText(text: string, shares: boolean): Tried {
    const known = shares
      ? { search: this.before.search, usersOf: (after: Untried) => this.concerned(after) }
      : {};
    this.budget.spend(text.length * COMPILED);
    try {
      const made = tryUsers(SourceMap.of(text), this.options, { ...known, budget: this.budget });
      return made.isLarge ? 'too large' : made;
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      return undefined;
    }
  }

  /**
   * The users of the template before a change, with the values to be tried after it: where all of them are sent the same as before in
   * every account, those that have a part in what was changed, as every other value does what it did.
   */
  private concerned(after: Untried): readonly TriedUser[] {
    const { users } = this.before.search;
    const [was, is] = [this.pieces(), Pieces.of(after.analysis, 0)];
    if (was === undefined || is === undefined) return users;
    const isSame = users.every(({ person }) =>
      this.isEverywhere(person, after, (one, other) => one.sent && isAlike(one, other)),
    );
    if (!isSame) return users;
    const isConcerned = partsInChange(was, is);
    return users.map(({ person, reads, values }) => ({
      person,
      reads: reads.filter(isConcerned),
      values: values.filter(({ read }) => isConcerned(read)),
    }));
  }

  /** Whether a finding is gone and there is no other in its place. */
  private isMended(after: Trials, { finding, harm }: HarmFinding): boolean {
    const read = keyOf(harm.read);
    if (!after.users.some(({ reads }) => reads.some((one) => keyOf(one) === read))) return false;
    const was = this.counts();
    const is = countsOf(after);
    const key = `${finding.code} ${read}`;
    if ((is.get(key) ?? 0) >= (was.get(key) ?? 0)) return false;
    return [...is].every(([one, times]) => times <= (was.get(one) ?? 0));
  }

  /** Whether a change of the text brings an error about a value that was not there. */
  private bringsErrors(after: Trials): boolean {
    return errorsOf(after) > errorsOf(this.before);
  }

  /** Whether each user who was sent the message is sent the same, and only drops without a reason became something else. */
  private isSafe(after: Trials): boolean {
    const { search } = this.before;
    const users = after.search === search ? after.users : search.users;
    return peopleOf(users).every((person) => this.isEverywhere(person, after, isKept));
  }

  /** Whether something is so of what a user is sent before a change and after it, in each account; false where there are other accounts. */
  private isEverywhere(person: Person, after: InAccounts, isSo: Comparison): boolean {
    if (accountsOf(after).length !== accountsOf(this.before).length) return false;
    let known = this.outcomes.get(person);
    if (known === undefined) {
      known = outcomesIn(this.before, person, this.budget);
      this.outcomes.set(person, known);
    }
    return isInEach(known, after, { person, budget: this.budget }, isSo);
  }
}

/**
 * Whether another text does the same to every made-up user in every account: sends the same bytes, or does not send. Throws a
 * FindingsError where one of them is refused.
 */
export function rendersAlike(before: SourceMap, after: SourceMap, options: LintOptions): boolean {
  const one = tryUsers(before, options);
  const other = tryUsers(after, options, { search: one.search });
  const budget = new Budget();
  return (
    accountsOf(other).length === accountsOf(one).length &&
    peopleOf(one.users).every((person) =>
      isInEach(outcomesIn(one, person, budget), other, { person, budget }, isAlike),
    )
  );
}

/** What a text gives users in some accounts. */
type InAccounts = Pick<Trials, 'accounts' | 'renders'>;

type Comparison = (was: MessageOutcome, is: MessageOutcome) => boolean;

/** Whether something is so of what a user was sent in each account and is sent there now; accounts behind the first where it is not are not rendered. */
function isInEach(
  outcomes: readonly MessageOutcome[],
  after: InAccounts,
  { person, budget }: { readonly person: Person; readonly budget: Budget },
  isSo: Comparison,
): boolean {
  return accountsOf(after).every(({ profile }, at) => {
    const was = outcomes[at];
    const { outcome, work } = after.renders.of(person, profile);
    budget.spend(work);
    return was !== undefined && isSo(was, outcome);
  });
}

function isAlike(one: MessageOutcome, other: MessageOutcome): boolean {
  return one.sent === other.sent && one.text === other.text;
}

function errorsOf({ harms, subject }: Trials): number {
  return ofHarms(harms, subject).filter(({ finding }) => finding.severity === 'error').length;
}

function accountsOf({ accounts }: Pick<Trials, 'accounts'>): readonly InAccount[] {
  return [accounts.own, ...accounts.others];
}

/** The users, and each of them with each value that is tried on them. */
function peopleOf(users: readonly TriedUser[]): readonly Person[] {
  return users.flatMap((user) => [
    user.person,
    ...triedOn(user).map(({ read, trial }) => user.person.with(keyOf(read), trial.value)),
  ]);
}

function outcomesIn(trials: InAccounts, person: Person, budget: Budget): readonly MessageOutcome[] {
  return accountsOf(trials).map(({ profile }) => {
    const { outcome, work } = trials.renders.of(person, profile);
    budget.spend(work);
    return outcome;
  });
}

/** How often each rule finds something about each attribute. */
function countsOf({ harms, subject }: Trials): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { finding, harm } of ofHarms(harms, subject)) {
    if (finding.severity === 'note') continue;
    const key = `${finding.code} ${keyOf(harm.read)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** How often a rule about the text, or about what is told of it, finds something. */
function timesOf(code: string, { subject, accounts }: Trials): number {
  const told = toldOfMessage(accounts.own.message, () => subject.complete?.text);
  return [...told, ...ofTexts(subject)].filter(({ finding }) => finding.code === code).length;
}

function isKept(before: MessageOutcome, after: MessageOutcome): boolean {
  if (before.sent) return after.sent && after.text === before.text;
  return !before.failures.some(isLabelled) || (!after.sent && after.failures.some(isLabelled));
}
