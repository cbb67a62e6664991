import { placeKey, type FindingsError, type Span } from '../diagnostics/index.ts';
import {
  PROFILE_FIELDS,
  describeUnknown,
  type Profile,
  type ProfileField,
  type Recipient,
  type Failure,
  type MessageOutcome,
} from '../account/index.ts';
import type { InAccount } from './accounts.ts';
import type { CompiledMessage } from './message.ts';
import { NULL_FIELDS, type Asking, type NullField } from './message-render.ts';

/** An account that fits what is known, and what the message does in it. A template that it refuses drops everybody. */
export type WorldOutcome = { readonly profile: Profile; readonly outcome: MessageOutcome };

/**
 * One place whose result depends on one unknown field: `answers` say what comes of each of its values, all else equal, and
 * `given` are the fields that had to differ from the profile for it to show; `messages` are the whole messages of the same
 * accounts. `about` says what is not known, `sentence` also what comes of it. `rewrite` is what to write in place of the span
 * so that it no longer depends on the field; it was tried.
 */
export type WorldDifference = {
  readonly field: ProfileField;
  readonly about: string;
  readonly sentence: string;
  readonly span: Span;
  readonly answers: readonly { readonly value: string; readonly outcome: string }[];
  readonly messages: readonly WorldOutcome[];
  readonly given: Readonly<Partial<Record<ProfileField, string>>>;
  readonly rewrite?: string;
};

/** What a message does for one user in every account that fits what is known. */
export type WorldsReport = {
  readonly worlds: readonly WorldOutcome[];
  readonly agree: boolean;
  readonly differences: readonly WorldDifference[];
};

/** Results of one place: its source and what it gives, `not sent: …` where it drops the message. */
type Site = { readonly span: Span; readonly text: string };

/** What a message does in one account, with what each of its places gives there and a key of the whole result. */
export type PlacedOutcome = WorldOutcome & {
  readonly message: CompiledMessage | undefined;
  readonly sites: ReadonlyMap<string, Site>;
} & Result;

/** A key of what comes of a whole message, and which fields about nulls its render asked. */
export type Result = { readonly result: string; readonly asked: ReadonlySet<NullField> };

/** Renders a message in one account and notes what each of its places gives. */
export function observe(account: InAccount, recipient: Recipient): PlacedOutcome {
  const { profile, message } = account;
  const sites = new Map<string, Site>();
  let rendered: Asking;
  if (message === undefined) rendered = refused(account.refusal);
  else {
    const { analysis } = message;
    rendered = message.observe(recipient, (node, text) => {
      const span = analysis.spanOf(node);
      const before = sites.get(placeKey(span))?.text ?? '';
      sites.set(placeKey(span), { span, text: before + text });
    });
  }
  const { outcome } = rendered;
  if (!outcome.sent)
    for (const [place, failures] of byPlace(outcome.failures)) {
      const span = failures[0]?.span;
      if (span !== undefined) sites.set(place, { span, text: notSent(failures) });
    }
  return { profile, outcome, message, sites, ...resultOf(rendered) };
}

function byPlace(failures: readonly Failure[]): ReadonlyMap<string, readonly Failure[]> {
  const found = new Map<string, Failure[]>();
  for (const failure of failures)
    for (const span of [failure.span ?? [], failure.also ?? []].flat()) {
      const place = placeKey(span);
      found.set(place, [...(found.get(place) ?? []), { ...failure, span }]);
    }
  return found;
}

/** What comes of a whole message in one account: cheaper than to look at its places. */
export function resultIn(account: InAccount, recipient: Recipient): Result {
  const { message } = account;
  return resultOf(message === undefined ? refused(account.refusal) : message.asking(recipient));
}

function resultOf({ outcome, asked }: Asking): Result {
  return { result: keyOfOutcome(outcome), asked };
}

/** An account that refuses a message is asked nothing; none is taken to be like it. */
function refused({ findings }: FindingsError): Asking {
  const failures = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ message, span }) => ({
      category: 'Unknown' as const,
      message,
      ...(span && { span, line: span.start.line }),
    }));
  return { outcome: { sent: false, failures, text: '' }, asked: NULL_FIELDS };
}

/** The text behind a quotation mark, or the failures as JSON. */
function keyOfOutcome(outcome: MessageOutcome): string {
  if (outcome.sent) return `"${outcome.text}`;
  return JSON.stringify(
    outcome.failures.map(({ category, name, message }) => [category, name, message]),
  );
}

/** What comes of a message, where no single place says it. */
export function summary(outcome: MessageOutcome): string {
  return outcome.sent ? outcome.text : notSent(outcome.failures);
}

/** Why a message is not sent in an account, in the words of every report about accounts. */
export function notSent(failures: readonly Pick<Failure, 'name' | 'message'>[]): string {
  const reasons = failures.map(({ name, message }) =>
    name === undefined ? message : `${name}: ${message}`,
  );
  return `not sent: ${reasons.join('; ')}`;
}

/** The places that give something else in some of these accounts; the whole text where no single place does. */
export function differingPlaces(alike: readonly PlacedOutcome[]): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  if (new Set(alike.map(({ result }) => result)).size < 2) return found;
  for (const { sites } of alike)
    for (const [place, { span }] of sites) {
      const texts = alike.flatMap((one) => one.sites.get(place)?.text ?? []);
      const isError =
        texts.length < alike.length && texts.some((text) => text.startsWith('not sent'));
      if (new Set(texts).size > 1 || isError) found.set(place, span);
    }
  if (found.size > 0) return found;
  const map = alike.find((one) => one.message)?.message?.analysis.map;
  if (map !== undefined) found.set('end', map.spanOf(map.text.length, map.text.length));
  return found;
}

/** What is not known, and what comes of each answer, in one sentence. */
export function sentenceOf(
  field: ProfileField,
  answers: WorldDifference['answers'],
  given: WorldDifference['given'],
): string {
  const byOutcome = new Map<string, string[]>();
  for (const { value, outcome } of answers)
    byOutcome.set(outcome, [...(byOutcome.get(outcome) ?? []), value]);
  const parts = [...byOutcome].map(
    ([outcome, values]) => `${shown(outcome)} with ${values.join(' or ')}`,
  );
  return `${describeUnknown(field)}: here it is ${parts.join(', ')}${conditionOf(given)}`;
}

/** What is not known, and under which condition it shows. */
export function aboutOf(field: ProfileField, given: WorldDifference['given']): string {
  return `${describeUnknown(field)}${conditionOf(given)}`;
}

function conditionOf(given: WorldDifference['given']): string {
  const where = Object.entries(given).map(([name, value]) => `${name} ${value}`);
  return where.length === 0 ? '' : ` (where the account has ${where.join(' and ')})`;
}

function shown(outcome: string): string {
  if (outcome.startsWith('not sent')) return outcome;
  const text = JSON.stringify(outcome.length > 60 ? `${outcome.slice(0, 57)}…` : outcome);
  return `sent as ${text}`;
}

/** The fields besides one in which an account differs from the profile. */
export function givenOf(
  profile: Profile,
  base: Profile,
  field: ProfileField,
): WorldDifference['given'] {
  const given: Partial<Record<ProfileField, string>> = {};
  for (const name of PROFILE_FIELDS.keys())
    if (name !== field && profile[name] !== base[name]) given[name] = profile[name];
  return given;
}

/** In how many fields an account differs from another. */
export function distance({ profile }: PlacedOutcome, { profile: base }: PlacedOutcome): number {
  return [...PROFILE_FIELDS.keys()].filter((field) => profile[field] !== base[field]).length;
}

/** The values of a field. */
export function valuesOf(field: ProfileField): readonly string[] {
  return [...(PROFILE_FIELDS.get(field)?.values.keys() ?? [])];
}

/** For sorting by place. */
export function order({ span }: WorldDifference): number {
  return span.start.line * 1e6 + span.start.column;
}
