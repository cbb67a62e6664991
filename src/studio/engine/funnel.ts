import { readUsersFile, type CampaignFiles, type FixtureUser } from '../../campaign/index.ts';
import { FindingsError, Secrets } from '../../diagnostics/index.ts';
import { problemOf, type PreviewStatus, type PreviewUser } from '../../preview/index.ts';
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
    read: async () => new TextDecoder('utf-8').decode(bytes),
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

/** Counts what becomes of users, some at a time. */
export function* funnelOf(
  name: string,
  users: readonly FixtureUser[],
  show: (user: FixtureUser) => Pick<PreviewUser, 'status' | 'summary'>,
): Generator<StudioFunnel, void, undefined> {
  const counts: Record<PreviewStatus, number> = { sent: 0, warning: 0, broken: 0, dropped: 0 };
  const reasons = new Map<string, { users: number; readonly example: string }>();
  for (const [at, user] of users.entries()) {
    const { status, summary } = show(user);
    counts[status] += 1;
    if (status !== 'sent') {
      const reason = reasons.get(summary) ?? { users: 0, example: user.name };
      reason.users += 1;
      reasons.set(summary, reason);
    }
    const done = at + 1;
    if (done % STEP === 0 || done === users.length)
      yield {
        ...emptyFunnel(name),
        users: users.length,
        done,
        counts: { ...counts },
        reasons: [...reasons]
          .map(([reason, one]) => ({ reason, ...one }))
          .sort((a, b) => b.users - a.users)
          .slice(0, MOST_REASONS),
      };
  }
}
