import type { PlacedBranch, CompiledMessage } from '../emulator/index.ts';
import type { Failure } from '../account/index.ts';
import type { ShapedRead } from '../analysis/index.ts';
import { ast, type Value } from '../jinja/index.ts';
import type { Budget } from './budget.ts';
import { datesAround } from './dates-around.ts';
import type { Around } from './expressions.ts';
import { isLabelled } from './harm.ts';
import type { PartRenders } from './part-renders.ts';
import type { Part } from './pieces.ts';
import type { NodesByPlace } from './place.ts';
import { Repair, type Repaired } from './repair.ts';
import {
  alternativesOf,
  isDate,
  keyOf,
  type Person,
  type TriedUser,
  type TriedValue,
} from './person.ts';
import type { Renders } from './renders.ts';

/** So many renders look for users at most, and so many users are varied. */
const MOST_RENDERS = 3000;
const MOST_USERS = 16;

/** Users with every attribute who take the branches of a template, and the branches that none of them was found for. */
export type Search = {
  /** Those who are sent the message, the first as complete as possible. */
  readonly users: readonly TriedUser[];
  readonly unreached: readonly PlacedBranch[];
  /** Why the most complete user is not sent it; none where one is. */
  readonly failures: readonly Failure[];
  /** A complete user, sent or not, and the calls of MOE_NOT_SEND that no user was found for. */
  readonly complete: Person;
  readonly guards: readonly ast.Node[];
  /** Whether the search ended because renders cost too much. */
  readonly isCut: boolean;
};

/** Looks for complete users: a first one, and one more for each branch that those before do not take. */
export function searchUsers(
  message: CompiledMessage,
  parts: SearchedParts,
  renders: Renders,
): Search {
  return new Searcher(message, parts, renders).search();
}

/** What a template reads, and its nodes by their places. */
type SearchedParts = {
  readonly reads: readonly ShapedRead[];
  /** The present instant in epoch milliseconds, on which dates may be compared with today. */
  readonly now: number;
  readonly nodes: NodesByPlace;
  readonly around: Around;
  readonly budget: Budget;
  /** Absent where the template is rendered as one. */
  readonly parts: PartRenders | undefined;
};

/** A user who was found, and whether they are sent the message. */
type Found = TriedUser & {
  readonly values: TriedValue[];
  readonly isSent: boolean;
  /** Whether they are not, and the template says why. */
  readonly isLabelled: boolean;
};

function foundUser({
  outcome,
  ...user
}: Omit<Found, 'isSent' | 'isLabelled'> & Pick<Repaired, 'outcome'>): Found {
  const { sent } = outcome;
  return { ...user, isSent: sent, isLabelled: !sent && outcome.failures.some(isLabelled) };
}

class Searcher {
  private readonly message: CompiledMessage;
  private readonly reads: readonly ShapedRead[];
  private readonly renders: Renders;
  private readonly repair: Repair;
  /** The branches of the file itself: what is in a snippet is the compiler's. */
  private readonly branches: readonly PlacedBranch[];
  private readonly own: ReadonlySet<PlacedBranch>;
  private readonly taken: Set<PlacedBranch> = new Set();
  private readonly visited: Set<Person> = new Set();
  private readonly queue: Found[] = [];
  private readonly budget: Budget;
  private readonly parts: PartRenders | undefined;
  /** Dates that are today, or as many days away as the template compares numbers with. */
  private readonly dates: readonly string[];
  /** What a render of the last user cost. */
  private work = 0;
  private left = MOST_RENDERS;

  constructor(
    message: CompiledMessage,
    { reads, nodes, around, budget, now, parts }: SearchedParts,
    renders: Renders,
  ) {
    this.message = message;
    this.reads = reads;
    this.renders = renders;
    this.budget = budget;
    this.parts = parts;
    this.dates = datesAround(now, message.analysis.root);
    const { map } = message.analysis;
    this.repair = new Repair(message.analysis, {
      reads,
      nodes,
      around,
      dates: this.dates,
      render: (person) => this.render(person),
      isOver: () => !this.budget.has(this.work),
    });
    this.branches = message.branches.filter(({ node }) => map.isVerbatim(node.start, node.end));
    this.own = new Set(this.branches);
  }

  search(): Search {
    const { map, reads } = this.message.analysis;
    const complete = this.repair.complete();
    const { person: first, replaced, outcome } = complete;
    this.visit(first);
    const own = reads.all.filter(({ node }) => map.isVerbatim(node.start, node.end)).map(keyOf);
    const values = outcome.sent ? [...replaced] : [];
    this.queue.push(foundUser({ ...complete, reads: this.shaped(own), values }));
    for (const user of this.queue) this.vary(user);
    this.pairs(first);
    this.fallbacks(first);
    const [most, ...others] = this.queue.filter((user) => user.isSent);
    // Where the first is not sent, as by a guard, the next one is tried with all that the template reads.
    const all = most && { ...most, reads: this.shaped(own) };
    const sent = all === undefined ? [] : [all, ...others].slice(0, MOST_USERS);
    const unreached = this.branches.filter(
      (branch) => branch.kind === 'branch' && !this.taken.has(branch),
    );
    const guards = this.branches.flatMap((branch) =>
      branch.kind === 'guard' && !this.taken.has(branch) ? branch.node : [],
    );
    const failures = outcome.sent ? [] : outcome.failures;
    const isCut = !this.budget.has(this.work);
    return { users: sent, unreached, failures, complete: first, guards, isCut };
  }

  private shaped(keys: Iterable<string>): readonly ShapedRead[] {
    const wanted = new Set(keys);
    return this.reads.filter((read) => wanted.has(keyOf(read)));
  }

  private render(person: Person): ReturnType<CompiledMessage['render']> {
    const { outcome, work } = this.renders.of(person);
    this.work = work;
    this.budget.spend(work);
    return outcome;
  }

  /** Notes the branches that a person takes, and gives those that are new. */
  private visit(person: Person): readonly PlacedBranch[] {
    if (this.left <= 0 || !this.budget.has(this.work)) return [];
    this.left -= 1;
    this.budget.spend(this.work);
    // A value that is tried may be the one that the person has.
    if (this.visited.has(person)) return [];
    this.visited.add(person);
    return this.note(this.message.taken(this.renders.surroundings.use(person)));
  }

  /** Notes branches that are taken, and gives those that are new. */
  private note(branches: readonly PlacedBranch[]): readonly PlacedBranch[] {
    const fresh = branches.filter((branch) => this.own.has(branch) && !this.taken.has(branch));
    for (const branch of fresh) this.taken.add(branch);
    return fresh;
  }

  private get isDone(): boolean {
    return (
      this.taken.size === this.branches.length ||
      this.queue.length >= MOST_USERS ||
      this.left <= 0 ||
      !this.budget.has(this.work)
    );
  }

  private vary(user: Found): void {
    const { person } = user;
    // What ends a render hides the branches behind it.
    const parts = user.isSent ? this.parts : undefined;
    for (const read of this.reads)
      for (const value of this.others(read)) {
        if (this.isDone) return;
        const other = person.with(keyOf(read), value);
        const part = parts?.pieces.partFor(read);
        const fresh = part === undefined ? this.visit(other) : this.visitPart(other, part);
        if (fresh.length === 0) continue;
        const found = this.found(this.repair.repaired(other, read), fresh);
        this.queue.push(found);
        this.compare(user, found, read);
      }
  }

  /** Where one of two users is sent the message and the other is not, without a reason: the value of the other is tried on the one. */
  private compare(one: Found, other: Found, read: ShapedRead): void {
    if (one.isSent === other.isSent) return;
    const [sent, dropped] = one.isSent ? [one, other] : [other, one];
    const value = dropped.person.get(keyOf(read));
    if (!dropped.isLabelled && value !== undefined && this.repair.isMeant(read, value))
      sent.values.push({ read, value });
  }

  /** The other values that may lead a template another way. */
  private others(read: ShapedRead): readonly (Value | undefined)[] {
    return [...alternativesOf(read), ...(isDate(read) ? this.dates : []), undefined];
  }

  /** The same where only a part of the message may take other branches than those that are noted. */
  private visitPart(person: Person, part: Part): readonly PlacedBranch[] {
    const { parts } = this;
    if (this.left <= 0 || parts === undefined) return [];
    this.left -= 1;
    this.budget.spend(Math.ceil((this.work * part.at.length) / parts.pieces.size));
    return this.note(parts.taken(this.message, part, person, this.budget));
  }

  /** A user who was found for new branches. */
  private found(
    { person, outcome }: Pick<Repaired, 'person' | 'outcome'>,
    fresh: readonly PlacedBranch[],
  ): Found {
    const { reads } = this.message.analysis;
    const inside = fresh.flatMap(({ node }) => reads.of(node)).map(keyOf);
    return foundUser({ person, outcome, reads: this.shaped(inside), values: [] });
  }

  /** For a branch that no single change reaches: two of the attributes in its condition at once. */
  private pairs(base: Person): void {
    for (const { node } of this.branches) {
      if (this.isDone) return;
      if (node.typename !== 'If') continue;
      const { reads } = this.message.analysis;
      const inTest = new Set(reads.of(node.test).map(keyOf));
      const both = this.reads.filter((read) => inTest.has(keyOf(read)));
      both.forEach((one, at) => {
        for (const other of both.slice(at + 1)) this.pair(base, one, other);
      });
    }
  }

  /** For each `or`, a user who has no value of its left operand, so that what the right one reads counts. */
  private fallbacks(base: Person): void {
    const { root, reads, map } = this.message.analysis;
    const keysIn = (node: ast.Node): readonly string[] => reads.of(node).map(keyOf);
    ast.visit(root, {
      Or: ({ start, end, left, right }) => {
        const before = keysIn(left);
        const inside = keysIn(right).filter((key) => !before.includes(key));
        if (before.length === 0 || inside.length === 0 || !map.isVerbatim(start, end)) return;
        for (const value of [undefined, '']) {
          if (this.queue.length >= MOST_USERS || !this.budget.has(this.work)) return;
          const person = before.reduce((one, key) => one.with(key, value), base);
          const outcome = this.render(person);
          if (!outcome.sent) continue;
          this.queue.push(foundUser({ person, outcome, reads: this.shaped(inside), values: [] }));
          return;
        }
      },
    });
  }

  private pair(base: Person, one: ShapedRead, other: ShapedRead): void {
    for (const a of this.others(one))
      for (const b of this.others(other)) {
        if (this.isDone) return;
        const person = base.with(keyOf(one), a).with(keyOf(other), b);
        const fresh = this.visit(person);
        if (fresh.length > 0) this.queue.push(this.found(this.repair.repaired(person), fresh));
      }
  }
}
