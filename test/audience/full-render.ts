import { fittingAccounts, type AudienceReport } from '../../src/audience/index.ts';
import {
  createRenderer,
  Judge,
  loadCampaign,
  outcomeOf,
  type Campaign,
} from '../../src/campaign/index.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { smartpass } from '../cli/run-cli.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

type CountedReason = AudienceReport['reasons'][number];

/** What a report counts of an audience. */
export type Counts = Pick<AudienceReport, 'users' | 'sent' | 'brokenLinks' | 'dropped'> & {
  readonly reasons: readonly string[];
  /** The fewest and the most users who are sent it in an account that fits. */
  readonly band: readonly [least: number, most: number];
};

/** The counts of `smartpass audience` over an export in a folder. */
export async function countsOfAudience(
  cwd: string,
  campaign: string,
  users: string,
  more: readonly string[] = [],
): Promise<Counts> {
  const line = ['audience', campaign, '--users', users, '--json', '--no-fixes', '--seed', '7'];
  const { code, out, err } = await smartpass([...line, ...more], { cwd });
  if (code !== 0) throw new Error(err);
  const report = JSON.parse(out) as AudienceReport;
  const { sent, brokenLinks, dropped, band } = report;
  return {
    users: report.users,
    sent,
    brokenLinks,
    dropped,
    reasons: report.reasons.map(lineOf).sort(),
    band: [band.least, band.most],
  };
}

/** The same counts from the users as fixture users of the campaign, each rendered and judged alone: no class, no part and no thread. */
export async function countsOfEachUser(
  texts: ReadonlyMap<string, string>,
  path: string,
): Promise<Counts> {
  const campaign = await loadCampaign(path, memoryFiles(texts));
  const renderer = createRenderer(campaign, surroundingsOf(campaign));
  const judge = new Judge(campaign);
  const counts = { users: 0, sent: 0, brokenLinks: 0, dropped: 0 };
  const reasons = new Map<string, CountedReason>();
  for (const user of campaign.users) {
    const verdict = judge.verdict(outcomeOf(campaign, user, renderer, nodeCrypto));
    counts.users += 1;
    counts.sent += Number(verdict.state !== 'dropped');
    counts.brokenLinks += Number(verdict.state === 'broken');
    counts.dropped += Number(verdict.state === 'dropped');
    for (const reason of verdict.reasons) {
      const placed =
        verdict.state === 'broken' ? reason : { file: campaign.template.file, ...reason };
      const key = lineOf({ ...placed, users: 0 });
      reasons.set(key, { ...placed, users: (reasons.get(key)?.users ?? 0) + 1 });
    }
  }
  const sent = fittingAccounts(campaign).map(({ profile }) => sentIn({ ...campaign, profile }));
  const band = [Math.min(...sent), Math.max(...sent)] as const;
  return { ...counts, reasons: [...reasons.values()].map(lineOf).sort(), band };
}

/** How many users are sent the message by an account; nobody by one that refuses it. */
function sentIn(campaign: Campaign): number {
  try {
    const renderer = createRenderer(campaign, surroundingsOf(campaign));
    return campaign.users.filter(({ recipient }) => renderer.render(recipient).sent).length;
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return 0;
  }
}

function surroundingsOf({ now }: Campaign): Parameters<typeof createRenderer>[1] {
  return { hashes: nodeCrypto, clock: () => now };
}

function lineOf({ users, category, name, message, file, line }: CountedReason): string {
  return [category, name ?? '', message, file ?? '', line ?? '', users].join(' | ');
}
