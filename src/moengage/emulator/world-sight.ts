import { FindingsError, type Span } from '../../diagnostics/index.ts';
import { createEmulator, type EmulatorOptions } from '../emulator.ts';
import { PROFILE_FIELDS } from '../profile-fields.ts';
import { describeUnknown, type Profile, type ProfileField } from '../profile.ts';
import type { Recipient } from '../read-recipient.ts';
import type { CompiledMessage } from './message.ts';
import type { MessageOutcome } from './outcome.ts';

/** An account that fits what is known, and what the message does in it. A template that it refuses drops everybody. */
export type WorldOutcome = { readonly profile: Profile; readonly outcome: MessageOutcome };

/**
 * One place whose result hangs on one unknown field: `answers` say what comes of each of its values, all else equal, and
 * `given` are the fields that had to differ from the profile for it to show. `rewrite` is what to write in place of the span
 * so that it no longer hangs on the field; it was tried.
 */
export type WorldDifference = {
  readonly field: ProfileField;
  readonly sentence: string;
  readonly span: Span;
  readonly answers: readonly { readonly value: string; readonly outcome: string }[];
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

/** A world that was looked at: what each place gives there, and a key of the whole result. */
export type Seen = WorldOutcome & {
  readonly message: CompiledMessage | undefined;
  readonly sites: ReadonlyMap<string, Site>;
  readonly result: string;
};

/** Renders a message in one account and notes what each of its places gives. */
export function observe(
  source: string,
  recipient: Recipient,
  options: EmulatorOptions,
  strict: boolean,
): Seen {
  const { profile } = options;
  const sites = new Map<string, Site>();
  let message: CompiledMessage | undefined;
  let outcome: MessageOutcome;
  try {
    message = createEmulator(options).compile(source);
    const { places } = message;
    outcome = message.observe(recipient, (node, text) => {
      const span = places.spanOf(node.start, node.end);
      const before = sites.get(placeOf(span))?.text ?? '';
      sites.set(placeOf(span), { span, text: before + text });
    });
  } catch (error) {
    if (!(error instanceof FindingsError) || strict) throw error;
    outcome = refused(error);
  }
  if (!outcome.sent)
    for (const { span, message: why, name } of outcome.failures)
      if (span !== undefined)
        sites.set(placeOf(span), {
          span,
          text: `not sent: ${name === undefined ? '' : `${name}: `}${why}`,
        });
  return { profile, outcome, message, sites, result: JSON.stringify(summaryOf(outcome)) };
}

function refused({ findings }: FindingsError): MessageOutcome {
  const failures = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ message, span }) => ({
      category: 'Unknown' as const,
      message,
      ...(span && { span, line: span.start.line }),
    }));
  return { sent: false, failures, text: '' };
}

function summaryOf(outcome: MessageOutcome): unknown {
  if (outcome.sent) return outcome.text;
  return outcome.failures.map(({ category, name, message }) => [category, name, message]);
}

/** What comes of a message, where no single place says it. */
export function summary(outcome: MessageOutcome): string {
  return outcome.sent ? outcome.text : `not sent: ${outcome.failures[0]?.message ?? ''}`;
}

/** The places that give something else in some of these accounts; the whole text where no single place does. */
export function differingPlaces(alike: readonly Seen[]): ReadonlyMap<string, Span> {
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
  const lines = (alike.find((one) => one.message)?.message?.source ?? '').split('\n');
  const end = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  found.set('end', { start: end, end });
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
  const where = Object.entries(given).map(([name, value]) => `${name} ${value}`);
  const condition = where.length === 0 ? '' : ` (where the account has ${where.join(' and ')})`;
  return `${describeUnknown(field)}: here it is ${parts.join(', ')}${condition}`;
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
export function distance({ profile }: Seen, { profile: base }: Seen): number {
  return [...PROFILE_FIELDS.keys()].filter((field) => profile[field] !== base[field]).length;
}

/** What tells an account from others. */
export function keyOf(profile: Profile): string {
  return [...PROFILE_FIELDS.keys()].map((field) => profile[field]).join(' ');
}

/** The values of a field. */
export function valuesOf(field: ProfileField): readonly string[] {
  return [...(PROFILE_FIELDS.get(field)?.values.keys() ?? [])];
}

/** A span as a key. */
export function placeOf({ start, end }: Span): string {
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}

/** For sorting by place. */
export function order({ span }: WorldDifference): number {
  return span.start.line * 1e6 + span.start.column;
}
