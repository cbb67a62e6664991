import {
  readUsersFile,
  type CampaignFiles,
  type FixtureUser,
  type Reason,
  type Verdict,
} from '../../campaign/index.ts';
import { decode, FindingsError, Secrets } from '../../diagnostics/index.ts';
import { problemOf, type PreviewStatus } from '../../preview/index.ts';
import type { StudioFunnel } from '../protocol.ts';

/** So many users are rendered before the page is told how far it is. */
const STEP = 100;

/** So many reasons are told. */
const MOST_REASONS = 50;

/** Reads the users of an export that was dropped on the page. Throws a FindingsError where it is none. */
export async function usersOfExport(
  name: string,
  bytes: Uint8Array,
): Promise<readonly FixtureUser[]> {
  const file: CampaignFiles = {
    read: async () => decode(bytes, name),
    bytes: async () => bytes,
    list: async () => [name],
  };
  const { users, findings } = await readUsersFile(name, file);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new FindingsError(errors);
  return users;
}

/** A funnel in which nobody is yet, with the findings that an export is refused for. */
export function emptyFunnel(name: string, error?: FindingsError): StudioFunnel {
  const { notes } = problemOf(error?.findings ?? [], new Map(), new Secrets());
  const counts = { sent: 0, warning: 0, broken: 0, dropped: 0 };
  return { name, users: 0, done: 0, counts, reasons: [], notes };
}

/** What becomes of a user: the verdict of a dry run, and whether there is something to note of what is sent. */
export type Judged = { readonly verdict: Verdict; readonly status: PreviewStatus };

/**
 * Counts what becomes of users as a dry run does, some at a time; those who are sent something to note are counted apart. Reasons without a
 * file are of the `template`.
 */
export function* funnelOf(
  { name, template }: { readonly name: string; readonly template: string },
  users: readonly FixtureUser[],
  judge: (user: FixtureUser) => Judged,
): Generator<StudioFunnel, void, undefined> {
  const counts: Record<PreviewStatus, number> = { sent: 0, warning: 0, broken: 0, dropped: 0 };
  const reasons = new Map<
    string,
    { readonly reason: Reason; users: number; readonly example: string }
  >();
  for (const [at, user] of users.entries()) {
    const { verdict, status } = judge(user);
    const { state } = verdict;
    counts[state === 'sent' && status !== 'sent' ? 'warning' : state] += 1;
    for (const reason of verdict.reasons) {
      const key = JSON.stringify(reason);
      const known = reasons.get(key) ?? { reason, users: 0, example: user.name };
      known.users += 1;
      reasons.set(key, known);
    }
    const done = at + 1;
    if (done % STEP === 0 || done === users.length)
      yield {
        ...emptyFunnel(name),
        users: users.length,
        done,
        counts: { ...counts },
        reasons: [...reasons.values()]
          .map(({ reason, ...counted }) => ({ file: template, ...reason, ...counted }))
          .sort((a, b) => b.users - a.users)
          .slice(0, MOST_REASONS),
      };
  }
}
