import { NOT_SEND, type Failure, type Profile, type ProfileField } from '../account/index.ts';
import { touchedFields, type Analysis, type ShapedRead } from '../analysis/index.ts';
import { worlds, type CompiledMessage, type NullField, type Observed } from '../emulator/index.ts';
import type { ast } from '../jinja/index.ts';
import type { Budget } from './budget.ts';
import { keyOf, withValue, type Person, type Surroundings, type TriedUser } from './person.ts';
import { trialsOf, type Trial } from './trial.ts';

/** What one print statement gave in a render. */
export type Print = { readonly node: ast.Node; readonly text: string };

/** The same, with what it gave for the complete user. */
export type ChangedPrint = Print & { readonly before: string };

/**
 * What a value does to a message that a complete user is sent. `dropped`: the user is not mailed, and no tag of the template says why;
 * `failure` says it. `sent`: the message differs; `prints` are what the statements put out, in order, those of the complete user
 * in `complete`. `fields` are the unknown settings of the account that it depends on; where there are none it is so in every account.
 */
export type Harm = {
  readonly read: ShapedRead;
  readonly trial: Trial;
  readonly fields: readonly ProfileField[];
  /** The user with the tried value, and the account in which it does this. */
  readonly person: Person;
  readonly profile: Profile;
} & (
  | { readonly effect: 'dropped'; readonly failure: Failure }
  /** Not mailed, for two reasons of the template at once; `failure` is the second. */
  | { readonly effect: 'counted'; readonly failure: Failure }
  | {
      readonly effect: 'sent';
      readonly prints: readonly ChangedPrint[];
      readonly text: string;
      readonly completeText: string;
    }
);

/** A message as one account has it. */
export type InAccount = { readonly profile: Profile; readonly message: CompiledMessage };

type Rendered = Observed & { readonly prints: readonly Print[] };

/** Settings that decide what becomes of a value that is missing or null. */
const OF_NULLS: readonly NullField[] = ['missing', 'null', 'default'];

/** What was found, and how many of the values that were to be tried were not, as they would have cost too much. */
export type Harms = {
  readonly harms: readonly Harm[];
  readonly tried: number;
  readonly left: number;
};

/**
 * Tries the values of each read on complete users, in the account and in those that differ from it in one unknown setting. Where all
 * of them cost more than the budget, only what is missing or null, on the first user alone, and as many as it has.
 */
export function harmsOf(
  users: readonly TriedUser[],
  { own, others }: { readonly own: InAccount; readonly others: readonly InAccount[] },
  { surroundings, budget }: { readonly surroundings: Surroundings; readonly budget: Budget },
): Harms {
  const found: Harm[] = [];
  const render = (account: InAccount, person: Person): Rendered => {
    const made = rendered(account, person, surroundings);
    budget.spend(made.work);
    return made;
  };
  const settings = others.map((account) => settingsOf(account, own));
  /** A render that asks nothing of what an account has otherwise is the same there. */
  const renderLike = (here: Rendered, { account, fields }: Settings, person: Person): Rendered =>
    fields?.every((field) => !here.asked.has(field)) ? here : render(account, person);
  const planned = users.map(({ person, reads }) => triedOn(person, reads));
  const all = planned.flat();
  const [first] = users;
  const cost = first === undefined ? 0 : render(own, first.person).work;
  const isWhole = budget.has(cost * rendersOf(all, others.length));
  let tried = 0;
  for (const [at, { person: user }] of users.entries()) {
    if (!isWhole && at > 0) break;
    const complete = render(own, user);
    const sending = settings.filter((one) => renderLike(complete, one, user).outcome.sent);
    for (const { read, trial } of planned[at] ?? []) {
      if (!isWhole && (!isNull(trial) || !budget.has(cost))) continue;
      tried += 1;
      const person = withValue(user, keyOf(read), trial.value);
      const here = render(own, person);
      const elsewhere = isNull(trial)
        ? sending.map((one) => ({ account: one.account, rendered: renderLike(here, one, person) }))
        : [];
      found.push(...judge({ read, trial, person, complete, here, elsewhere, own }));
    }
  }
  return { harms: found, tried, left: all.length - tried };
}

type ReadTrial = { readonly read: ShapedRead; readonly trial: Trial };

/** The values that are tried on a user. */
function triedOn(user: Person, reads: readonly ShapedRead[]): readonly ReadTrial[] {
  return reads.flatMap((read) =>
    trialsOf(read, user.get(keyOf(read))).map((trial) => ({ read, trial })),
  );
}

/** The most renders that trials take beside so many other accounts. */
function rendersOf(trials: readonly ReadTrial[], others: number): number {
  return trials.reduce((sum, { trial }) => sum + 1 + (isNull(trial) ? others : 0), 0);
}

/** Whether accounts may differ in what becomes of a value. */
function isNull({ kind }: Trial): boolean {
  return kind === 'missing' || kind === 'null';
}

/** An account, and in which fields about nulls it differs from the own one; absent where more of the message may differ. */
type Settings = { readonly account: InAccount; readonly fields: readonly NullField[] | undefined };

function settingsOf(account: InAccount, own: InAccount): Settings {
  const isLike = own.message.isLike(account.message);
  return { account, fields: isLike ? differing(account.profile, own.profile) : undefined };
}

/** Renders a message for a person, and notes what each print statement puts out. */
export function rendered(
  { message }: InAccount,
  person: Person,
  surroundings: Surroundings,
): Rendered {
  const recipient = surroundings.use(person);
  const prints: Print[] = [];
  const observed = message.observe(recipient, (node, text) => prints.push({ node, text }));
  return { ...observed, prints };
}

type Tried = {
  readonly read: ShapedRead;
  readonly trial: Trial;
  readonly person: Person;
  readonly complete: Rendered;
  readonly here: Rendered;
  readonly elsewhere: readonly { readonly account: InAccount; readonly rendered: Rendered }[];
  readonly own: InAccount;
};

function judge(tried: Tried): readonly Harm[] {
  const { read, trial, person, complete, here, elsewhere, own } = tried;
  const base = { read, trial, person, profile: own.profile };
  const fieldsWhere = (is: (rendered: Rendered) => boolean): readonly ProfileField[] => {
    const sets = elsewhere
      .filter(({ rendered }) => is(rendered))
      .map(({ account }) => differing(account.profile, own.profile));
    const single = sets.filter(({ length }) => length === 1);
    return [...new Set((single.length > 0 ? single : sets).flat())];
  };
  const [, second] = here.outcome.sent ? [] : here.outcome.failures.filter(isReason);
  if (second !== undefined && complete.outcome.sent)
    return [{ ...base, effect: 'counted', failure: second, fields: [] }];
  if (!here.outcome.sent)
    return unlabelled(here.outcome.failures).map((failure) => {
      const fields = fieldsWhere(({ outcome }) => outcome.sent);
      return { ...base, effect: 'dropped' as const, failure, fields };
    });
  const found: Harm[] = [];
  const text = here.outcome.text;
  if (complete.outcome.sent && text !== complete.outcome.text)
    found.push({ ...base, effect: 'sent', ...sent(here, complete), fields: [] });
  for (const { account, rendered } of elsewhere) {
    const { profile } = account;
    const there = { ...base, profile, fields: differing(profile, own.profile) };
    if (!rendered.outcome.sent)
      for (const failure of unlabelled(rendered.outcome.failures))
        found.push({ ...there, effect: 'dropped', failure });
    else if (rendered.outcome.text !== text)
      found.push({ ...there, effect: 'sent', ...sent(rendered, complete) });
  }
  return found;
}

function sent(
  here: Rendered,
  complete: Rendered,
): Pick<Extract<Harm, { effect: 'sent' }>, 'prints' | 'text' | 'completeText'> {
  return {
    prints: changedPrints(here.prints, complete.prints),
    text: here.outcome.text,
    completeText: complete.outcome.text,
  };
}

/** The first print of each statement that puts out something else than for the complete user. */
function changedPrints(
  prints: readonly Print[],
  complete: readonly Print[],
): readonly ChangedPrint[] {
  const before = new Map<ast.Node, string[]>();
  for (const { node, text } of complete) {
    const known = before.get(node);
    if (known === undefined) before.set(node, [text]);
    else known.push(text);
  }
  const found = new Map<ast.Node, ChangedPrint>();
  for (const print of prints) {
    const texts = before.get(print.node);
    const text = texts?.shift() ?? '';
    if (text !== print.text && !found.has(print.node))
      found.set(print.node, { ...print, before: text });
  }
  return [...found.values()];
}

function isReason({ category }: Failure): boolean {
  return category === 'Custom Error Message';
}

/** Whether a failure says why in the template's own words. */
export function isLabelled({ category, message }: Failure): boolean {
  return isReason({ category, message }) || message.includes(NOT_SEND);
}

/** The failures that drop a user without a word of the template, where there is no other that has one. */
function unlabelled(failures: readonly Failure[]): readonly Failure[] {
  return failures.some(isLabelled) ? [] : failures;
}

function differing(profile: Profile, base: Profile): readonly NullField[] {
  return OF_NULLS.filter((field) => profile[field] !== base[field]);
}

/** The accounts that differ from a profile in what becomes of nulls, as far as the template can tell and it is not known. */
export function nullAccounts(analysis: Analysis, profile: Profile): readonly Profile[] {
  const fields = touchedFields(analysis, profile).filter((field) =>
    OF_NULLS.some((one) => one === field),
  );
  const single = fields.flatMap((field) => worlds(profile, [field]).slice(1));
  const none = single.find(({ missing }) => missing === 'none');
  const both = none === undefined ? [] : worlds(none, ['default']).slice(1);
  return [...single, ...both];
}
