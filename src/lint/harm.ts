import { NOT_SEND, type Failure, type Profile, type ProfileField } from '../account/index.ts';
import { touchedFields, type Analysis, type ShapedRead } from '../analysis/index.ts';
import {
  NULL_FIELDS,
  worlds,
  type CompiledMessage,
  type NullField,
  type Observed,
} from '../emulator/index.ts';
import type { ast } from '../jinja/index.ts';
import type { Person } from './person.ts';
import type { Surroundings } from './surroundings.ts';
import type { Trial } from './trial.ts';

/** What one print statement gave in a render. */
export type Print = { readonly node: ast.Node; readonly text: string };

/** The same, with what it gave for the complete user. */
type ChangedPrint = Print & { readonly before: string };

/**
 * What a value does to a message that a complete user is sent. `dropped`: the user is not mailed, and no tag of the template says why;
 * `failure` says it. `sent`: the message differs; `prints` are what the statements put out, in order.
 * `fields` are the unknown settings of the account that it depends on; where there are none it is so in every account.
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
      readonly whole: WholeTexts;
    }
);

/** All of a message, put together when it is asked for, and all that the complete user is sent. */
export type WholeTexts = { readonly text: () => string; readonly before: string };

/** A message as one account has it. */
export type InAccount = { readonly profile: Profile; readonly message: CompiledMessage };

/** A render, and what each print statement put out, in order. */
export type Rendered = Observed & { readonly prints: readonly Print[] };

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

/** A value that was tried on a user: what the complete user is sent, and this one, here and in other accounts. */
export type Tried = {
  readonly read: ShapedRead;
  readonly trial: Trial;
  readonly person: Person;
  readonly complete: Rendered;
  readonly here: Rendered;
  readonly elsewhere: readonly { readonly account: InAccount; readonly rendered: Rendered }[];
  readonly own: InAccount;
  readonly whole: (account: InAccount, rendered: Rendered) => WholeTexts;
};

type SentHarm = Extract<Harm, { effect: 'sent' }>;

/** What a value did to a user. */
export function judge(tried: Tried): readonly Harm[] {
  const { read, trial, person, complete, here, elsewhere, own, whole } = tried;
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
  const sent = (account: InAccount, made: Rendered): Pick<SentHarm, 'prints' | 'whole'> => ({
    prints: changedPrints(made.prints, complete.prints),
    whole: whole(account, made),
  });
  if (complete.outcome.sent && text !== complete.outcome.text)
    found.push({ ...base, effect: 'sent', ...sent(own, here), fields: [] });
  for (const { account, rendered } of elsewhere) {
    const { profile } = account;
    const there = { ...base, profile, fields: differing(profile, own.profile) };
    if (!rendered.outcome.sent)
      for (const failure of unlabelled(rendered.outcome.failures))
        found.push({ ...there, effect: 'dropped', failure });
    else if (rendered.outcome.text !== text)
      found.push({ ...there, effect: 'sent', ...sent(account, rendered) });
  }
  return found;
}

/** The first print of each statement that puts out something else than for the complete user, or nothing where it did. */
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
  const still = new Set(prints.map(({ node }) => node));
  const gone = complete.filter(({ node }) => !still.has(node));
  for (const { node, text } of gone)
    if (text !== '' && !found.has(node)) found.set(node, { node, text: '', before: text });
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

/** In which of the fields about nulls a profile differs from another one. */
export function differing(profile: Profile, base: Profile): readonly NullField[] {
  const found: NullField[] = [];
  for (const field of NULL_FIELDS) if (profile[field] !== base[field]) found.push(field);
  return found;
}

/** The accounts that differ from a profile in what becomes of nulls, as far as the template can tell and it is not known. */
export function nullAccounts(analysis: Analysis, profile: Profile): readonly Profile[] {
  const ofNulls: ReadonlySet<ProfileField> = NULL_FIELDS;
  const fields = touchedFields(analysis, profile).filter((field) => ofNulls.has(field));
  const single = fields.flatMap((field) => worlds(profile, [field]).slice(1));
  const none = single.find(({ missing }) => missing === 'none');
  const both = none === undefined ? [] : worlds(none, ['default']).slice(1);
  return [...single, ...both];
}
