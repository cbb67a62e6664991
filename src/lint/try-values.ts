import type { ShapedRead } from '../analysis/index.ts';
import type { NullField } from '../emulator/index.ts';
import type { Budget } from './budget.ts';
import {
  differing,
  judge,
  type Harm,
  type InAccount,
  type Rendered,
  type WholeTexts,
} from './harm.ts';
import { once } from '../diagnostics/index.ts';
import type { KnownUser, PartRenders } from './part-renders.ts';
import { keyOf, type Person, type TriedUser } from './person.ts';
import type { Part } from './pieces.ts';
import type { Renders } from './renders.ts';
import { providedFor, trialsOf, type Trial } from './trial.ts';

/**
 * What was found, and how many of the values that were to be tried were not, as they would have cost too much. `isLarge`: as renders of
 * the whole message all of them would have.
 */
type Harms = {
  readonly harms: readonly Harm[];
  readonly tried: number;
  readonly left: number;
  readonly isLarge: boolean;
};

/** What renders take and how. */
type Renderers = {
  readonly whole: Renders;
  readonly budget: Budget;
  readonly parts: PartRenders | undefined;
};

/**
 * Tries the values of each read on complete users, in the account and in those that differ from it in one unknown setting. Where all
 * of them cost more than the budget, only what is missing or null, on the first user alone, and as many as it has.
 */
export function harmsOf(
  users: readonly TriedUser[],
  { own, others }: { readonly own: InAccount; readonly others: readonly InAccount[] },
  renders: Renderers,
): Harms {
  const found: Harm[] = [];
  const { budget } = renders;
  const settings = others.map((account) => ({
    account,
    fields: differing(account.profile, own.profile),
  }));
  const planned = users.map(triedOn);
  const all = planned.flat();
  const [first] = users;
  if (first === undefined) return { harms: found, tried: 0, left: 0, isLarge: false };
  const known = users.map(
    ({ person }) =>
      () =>
        new Complete(person, { own, settings }, renders),
  );
  let user = known[0]?.();
  const isLarge = user !== undefined && !budget.has(user.work * rendersOf(all, others.length));
  const isWhole = user === undefined || budget.has(user.costOf(all));
  let tried = 0;
  for (const [at, make] of known.entries()) {
    if (!isWhole && at > 0) break;
    if (at > 0) user = make();
    for (const one of planned[at] ?? []) {
      if (user === undefined) break;
      if (!isWhole && (!isNull(one.trial) || !budget.has(user.cost(one.read)))) continue;
      tried += 1;
      found.push(...user.harmsOf(one));
    }
  }
  return { harms: found, tried, left: all.length - tried, isLarge };
}

/** What it costs to handle one part of a message, as much as so many reports of a render, and so many values of a user or characters of a text more. */
const HANDLED = 100;
const HANDLED_AT_ONCE = 8;
const PIECE = 64;

function count(person: Person): number {
  let size = 0;
  for (const _ of person) size += 1;
  return size;
}

/** A complete user, of whom one value after the other is another. */
class Complete {
  private readonly person: Person;
  private readonly own: InAccount;
  private readonly renders: Renderers;
  private readonly whole: Rendered;
  /** What it costs to make a user of another value, and to put a message together from its pieces. */
  private readonly handling: number;
  /** The accounts that send the user the message. */
  private readonly sending: readonly Settings[];
  /** Absent where a value is not tried on parts: accounts send this user different texts. */
  private readonly known: KnownUser | undefined;

  constructor(
    person: Person,
    { own, settings }: { readonly own: InAccount; readonly settings: readonly Settings[] },
    renders: Renderers,
  ) {
    this.person = person;
    this.own = own;
    this.renders = renders;
    this.whole = this.render(own, person);
    const elsewhere = settings.map((one) => ({
      one,
      rendered: this.renderLike(this.whole, one, () => this.render(one.account, person)),
    }));
    const sending = elsewhere.filter(({ rendered: { outcome } }) => outcome.sent);
    this.sending = sending.map(({ one }) => one);
    const isSame = sending.every(({ rendered }) => isAlike(rendered, this.whole));
    this.handling =
      HANDLED +
      Math.ceil((count(person) + this.whole.outcome.text.length / PIECE) / HANDLED_AT_ONCE);
    this.known = isSame ? renders.parts?.knownUser(own, person, this.whole) : undefined;
  }

  /** What a render of the whole message costs. */
  get work(): number {
    return this.whole.work;
  }

  /** About what it costs to try a value of a read. */
  cost(read: ShapedRead): number {
    const { parts } = this.renders;
    const part = this.known && parts?.pieces.partFor(read);
    if (part === undefined || parts === undefined) return this.work;
    return (this.work * part.at.length) / parts.pieces.size + this.handling;
  }

  /** About what it costs at most to try all of these values. */
  costOf(trials: readonly ReadTrial[]): number {
    const others = this.sending.length;
    return trials.reduce((sum, one) => sum + this.cost(one.read) * rendersOf([one], others), 0);
  }

  harmsOf({ read, trial }: ReadTrial): readonly Harm[] {
    const { own } = this;
    const person = this.person.with(keyOf(read), trial.value);
    const known = this.known?.partFor(read);
    const render = (account: InAccount): Rendered => this.render(account, person, known?.part);
    const here = render(own);
    const elsewhere = isNull(trial)
      ? this.sending.map((one) => ({
          account: one.account,
          rendered: this.renderLike(here, one, () => render(one.account)),
        }))
      : [];
    const whole = (account: InAccount, { outcome: { text } }: Rendered): WholeTexts => {
      const before = this.whole.outcome.text;
      if (known === undefined) return { text: () => text, before };
      const all = (): string =>
        this.known?.wholeWith(known.part, text) ??
        this.renders.whole.of(person, account.profile).outcome.text;
      return { text: once(all), before };
    };
    const complete = known?.complete ?? this.whole;
    return judge({ read, trial, person, complete, here, elsewhere, own, whole });
  }

  private render(account: InAccount, person: Person, part?: Part): Rendered {
    const { parts, whole, budget } = this.renders;
    const made =
      part === undefined || parts === undefined
        ? whole.of(person, account.profile)
        : parts.render(account, part, person);
    budget.spend(part === undefined ? made.work : made.work + this.handling);
    return made;
  }

  /** A render that asks nothing of what an account has otherwise is the same there. */
  private renderLike(here: Rendered, { fields }: Settings, render: () => Rendered): Rendered {
    return fields.every((field) => !here.asked.has(field)) ? here : render();
  }
}

function isAlike(one: Rendered, other: Rendered): boolean {
  if (one === other) return true;
  return (
    one.outcome.text === other.outcome.text &&
    one.prints.length === other.prints.length &&
    one.prints.every(({ node, text }, at) => {
      const print = other.prints[at];
      return print?.node === node && print.text === text;
    })
  );
}

/** A value to try, and what it is of. */
type ReadTrial = { readonly read: ShapedRead; readonly trial: Trial };

/** The values that are tried on a user. */
export function triedOn({ person, reads, values }: TriedUser): readonly ReadTrial[] {
  return [
    ...reads.flatMap((read) =>
      trialsOf(read, person.get(keyOf(read))).map((trial) => ({ read, trial })),
    ),
    ...values.map((one) => ({ read: one.read, trial: providedFor(one) })),
  ];
}

/** The most renders that trials take beside so many other accounts. */
function rendersOf(trials: readonly ReadTrial[], others: number): number {
  return trials.reduce((sum, { trial }) => sum + 1 + (isNull(trial) ? others : 0), 0);
}

/** Whether accounts may differ in what becomes of a value. */
function isNull({ kind }: Trial): boolean {
  return kind === 'missing' || kind === 'null' || kind === 'provided-for';
}

/** An account, and in which fields about nulls it differs from the own one: in nothing else does it. */
type Settings = { readonly account: InAccount; readonly fields: readonly NullField[] };
