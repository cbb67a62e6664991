import type { Value } from '../../src/jinja/index.ts';
import { AudienceRun, planFor, type ExportSource, type Tally } from '../../src/audience/index.ts';
import { loadCampaign, type Campaign } from '../../src/campaign/index.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { memoryFiles } from '../testing/memory-campaign.ts';

/** A user as its attributes. */
export type User = Readonly<Record<string, Value>>;

/** Numbers as good as random, the same for a seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A campaign of a template, with a field map where its marker names one. */
export async function campaignOf(template: string, map = '', channel = 'email'): Promise<Campaign> {
  const files = new Map([
    ['c.yaml', `campaign: x\nchannel: ${channel}\ntemplate: t\nusers: u.yaml\n`],
    ['t', template],
    ['u.yaml', 'user: {}\n'],
    ['map.yaml', map],
  ]);
  return loadCampaign('c.yaml', memoryFiles(files));
}

/** The counts of each verdict, by classes or of each user. */
export async function countsOf(
  campaign: Campaign,
  users: readonly User[],
  everyUser: boolean,
  byMap = true,
): Promise<Readonly<Record<string, number>>> {
  const tally = await tallyOf(campaign, users, everyUser, byMap);
  const counts = new Map<string, number>();
  for (const { verdict, users: count } of tally.classes) {
    const key = JSON.stringify(verdict);
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What comes of users that are in memory. */
export async function tallyOf(
  campaign: Campaign,
  users: readonly User[],
  everyUser: boolean,
  byMap = true,
): Promise<Tally> {
  const names = [...new Set(users.flatMap((user) => Object.keys(user)))];
  const source: ExportSource = {
    files: [],
    columns: names,
    types: new Map(),
    users: 0,
  };
  const { plan } = planFor(campaign, source, {
    name: 'users',
    columns: new Map(),
    key: undefined,
    by: [],
    seed: 1,
    sampleSize: 0,
    everyUser,
    byMap,
    showsIds: false,
  });
  const columns = plan.columns.map(({ column }) => users.map((user) => user[column]));
  const run = new AudienceRun(
    campaign,
    plan,
    nodeCrypto,
    () => undefined,
    async function* () {
      yield { start: 0, size: users.length, columns };
    },
  );
  await run.read(
    { file: 'users', format: 'ndjson', isPacked: false, separator: ',', from: 0, to: Infinity },
    0,
  );
  const { differing } = run.judge(2 ** 32);
  if (differing.length > 0) await run.refine(differing);
  return run.tally(new Map());
}
