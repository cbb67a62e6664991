import { isSound, type Campaign, type Outcome } from '../campaign/index.ts';
import { printable, type Finding, type Paint } from '../diagnostics/index.ts';
import { reasonOf } from './recipients.ts';

/** What becomes of a user, the worst first. A `broken` one is sent with an error, such as a link that opens no pass. */
type UserState = 'broken' | 'dropped' | 'noted' | 'sent';

/** Every state, in the order in which users are shown. */
export const STATES: readonly UserState[] = ['broken', 'dropped', 'noted', 'sent'];

/** A user in one line: the length and signature of each link, and why the user is dropped or what is to be noted. */
export type UserRow = {
  readonly user: string;
  readonly state: UserState;
  readonly links: string;
  readonly signatures: string;
  readonly reasons: readonly string[];
  /** What the summary counts: the reasons that drop the user, or the codes of what is to be noted. */
  readonly counted: readonly string[];
};

/** The row of an outcome. */
export function rowOf(outcome: Outcome, campaign: Pick<Campaign, 'map'>): UserRow {
  const user = printable(outcome.user);
  if (!outcome.sent) {
    const all = outcome.failures.map((failure) => printable(reasonOf(failure)));
    const reasons = [...new Set(all)];
    return { user, state: 'dropped', links: '', signatures: '', reasons, counted: reasons };
  }
  const { links } = outcome;
  const findings = findingsOf(outcome);
  const isWrong = findings.some(({ severity }) => severity === 'error');
  const isBroken = isWrong || !isSound(outcome, campaign);
  const reasons = findings
    .toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
    .map(noted);
  const isLacking = !isSound(outcome, campaign) && links.length === 0;
  if (isLacking) reasons.push(NO_LINK);
  return {
    user,
    state: isBroken ? 'broken' : findings.length > 0 ? 'noted' : 'sent',
    links: links.length === 0 ? 'none' : links.map(({ length }) => String(length)).join(', '),
    signatures: [...new Set(links.map(({ signature }) => signature.verdict))].join(', '),
    reasons: [...new Set(reasons)],
    counted: [...new Set(findings.map(({ code }) => code)), ...(isLacking ? [NO_LINK] : [])],
  };
}

const NO_LINK = 'the message has no pass link';

/** Everything that is to be noted about a message that is sent. */
export function findingsOf(outcome: Outcome & { readonly sent: true }): readonly Finding[] {
  return [...outcome.warnings, ...outcome.links.flatMap(({ findings }) => findings)];
}

/** A finding in one line. */
export function noted({ message, code }: Finding): string {
  return `! ${printable(message)} [${code}]`;
}

/** A state as it is written in a table. */
export function stateText(state: UserState, paint: Paint): string {
  switch (state) {
    case 'broken':
      return paint.error('sent');
    case 'dropped':
      return paint.warning('dropped');
    case 'noted':
    case 'sent':
    default:
      return 'sent';
  }
}

/** Each reason of a state with how many users have it, the commonest first. */
export function countedReasons(
  rows: readonly UserRow[],
  state: UserState,
): readonly (readonly [reason: string, users: number])[] {
  const counts = new Map<string, number>();
  for (const row of rows)
    if (row.state === state)
      for (const reason of row.counted) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
