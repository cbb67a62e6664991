import {
  openCampaign,
  type Campaign,
  type CampaignFiles,
  type Verdict,
} from '../campaign/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import type { Value } from '../jinja/index.ts';
import type { Crypto } from '../passkit/index.ts';
import type { Part } from './read/batch.ts';
import { replayedFiles, type FilesRecord } from './recorded-files.ts';
import { AudienceRun, type JudgedKeys, type OnUsers, type RunPlan } from './run.ts';
import type { Tally } from './tally.ts';

/** What a runner is made of. All of it can be handed to another thread. */
export type RunnerData = {
  readonly campaign: string;
  readonly profile: string | undefined;
  readonly record: FilesRecord;
  readonly plan: RunPlan;
};

/** A change that is tried on the users who fail: other texts of files of the campaign, and other values by the place of their column. */
export type Change = {
  readonly texts: ReadonlyMap<string, string>;
  readonly fill: ReadonlyMap<number, Value>;
};

/** A class whose users are not sent the message as it is meant. Runners of one export have the same class under the same key; one without a key is of this runner alone. */
export type FailingClass = { readonly key: string | undefined; readonly users: number };

/** How many users a class has, and what becomes of them. */
export type Tried = { readonly users: number; readonly verdict: Verdict };

/** An AudienceRun in this thread or another one. */
export type Runner = {
  read(part: Part, index: number): Promise<void>;
  priorities(): Promise<readonly number[]>;
  judge(limit: number): Promise<JudgedKeys>;
  refine(keys: readonly string[]): Promise<void>;
  accounts(
    keys: readonly string[],
  ): Promise<readonly (readonly [key: string, sentIn: string | undefined])[]>;
  tally(sentIn: ReadonlyMap<string, string>): Promise<Tally>;
  failing(): Promise<readonly FailingClass[]>;
  /** What a change makes of some of the `failing` classes, by their numbers; undefined where the campaign cannot be loaded with it. */
  retry(change: Change, numbers: readonly number[]): Promise<readonly Verdict[] | undefined>;
  close(): Promise<void>;
};

/** Loads a campaign without its users. Throws a FindingsError with everything that is wrong with it. */
export async function loadForAudience(
  path: string,
  files: CampaignFiles,
  options: { readonly profile: string | undefined; readonly allowOutside: boolean },
): Promise<Campaign> {
  const opened = await openCampaign(path, files, { ...options, keepsUsers: false });
  return opened.campaign ?? opened.close([]);
}

/** A runner in this thread. */
export async function localRunner(
  { campaign: path, profile, record, plan }: RunnerData,
  crypto: Crypto,
  onUsers: OnUsers,
): Promise<Runner> {
  const load = (texts?: ReadonlyMap<string, string>): Promise<Campaign> =>
    loadForAudience(path, replayedFiles(record, texts), { profile, allowOutside: true });
  const run = new AudienceRun(await load(), plan, crypto, onUsers);
  return {
    read: (part, index) => run.read(part, index),
    priorities: async () => run.priorities(),
    judge: async (limit) => run.judge(limit),
    refine: (keys) => run.refine(keys),
    accounts: async (keys) => run.accounts(keys),
    tally: async (sentIn) => run.tally(sentIn),
    failing: async () => run.failing().map(({ key, users }) => ({ key, users })),
    async retry({ texts, fill }, numbers) {
      try {
        return run.retry(texts.size === 0 ? undefined : await load(texts), fill, numbers);
      } catch (error) {
        if (!(error instanceof FindingsError)) throw error;
        return undefined;
      }
    },
    close: async () => undefined,
  };
}
