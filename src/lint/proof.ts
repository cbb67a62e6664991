import { FindingsError, SourceMap, type Finding, type Fix } from '../diagnostics/index.ts';
import type { MessageOutcome } from '../account/index.ts';
import { Budget } from './budget.ts';
import { isLabelled, type InAccount } from './harm.ts';
import { tryUsers, type LintOptions, type Trials } from './judge.ts';
import { keyOf, type Person } from './person.ts';
import { ofHarms, ofTexts, type HarmFinding } from './report.ts';
import type { Change } from './rule.ts';
import { toldOfMessage } from './told.ts';
import { triedOn } from './try-values.ts';

/** What all fixes of a template may cost, in budgets of one template. */
const PROVEN = 10;

/** What it costs to read and compile a character of a changed text in its accounts. */
const COMPILED = 4;

/** Every user that a template was judged with, and what it does with them in each of its accounts. */
type Outcomes = {
  readonly people: readonly Person[];
  readonly of: readonly (readonly MessageOutcome[])[];
};

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
  private facts: { counts?: ReadonlyMap<string, number>; outcomes?: Outcomes } = {};

  constructor(before: Trials, map: SourceMap, options: LintOptions) {
    this.before = before;
    this.map = map;
    this.options = options;
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
    const search = shares ? this.before.search : undefined;
    this.budget.spend(text.length * COMPILED);
    try {
      const made = tryUsers(SourceMap.of(text), this.options, { search, budget: this.budget });
      return made.isLarge ? 'too large' : made;
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      return undefined;
    }
  }

  /** Whether a finding is gone and there is no other in its place. */
  private isMended(after: Trials, { finding, harm }: HarmFinding): boolean {
    const was = (this.facts.counts ??= countsOf(this.before));
    const is = countsOf(after);
    const key = `${finding.code} ${keyOf(harm.read)}`;
    if ((is.get(key) ?? 0) >= (was.get(key) ?? 0)) return false;
    return [...is].every(([one, times]) => times <= (was.get(one) ?? 0));
  }

  /** Whether a change of the text brings an error about a value that was not there. */
  private bringsErrors(after: Trials): boolean {
    return errorsOf(after) > errorsOf(this.before);
  }

  /** Whether each user who was sent the message is sent the same, and only drops without a reason became something else. */
  private isSafe(after: Trials): boolean {
    const { people, of } = (this.facts.outcomes ??= outcomesOf(this.before, this.budget));
    const accounts = accountsOf(after);
    return (
      accounts.length === of.length &&
      accounts.every((account, at) =>
        people.every((person, index) => {
          const was = of[at]?.[index];
          const { outcome, work } = after.renders.of(person, account.profile);
          this.budget.spend(work);
          return was !== undefined && isKept(was, outcome);
        }),
      )
    );
  }
}

/**
 * Whether another text does the same to every made-up user in every account: sends the same bytes, or does not send. Throws a
 * FindingsError where one of them is refused.
 */
export function rendersAlike(before: SourceMap, after: SourceMap, options: LintOptions): boolean {
  const one = tryUsers(before, options);
  const { people, of } = outcomesOf(one, new Budget());
  const other = tryUsers(after, options, { search: one.search });
  const accounts = accountsOf(other);
  return (
    accounts.length === of.length &&
    accounts.every((account, at) =>
      people.every((person, index) => {
        const was = of[at]?.[index];
        const is = other.renders.of(person, account.profile).outcome;
        return was?.sent === is.sent && was.text === is.text;
      }),
    )
  );
}

function errorsOf({ harms, subject }: Trials): number {
  return ofHarms(harms, subject).filter(({ finding }) => finding.severity === 'error').length;
}

function accountsOf({ accounts }: Trials): readonly InAccount[] {
  return [accounts.own, ...accounts.others];
}

function outcomesOf(trials: Trials, budget: Budget): Outcomes {
  const people = trials.search.users.flatMap((user) => [
    user.person,
    ...triedOn(user).map(({ read, trial }) => user.person.with(keyOf(read), trial.value)),
  ]);
  const of = accountsOf(trials).map((account) =>
    people.map((person) => {
      const { outcome, work } = trials.renders.of(person, account.profile);
      budget.spend(work);
      return outcome;
    }),
  );
  return { people, of };
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
