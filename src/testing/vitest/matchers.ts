import type { Outcome } from '../../campaign/index.ts';
import { opensPass } from '../../passkit/index.ts';
import { describeFailures } from '../check-drop.ts';
import { causes } from '../check-link.ts';
import { isSame, shown } from '../plain.ts';

/** What a matcher answers vitest with. */
export type MatcherAnswer = {
  readonly pass: boolean;
  readonly message: () => string;
  readonly actual?: unknown;
  readonly expected?: unknown;
};

/** The matchers as people call them on an outcome; `Vitest.Matchers` is extended by them. */
export type OutcomeMatchers<R = unknown> = {
  /** The message goes out. */
  toBeSent(): R;
  /** The user is dropped; with a reason: for that one. */
  toBeDropped(reason?: string): R;
  /** Every SmartPass link of the message has a valid signature and carries at least these fields. */
  toCarryPassPayload(payload: Readonly<Record<string, unknown>>): R;
};

declare module 'vitest' {
  // vitest declares its parameter so, and a second declaration must be the same.
  // oxlint-disable-next-line typescript/no-explicit-any
  interface Matchers<T = any> extends OutcomeMatchers<T> {}
}

/** Matchers for outcomes in people's own tests: `expect.extend(matchers)`. */
export const matchers: {
  readonly toBeSent: (received: Outcome) => MatcherAnswer;
  readonly toBeDropped: (received: Outcome, reason?: string) => MatcherAnswer;
  readonly toCarryPassPayload: (
    received: Outcome,
    payload: Readonly<Record<string, unknown>>,
  ) => MatcherAnswer;
} = { toBeSent, toBeDropped, toCarryPassPayload };

function toBeSent(received: Outcome): MatcherAnswer {
  if (received.sent)
    return {
      pass: true,
      message: () => `${received.user} is sent the message, expected not to be`,
    };
  const why = describeFailures(received.failures);
  return {
    pass: false,
    message: () => `${received.user} is dropped, expected to be sent the message${why}`,
  };
}

function toBeDropped(received: Outcome, reason?: string): MatcherAnswer {
  const wanted = reason === undefined ? '' : ` for: ${reason}`;
  if (received.sent)
    return {
      pass: false,
      message: () => `${received.user} is sent the message, expected to be dropped${wanted}`,
    };
  const reasons = received.failures.map(({ message }) => message);
  const pass = reason === undefined || reasons.includes(reason);
  const why = describeFailures(received.failures);
  const message = (): string =>
    pass
      ? `${received.user} is dropped${wanted}, expected not to be`
      : `${received.user} is dropped, but not${wanted}; the reason is${why}`;
  return pass ? { pass, message } : { pass, message, actual: reasons, expected: [reason] };
}

function toCarryPassPayload(
  received: Outcome,
  payload: Readonly<Record<string, unknown>>,
): MatcherAnswer {
  if (!received.sent) return toBeSent(received);
  const { user, links } = received;
  if (links.length === 0)
    return { pass: false, message: () => `${user}: the message has no SmartPass link` };
  for (const link of links) {
    if (!opensPass(link) || link.payload === undefined)
      return { pass: false, message: () => `${user}: the link opens no pass${causes(link)}` };
    const actual = new Map(link.payload);
    const wrong = Object.entries(payload).filter(
      ([name, value]) => !isSame(actual.get(name), value),
    );
    if (wrong.length === 0) continue;
    const lines = wrong.map(
      ([name, value]) => `\n  ${name}: expected ${shown(value)}, got ${shown(actual.get(name))}`,
    );
    return {
      pass: false,
      message: () => `${user}: the payload differs:${lines.join('')}`,
      actual: Object.fromEntries(actual),
      expected: { ...Object.fromEntries(actual), ...payload },
    };
  }
  return { pass: true, message: () => `${user}: the link carries ${shown(payload)}` };
}
